"""The parts of the hub that need neither root nor users: the list, the preflight, limits, updates, settings, Helm values."""

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "lib" / "hub"
sys.path.insert(0, str(HUB))
import accounts  # noqa: E402
import limits  # noqa: E402
import people  # noqa: E402
import place  # noqa: E402
import preflight  # noqa: E402
import stage  # noqa: E402

needs_environment = pytest.mark.skipif(not place.PYTHON.exists(), reason="there is no .hub-venv; ./build.sh hub makes it")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="no git")


class TestList:
    def test_is_read_with_remarks_commas_and_empty_lines(self):
        text = "\ufeff# my class\n\nada student\nben,student # repeats\n\tlin  instructor\r\n"
        assert accounts.parse(text) == [accounts.Account("ada", "student"), accounts.Account("ben", "student"), accounts.Account("lin", "instructor")]

    @pytest.mark.parametrize("text, word", [
        ("ada", "line 1: “ada” is not a name and a role"), ("ada student 3", "not a name and a role"), ("Ada student", "cannot be a user name"),
        ("../x student", "cannot be"), ("-r student", "cannot be"), ("a" * 32 + " student", "cannot be"), ("安 student", "cannot be"),
        ("ada teacher", "“teacher” is no role"), ("lin instructor\nada student\nada student", "line 3: ada stands there twice"),
        ("ada student", "nobody in it is an instructor"), ("", "nobody")])
    def test_a_bad_one_is_refused_with_its_line(self, text, word):
        with pytest.raises(accounts.BadList, match=re.escape(word)):
            accounts.parse(text)

    def test_a_file_that_is_no_text_is_refused(self, tmp_path):
        (tmp_path / "list").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(SystemExit, match="not plain text"):
            accounts.read(tmp_path / "list")
        with pytest.raises(SystemExit, match="cannot be read"):
            accounts.read(tmp_path / "none")


def entry(name, uid, home="/nowhere"):
    return SimpleNamespace(pw_name=name, pw_uid=uid, pw_dir=str(home))


class TestPreflight:
    def test_a_shared_unix_user_is_refused(self):
        faults = preflight.users_apart([entry("ada", 1001), entry("ben", 1001), entry("lin", 1002)])
        assert len(faults) == 1 and "ada and ben share one Unix user (number 1001)" in faults[0]

    def test_the_systems_own_users_are_refused(self):
        assert "daemon is a user of the system itself" in preflight.users_apart([entry("daemon", 1)])[0]
        assert preflight.users_apart([entry("ada", 1001)]) == []

    @pytest.mark.parametrize("mode, bad", [(0o700, False), (0o750, True), (0o755, True), (0o701, True)])
    def test_homes_are_closed(self, tmp_path, mode, bad):
        tmp_path.chmod(mode)
        faults = preflight.homes_closed([entry("ada", os.getuid(), tmp_path)])
        assert bool(faults) == bad and all(f"chmod 700 {tmp_path}" in fault for fault in faults)
        tmp_path.chmod(0o700)

    def test_a_home_is_there_and_ones_own(self, tmp_path):
        assert "has no home folder" in preflight.homes_closed([entry("ada", os.getuid(), tmp_path / "none")])[0]
        assert "not ada's own" in preflight.homes_closed([entry("ada", os.getuid() + 1, tmp_path)])[0]

    @pytest.mark.parametrize("said, bad", [("v20.20.2\n", False), ("v22.1.0", False), ("v18.19.1\n", True), (None, True), ("", True)])
    def test_node(self, said, bad):
        assert bool(preflight.node_new_enough(said)) == bad

    @pytest.mark.parametrize("mode, word", [(0o3777, None), (0o1777, None), (0o777, "move away"), (0o1755, "closed to students")])
    def test_the_exchange_is_open_and_nobody_moves_anothers_work(self, tmp_path, mode, word):
        tmp_path.chmod(mode)
        faults = preflight.exchange_open(tmp_path)
        assert (faults == []) if word is None else word in faults[0]
        tmp_path.chmod(0o700)

    def test_a_port_that_an_old_proxy_holds_is_named(self):
        with socket.socket() as proxy:
            proxy.bind(("127.0.0.1", 0))
            proxy.listen()
            port = proxy.getsockname()[1]
            faults = preflight.ports_free([port])
            assert len(faults) == 1 and f"Port {port} is taken by" in faults[0] and f"kill {os.getpid()}" in faults[0]
        assert preflight.ports_free([port]) == []

    def test_what_a_killed_hub_has_left_is_found(self, monkeypatch):
        monkeypatch.setattr(place, "STATE", Path("/a-class-of-this-test"))
        assert preflight.nothing_left_over() == []
        left = subprocess.Popen(["sleep", "60"], env={**os.environ, place.MARK: "/a-class-of-this-test:1"}, start_new_session=True)
        try:
            assert f"kill {left.pid}" in preflight.nothing_left_over()[0]
        finally:
            left.kill()
            left.wait()


