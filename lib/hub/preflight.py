"""What has to be right before a class comes in. Each check returns sentences, each with its remedy; none if all is well."""

import os
import re
import shutil
import socket
import subprocess
from collections import defaultdict
from pathlib import Path

import psutil

import people
import place

NODE = 20
FIRST_UID = 1000  # below it are the system's own users


def users_apart(entries):
    """nbgrader's exchange knows a student by the Unix user alone: where two share one, it mixes them up."""
    sharing = defaultdict(list)
    for entry in entries:
        sharing[entry.pw_uid].append(entry.pw_name)
    faults = [f"{' and '.join(names)} share one Unix user (number {uid}): nbgrader would file their work under one name. "
              "Give each account a Unix user of its own." for uid, names in sharing.items() if len(names) > 1]
    return faults + [f"{entry.pw_name} is a user of the system itself (number {entry.pw_uid}). Choose another name for this account."
                     for entry in entries if entry.pw_uid < FIRST_UID]


def homes_closed(entries):
    faults = []
    for entry in entries:
        try:
            info = os.stat(entry.pw_dir)
        except OSError:
            faults.append(f"{entry.pw_name} has no home folder {entry.pw_dir}. Make it: mkhomedir_helper {entry.pw_name}")
            continue
        if info.st_uid != entry.pw_uid:
            faults.append(f"The home folder {entry.pw_dir} is not {entry.pw_name}'s own. Mend it: chown {entry.pw_name}: {entry.pw_dir}")
        elif info.st_mode & 0o077:
            faults.append(f"Others can look into the home folder of {entry.pw_name}. Close it: chmod 700 {entry.pw_dir}")
    return faults


def node_new_enough(said):
    """By what `node --version` printed; None if there is no node."""
    found = re.match(r"v(\d+)\.", said or "")
    if not found:
        return [f"The proxy needs Node.js {NODE} or newer, and there is none. Install it: apt-get install nodejs npm"]
    if int(found[1]) < NODE:
        return [f"The proxy needs Node.js {NODE} or newer, and this one is {said.strip()}. Install a newer one."]
    return []


def node_said():
    program = shutil.which("node")
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else None


def exchange_open(root):
    """Everybody puts something in, nobody moves away what is another's."""
    mode = Path(root).stat().st_mode
    if mode & 0o777 != 0o777:
        return [f"The folder of the exchange is closed to students. Open it: chmod 3777 {root}"]
    if not mode & 0o1000:
        return [f"In the folder of the exchange any student could move away the others' work. Mend it: chmod 3777 {root}"]
    return []


def holder_of(port):
    """`program 1234`, as far as it can be seen."""
    for one in psutil.net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
            return one.pid, psutil.Process(one.pid).name()
    return None, "another program"


def ports_free(ports, address="127.0.0.1"):
    faults = []
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                pid, name = holder_of(port)
                remedy = f"If it is an old proxy, end it: kill {pid}. Otherwise choose" if pid else "Choose"
                faults.append(f"Port {port} is taken by {name}. {remedy} another with --port.")
    return faults


def marked(prefix):
    """The processes that a hub has begun, by what they inherited."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(place.MARK, "").startswith(prefix):
                found.append(process)
        except psutil.Error:
            continue
    return found


def nothing_left_over():
    left = marked(f"{place.STATE}:")
    if not left:
        return []
    pids = " ".join(str(process.pid) for process in left[:12])
    return [f"A hub on {place.STATE} runs already, or left {len(left)} processes behind when it was killed. End them first: kill {pids}"]


def try_as(entry, *command):
    """What goes wrong when this user runs this; None if nothing does."""
    try:
        done = subprocess.run(command, user=entry.pw_uid, group=entry.pw_gid, extra_groups=os.getgrouplist(entry.pw_name, entry.pw_gid),
                              cwd="/", env={"PATH": os.environ["PATH"], "HOME": entry.pw_dir, "PYTHONNOUSERSITE": "1"},
                              capture_output=True, text=True, timeout=60)
    except OSError as fault:
        return fault.strerror
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["it failed"])[-1]


def programs_reachable(entry, java):
    faults = []
    if said := try_as(entry, str(place.PYTHON), "-c", "import jupyterhub, jupyterlab, nbgitpuller, nbgrader"):
        faults.append(f"{entry.pw_name} cannot run {place.PYTHON} ({said}). Clone the course where everybody may go through, such as /srv, "
                      "with a Python from there or from the system.")
    if said := try_as(entry, java, "-version"):
        faults.append(f"{entry.pw_name} cannot run {java} ({said}). Install a JDK for all users, or name one with UNROLLED_JAVA_HOME.")
    return faults


def secrets_closed(student, others):
    """Tried as the student, not read from modes: that counts every folder on the way."""
    closed = [place.CLASS, place.PRIVATE, place.EXERCISES / "source", place.PROJECT / ".git", *(Path(one.pw_dir) for one in others)]
    return [f"{student.pw_name} can look into {path}. Close it: chmod go-rwx {path}"
            for path in closed if path.exists() and try_as(student, "test", "-r", str(path)) is None]


def of_accounts(accounts):
    entries = [people.unix_user(one.name) for one in accounts]
    return users_apart(entries) + homes_closed(entries)


def of_machine(accounts, ports, address, java):
    faults = node_new_enough(node_said()) + nothing_left_over() + ports_free(ports, address) + exchange_open(place.EXCHANGE)
    entries = [people.unix_user(one.name) for one in accounts]
    faults += programs_reachable(entries[0], java)
    if students := [people.unix_user(one.name) for one in accounts if not one.teaches]:
        faults += secrets_closed(students[0], [entry for entry in entries if entry != students[0]])
    return faults
