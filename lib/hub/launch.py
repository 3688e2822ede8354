"""Starts the hub of a class and ends it, with everything that was begun under it.

    python launch.py [OPTIONS] ACCOUNTS
"""

import argparse
import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

import accounts
import limits
import people
import place
import preflight
import stage

START_SECONDS = 120


def options():
    parser = argparse.ArgumentParser(prog="./build.sh hub", allow_abbrev=False)
    parser.add_argument("accounts", metavar="ACCOUNTS", help="the list: a name and student or instructor in each line")
    parser.add_argument("--make-users", action="store_true", help="makes the Unix users that are missing")
    parser.add_argument("--new-password", metavar="NAME", help="gives this account a new password, prints it, and ends")
    parser.add_argument("--check", action="store_true", help="only says what is not right yet")
    parser.add_argument("--port", type=int, default=8000, help="8000; the two after it are used inside")
    parser.add_argument("--address", default="127.0.0.1", help="127.0.0.1, this machine only; 0.0.0.0 opens it to the network")
    parser.add_argument("--certificate", default="", help="for https, with --key")
    parser.add_argument("--key", default="")
    parser.add_argument("--memory", type=limits.bytes_of, default=limits.bytes_of("1536m"), help="of one user, 1536m")
    parser.add_argument("--cpus", type=float, default=1.0, help="of one user, 1")
    parser.add_argument("--idle", type=int, default=60, help="minutes until a server that nobody uses is ended, 60")
    parser.set_defaults(service_token="")
    return parser.parse_args()


def stop_with(faults):
    if faults:
        sys.exit("\n".join(f"build.sh: {fault}" for fault in faults))


def be_root():
    if os.geteuid() != 0:
        sys.exit("build.sh: The hub starts each student's server as that student's Unix user, which only root can. Run it as root (sudo).")


def make_missing(everyone, wanted):
    new = people.missing(everyone)
    if not new:
        return
    names = ", ".join(one.name for one in new)
    if not wanted:
        sys.exit(f"build.sh: These Unix users do not exist yet: {names}. With --make-users they are made, each with a closed home folder "
                 "and without a Unix password.")
    print(f"Making the Unix users {names}.", flush=True)
    people.make_users(new)


def prepare(everyone, chosen):
    be_root()
    place.PRIVATE.mkdir(parents=True, exist_ok=True)
    place.PRIVATE.chmod(0o700)
    make_missing(everyone, chosen.make_users)
    stop_with(preflight.of_accounts(everyone))
    people.gather_teachers(everyone)
    stage.lay_everything()
    ports = [chosen.port, chosen.port + 1, chosen.port + 2]
    stop_with(preflight.of_machine(everyone, ports, chosen.address, str(Path(os.environ["JAVA_HOME"], "bin", "java"))))
    if given := people.give_first_passwords(everyone):
        print(f"First passwords of {len(given)} accounts are in {people.FIRST}, for root's eyes. Hand them out, then delete the file.", flush=True)


class Hub:
    """The hub with its proxy, its services, and all servers and kernels under it."""

    def __init__(self, chosen):
        self.mark = f"{place.STATE}:{secrets.token_hex(8)}"
        self.port, self.secure = chosen.port, bool(chosen.certificate)
        given = {name: value for name, value in vars(chosen).items() if name not in ("make_users", "check", "new_password")}
        env = {**{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")},
               "PATH": f"{place.VENV / 'bin'}:{os.environ['PATH']}", place.MARK: self.mark, "UNROLLED_HUB_OPTIONS": json.dumps(given)}
        log = os.open(place.LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.process = subprocess.Popen(
            [str(place.PYTHON), "-m", "jupyterhub", "-f", str(Path(__file__).with_name("jupyterhub_config.py"))],
            cwd=place.PRIVATE, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=limits.go_first)
        os.close(log)

    def is_up(self):
        with contextlib.suppress(OSError):
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            return opener.open(f"http://127.0.0.1:{self.port + 2}/hub/health", timeout=5).status == 200
        return False

    def wait_until_up(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if self.is_up():
                return
            time.sleep(0.2)
        print(place.LOG.read_text(errors="replace")[-1500:], file=sys.stderr)
        sys.exit(f"build.sh: The hub did not start; the lines above are the end of {place.LOG}.")

    def end(self):
        """First in the hub's own way, which ends servers and proxy; then whatever is left of the tree."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        for ending in (psutil.Process.terminate, psutil.Process.kill):
            left = preflight.marked(self.mark)
            for process in left:
                with contextlib.suppress(psutil.Error):
                    ending(process)
            psutil.wait_procs(left, timeout=4)


def interrupt(number, frame):
    raise KeyboardInterrupt


def run(chosen, inside):
    """Keeps a hub up for as long as `inside` takes."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    hub = Hub(chosen)
    try:
        hub.wait_until_up()
        inside(hub)
    except KeyboardInterrupt:
        print("\nEnding the hub with all servers and kernels.", flush=True)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        hub.end()


def announce(chosen, everyone):
    secure = "https" if chosen.certificate else "http"
    print(f"Held to {chosen.memory >> 20} MB and {chosen.cpus:g} processors: {limits.best().said}.")
    if chosen.address == "127.0.0.1":
        print("Only this machine reaches it; --address 0.0.0.0 opens it to the network.")
    elif not chosen.certificate:
        print("Passwords cross the network unencrypted: give --certificate and --key, or put it behind a server that speaks https.")
    print(f"{len(everyone)} accounts. Log: {place.LOG}\n\nThe hub is open at\n\n    {secure}://{chosen.address}:{chosen.port}/\n\nCtrl-C ends it.", flush=True)


def main():
    chosen = options()
    chosen.accounts = str(Path(chosen.accounts).resolve())
    everyone = accounts.read(chosen.accounts)
    if chosen.new_password:
        be_root()
        if chosen.new_password not in [one.name for one in everyone]:
            sys.exit(f"build.sh: {chosen.new_password} is not in {chosen.accounts}.")
        print(people.give_passwords([chosen.new_password])[chosen.new_password])
        return
    prepare(everyone, chosen)
    if chosen.check:
        print("Everything is right for this class.")
        return

    def wait(hub):
        announce(chosen, everyone)
        sys.exit(f"build.sh: The hub ended by itself; {place.LOG} says why." if hub.process.wait() else 0)
    run(chosen, wait)


if __name__ == "__main__":
    main()