class TestPasswords:
    @pytest.fixture(autouse=True)
    def private(self, tmp_path, monkeypatch):
        monkeypatch.setattr(people, "HASHES", tmp_path / "passwords.json")
        monkeypatch.setattr(people, "FIRST", tmp_path / "first")

    def test_each_has_one_that_only_its_owner_knows(self, tmp_path):
        given = people.give_passwords(["ada", "ben"])
        assert people.is_password("ada", given["ada"]) and not people.is_password("ben", given["ada"])
        assert not people.is_password("nobody", "") and not people.is_password("ada", "")
        assert given["ada"] not in people.HASHES.read_text()
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}

    def test_a_new_one_replaces_the_old_one_and_a_restart_none(self):
        old = people.give_passwords(["ada"])["ada"]
        everyone = accounts.parse("ada student\nlin instructor")
        assert people.give_first_passwords(everyone) == ["lin"] and people.is_password("ada", old)
        new = people.give_passwords(["ada"])["ada"]
        assert people.is_password("ada", new) and not people.is_password("ada", old)
        assert people.FIRST.read_text().count("ada ") == 1

    def test_guessing_ends(self):
        patience = people.Patience(tries=3, seconds=60)
        for _ in range(3):
            assert not patience.has_run_out("ada")
            patience.note("ada")
        assert patience.has_run_out("ada") and not patience.has_run_out("ben")


class TestLimits:
    @pytest.mark.parametrize("text, size", [("1536m", 1536 << 20), ("2g", 2 << 30), ("1G", 1 << 30)])
    def test_sizes(self, text, size):
        assert limits.bytes_of(text) == size

    @pytest.mark.parametrize("text", ["", "2", "-1g", "1.5g", "0m"])
    def test_what_is_no_size(self, text):
        with pytest.raises(ValueError, match="no size"):
            limits.bytes_of(text)

    def test_version_2_is_taken_where_it_is_handed_to_us(self, tmp_path):
        (tmp_path / "cgroup.subtree_control").write_text("cpu memory pids")
        (tmp_path / limits.PARENT / "ada").mkdir(parents=True)
        for name in ("memory.max", "cpu.max"):
            (tmp_path / limits.PARENT / "ada" / name).write_text("max")
        kind = limits.best(tmp_path)
        assert isinstance(kind, limits.Version2)
        assert kind.make("ada", 1 << 30, 1.5) == [tmp_path / limits.PARENT / "ada"]
        assert (tmp_path / limits.PARENT / "ada" / "memory.max").read_text().startswith(str(1 << 30))
        assert (tmp_path / limits.PARENT / "ada" / "cpu.max").read_text().startswith("150000 100000")

    def test_version_1_with_both_hierarchies(self, tmp_path):
        for top in ("memory", "cpu"):
            (tmp_path / top).mkdir()
            (tmp_path / top / "cgroup.procs").write_text("")
        assert isinstance(limits.best(tmp_path), limits.Version1)

    def test_without_control_groups_it_says_so(self, tmp_path):
        kind = limits.best(tmp_path / "none")
        assert isinstance(kind, limits.EachProcess) and "each single process" in kind.said and "not limited" in kind.said

    @pytest.mark.skipif(os.geteuid() != 0 or isinstance(limits.best(), limits.EachProcess), reason="needs root and control groups")
    def test_a_process_is_held_by_this_systems_control_groups(self):
        program = ("import sys; sys.path.insert(0, sys.argv[1]); import limits; kind = limits.best(); "
                   "limits.hold_myself(kind.make('unrolled-probe', 128 << 20, 0.5), kind); bytearray(512 << 20)")
        try:
            done = subprocess.run([sys.executable, "-c", program, str(HUB)], capture_output=True, text=True)
            assert done.returncode == -9, "the kernel ends what takes more"
        finally:
            limits.best().remove("unrolled-probe")

    def test_a_process_is_held_without_control_groups(self):
        program = ("import sys; sys.path.insert(0, sys.argv[1]); import limits; kind = limits.EachProcess(); "
                   "limits.hold_myself(kind.make('x', 256 << 20, 1), kind); bytearray(512 << 20)")
        done = subprocess.run([sys.executable, "-c", program, str(HUB)], capture_output=True, text=True)
        assert "MemoryError" in done.stderr


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A small original as the hub publishes it, and the place of a student's copy."""
    project = tmp_path / "project"
    for name in ("notebooks/01.ipynb", "notebooks/exercises/source/sheet-01/sheet-01.ipynb", "datasets/a.csv", "notebooks/old.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(f"first {name}\n" * 30)
    monkeypatch.setattr(place, "CONFIG", tmp_path / "config")
    monkeypatch.setattr(place, "ORIGINAL", tmp_path / "original")
    place.CONFIG.mkdir()
    (place.CONFIG / "gitconfig").write_text(stage.GIT_SETTINGS)
    shutil.copy(HUB / "begin.py", place.CONFIG)
    return SimpleNamespace(project=project, copy=tmp_path / "copy", folder=tmp_path)


def update(course):
    stage.publish_course(course.project)
    program = "import begin, sys; sys.exit(0 if begin.update(sys.argv[1], begin.Path(sys.argv[2])) else 1)"
    done = subprocess.run([place.PYTHON, "-c", program, place.ORIGINAL, course.copy], cwd=place.CONFIG, capture_output=True, text=True,
                          env={**os.environ, "HOME": str(course.folder)})
    assert done.returncode == 0, done.stderr


@needs_environment
@needs_git
class TestUpdates:
    def test_the_sheets_with_their_solutions_stay_out(self, course):
        update(course)
        assert (course.copy / "notebooks/01.ipynb").exists() and (course.copy / "datasets/a.csv").exists()
        assert not list(course.copy.rglob("sheet*")) and not list(place.ORIGINAL.rglob("sheet*"))

    def test_new_files_come_and_deleted_ones_come_back(self, course):
        update(course)
        (course.copy / "notebooks/01.ipynb").unlink()
        (course.project / "notebooks/02.ipynb").write_text("new\n")
        update(course)
        assert (course.copy / "notebooks/01.ipynb").exists() and (course.copy / "notebooks/02.ipynb").read_text() == "new\n"

    def test_a_changed_file_stays_whole_and_an_untouched_one_is_renewed(self, course):
        update(course)
        mine, theirs = course.copy / "notebooks/01.ipynb", course.project / "notebooks/01.ipynb"
        mine.write_text("mine\n" + mine.read_text())
        kept = mine.read_text()
        theirs.write_text(theirs.read_text() + "a line at the other end, which git alone would mix in\n")
        (course.project / "notebooks/old.md").write_text("newer\n")
        update(course)
        assert mine.read_text() == kept
        assert (course.copy / "notebooks/old.md").read_text() == "newer\n"

    def test_a_file_of_ones_own_stays_and_one_of_the_same_name_is_put_aside(self, course):
        update(course)
        (course.copy / "notebooks/mine.ipynb").write_text("mine\n")
        (course.copy / "notebooks/03.ipynb").write_text("my third\n")
        (course.project / "notebooks/03.ipynb").write_text("the third\n")
        update(course)
        assert (course.copy / "notebooks/mine.ipynb").read_text() == "mine\n"
        assert (course.copy / "notebooks/03.ipynb").read_text() == "the third\n"
        assert [path.read_text() for path in course.copy.glob("notebooks/03__*.ipynb")] == ["my third\n"]


@needs_environment
class TestSettings:
    def load(self, program, folder, **variables):
        done = subprocess.run([place.PYTHON, "-c", program], cwd=folder, capture_output=True, text=True, env={**os.environ, **variables})
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def test_the_hub_reads_its_configuration(self, tmp_path):
        (tmp_path / "list").write_text("ada student\nlin instructor\n")
        options = {"accounts": str(tmp_path / "list"), "port": 8000, "address": "127.0.0.1", "certificate": "", "key": "", "memory": 1 << 30,
                   "cpus": 1.0, "idle": 60, "service_token": ""}
        program = ("import json; from jupyterhub.app import JupyterHub; hub = JupyterHub(); "
                   f"hub.load_config_file({str(HUB / 'jupyterhub_config.py')!r}); c = hub.config; "
                   "print(json.dumps([c.Spawner.mem_limit, c.JupyterHub.load_groups, [s['name'] for s in c.JupyterHub.services], "
                   "[r['scopes'] for r in c.JupyterHub.load_roles if r['name'] == 'instructor'][0]]))")
        memory, groups, services, scopes = self.load(program, tmp_path, UNROLLED_HUB_OPTIONS=json.dumps(options))
        assert memory == 1 << 30 and groups == {"instructors": {"users": ["lin"]}} and services == ["idle-culler"]
        assert not [scope for scope in scopes if scope.startswith("access")], "an instructor looks into nobody's server"

    @pytest.mark.parametrize("role", ["student", "instructor"])
    def test_both_roles_have_the_guard_of_the_exchange(self, tmp_path, monkeypatch, role):
        monkeypatch.setattr(place, "CONFIG", tmp_path)
        stage.write_settings()
        program = ("import json; from traitlets.config import PyFileConfigLoader; "
                   f"c = PyFileConfigLoader('nbgrader_config.py', {str(tmp_path / role)!r}).load_config(); "
                   "print(json.dumps([c.ExchangeFactory.submit.__name__, c.Exchange.root, str(c.ExchangeFactory.get('collect', ''))]))")
        submit, exchange, collect = self.load(program, tmp_path)
        assert submit == "SafeSubmit" and exchange == str(place.EXCHANGE)
        assert ("OwnWorkOnly" in collect) == (role == "instructor")
        menus = json.loads((tmp_path / role / "labconfig" / "page_config.json").read_text())["disabledExtensions"]
        assert ("@jupyter/nbgrader:formgrader" in menus) == (role == "student")


    def test_only_ones_own_work_without_links_is_collected(self, tmp_path, monkeypatch):
        monkeypatch.setattr(place, "CONFIG", tmp_path)
        stage.write_settings()
        me = getpass.getuser()
        for name in (me, "somebody", f"{me}-with-link"):
            (tmp_path / "inbound" / f"{name}+sheet-03+2099-01-01 00:00:00 UTC+x").mkdir(parents=True)
        linked = tmp_path / "inbound" / f"{me}+sheet-03+2099-01-02 00:00:00 UTC+x"
        linked.mkdir()
        (linked / "sheet-03.ipynb").symlink_to(tmp_path / "another")
        program = ("import json, glob; from traitlets.config import PyFileConfigLoader; "
                   f"c = PyFileConfigLoader('nbgrader_config.py', {str(tmp_path / 'instructor')!r}).load_config(); "
                   "collect = c.ExchangeFactory.collect(); "
                   f"print(json.dumps([collect._path_to_record(path)['username'] for path in sorted(glob.glob({str(tmp_path / 'inbound' / '*')!r}))]))")
        assert sorted(self.load(program, tmp_path)) == ["", "", "", me]


class TestCommand:
    def run(self, *arguments):
        return subprocess.run([ROOT / "build.sh", "hub", *arguments], capture_output=True, text=True, timeout=60)

    def test_help_and_what_is_missing(self):
        assert "--make-users" in self.run("--help").stdout
        done = self.run()
        assert done.returncode == 1 and "Which accounts?" in done.stderr

    @pytest.mark.skipif(os.geteuid() == 0, reason="this is root")
    def test_needs_root(self, tmp_path):
        done = self.run(str(tmp_path / "list"))
        assert done.returncode == 1 and "only root can" in done.stderr


class TestPins:
    def test_every_version_stands_in_one_place(self):
        own = [line for line in (HUB / "requirements.txt").read_text().splitlines() if line and line[0] not in "#-"]
        pinned = {line.split("==")[0] for line in own if "==" in line}
        shared = {line.split("==")[0] for line in (ROOT / "lib/requirements.txt").read_text().splitlines() if "==" in line}
        assert {"jupyterhub", "jupyterhub-idle-culler", "nbgitpuller"} == pinned
        assert {line for line in own if "==" not in line} <= shared and not pinned & shared

    def test_the_proxy_is_one_exact_version(self):
        wanted = json.loads((HUB / "package.json").read_text())["dependencies"]
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()) and "configurable-http-proxy" in wanted


# The keys of Zero to JupyterHub that our values use, and what they may hold: from its values.schema.yaml as of JupyterHub 5.4.5, which no
# package registry delivers. A key that is not here is a slip, or has to be looked up there first.
SIZE = r"[1-9]\d*[MG]"
KEYS = {
    "hub.config.JupyterHub.authenticator_class": str, "hub.config.Authenticator.allowed_users": list,
    "hub.config.Authenticator.admin_users": list, "hub.concurrentSpawnLimit": int,
    "singleuser.image.name": str, "singleuser.image.tag": str, "singleuser.defaultUrl": str, "singleuser.startTimeout": int,
    "singleuser.memory.guarantee": SIZE, "singleuser.memory.limit": SIZE, "singleuser.cpu.guarantee": (int, float),
    "singleuser.cpu.limit": (int, float), "singleuser.storage.capacity": r"\d+[MG]i",
    "singleuser.lifecycleHooks.postStart.exec.command": list, "cull.enabled": bool, "cull.timeout": int, "cull.every": int}


def leaves(values, path=""):
    for key, value in values.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict) and here not in KEYS:
            yield from leaves(value, here)
        else:
            yield here, value


class TestHelm:
    def values(self):
        return yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))

    def test_every_key_is_one_of_the_chart(self):
        for path, value in leaves(self.values()):
            assert path in KEYS, path
            kind = KEYS[path]
            assert re.fullmatch(kind, value) if isinstance(kind, str) else isinstance(value, kind), path

    def test_a_start_renews_the_copy_without_the_solutions(self, tmp_path):
        """The chart's hook, run as it stands: what the student has changed stays, what is gone comes back."""
        image, home = tmp_path / "image", tmp_path / "home"
        for file in ("notebooks/one.ipynb", "notebooks/two.ipynb", "notebooks/exercises/source/sheet.ipynb", "datasets/data.csv"):
            (image / file).parent.mkdir(parents=True, exist_ok=True)
            (image / file).write_text("new")
        (home / "course/notebooks").mkdir(parents=True)
        (home / "course/notebooks/one.ipynb").write_text("mine")
        command = self.values()["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
        subprocess.run(command, env={**os.environ, "HOME": str(home), "REPO_DIR": str(image)}, check=True)
        found = {str(path.relative_to(home)): path.read_text() for path in home.rglob("*") if path.is_file()}
        assert found == {"course/notebooks/one.ipynb": "mine", "course/notebooks/two.ipynb": "new", "course/datasets/data.csv": "new"}
        assert self.values()["singleuser"]["defaultUrl"].startswith("/lab/tree/course/")

    def test_a_student_gets_at_least_what_was_measured(self):
        text = (HUB / "README.md").read_text(encoding="utf-8")
        worst = max(int(worst) for worst in re.findall(r"\d+ / (\d+) MiB", text))
        memory = self.values()["singleuser"]["memory"]
        number = {name: int(size[:-1]) << (30 if size.endswith("G") else 20) for name, size in memory.items()}
        assert worst << 20 < number["limit"] and number["guarantee"] <= number["limit"]


def priority_of(*steps):
    """Of a process that has done so before it began."""
    def begin():
        for step in steps:
            step()
    return int(subprocess.run(["nice"], preexec_fn=begin, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may go first")
def test_the_hub_goes_first_and_a_user_as_others():
    assert priority_of(limits.go_first) == limits.FIRST
    assert priority_of(limits.go_first, limits.go_as_others) == limits.ORDINARY


def test_where_nobody_may_go_first_the_hub_starts_all_the_same(monkeypatch):
    def refuse(*_):
        raise PermissionError
    monkeypatch.setattr(os, "setpriority", refuse)
    limits.go_first()
