"""Lays out what a hub needs beside its programs: the original of the course, the exchange, the instructors' course, settings for both roles.

Every step can be repeated. What instructors and students have made is never overwritten.
"""

import grp
import json
import os
import shutil
import subprocess
from pathlib import Path

import place

SHARED = ("notebooks", "datasets")
NOT_SHARED = shutil.ignore_patterns("exercises", ".ipynb_checkpoints", "__pycache__", "*.copy-for-a-test.*")
# Each file is a whole: whoever has changed it keeps it, everybody else gets the new one.
ATTRIBUTES = "* -merge -text\n"
GIT_SETTINGS = "[safe]\n\tdirectory = *\n[user]\n\tname = Unrolled\n\temail = course@localhost\n[init]\n\tdefaultBranch = main\n"

# What a role does not have of nbgrader's menus and pages.
HIDDEN = {
    "student": {"menus": ["formgrader", "create-assignment", "course-list"], "pages": ["formgrader", "course_list"]},
    "instructor": {"menus": [], "pages": []},
}
SETTINGS = {
    "student": """
c.Exchange.root = {exchange!r}
""",
    # groupshared: what one instructor makes, the others can change. nbgrader only warns of a submission that is another's, and follows links.
    "instructor": """
import os
from nbgrader.exchange.default import ExchangeCollect
c.Exchange.root = {exchange!r}
c.CourseDirectory.root = os.path.expanduser("~/class")
c.CourseDirectory.groupshared = True
c.CourseDirectory.db_url = "sqlite:///{database}"


class OwnWorkOnly(ExchangeCollect):
    def _path_to_record(self, path):
        record = super()._path_to_record(path)
        if record["username"] != owner(path) or has_links(path):
            self.log.warning("Left out: %s is not what its owner may hand in", path)
            record["username"] = ""
        return record

    def init_src(self):
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"]]


def owner(path):
    import pwd
    return pwd.getpwuid(os.lstat(path).st_uid).pw_name


def has_links(path):
    return os.path.islink(path) or any(
        os.path.islink(os.path.join(top, name)) for top, folders, files in os.walk(path) for name in folders + files)


c.ExchangeFactory.collect = OwnWorkOnly
""",
}


def folder(path, mode, group=None):
    path.mkdir(parents=True, exist_ok=True)
    os.chown(path, 0, grp.getgrnam(group).gr_gid if group else 0)
    path.chmod(mode)


def lay_folders():
    folder(place.STATE, 0o755)
    folder(place.PRIVATE, 0o700)
    folder(place.CONFIG, 0o755)
    folder(place.CLASS, 0o2770, place.TEACHERS)
    lay_exchange(place.EXCHANGE)


def lay_exchange(root):
    """nbgrader wants its root open for everybody; the t bit keeps one user from moving away what is another's."""
    folder(root, 0o3777, place.TEACHERS)
    course = root / place.COURSE_ID
    folder(course, 0o2775, place.TEACHERS)
    folder(course / "outbound", 0o2775, place.TEACHERS)
    folder(course / "inbound", 0o3773, place.TEACHERS)   # put something in, list nothing
    folder(course / "feedback", 0o2771, place.TEACHERS)


def open_to_read(path):
    """Files and folders readable by all, writable by root."""
    for top, _, files in os.walk(path):
        os.chmod(top, 0o755)
        for name in files:
            if not os.path.islink(os.path.join(top, name)):
                os.chmod(os.path.join(top, name), 0o644)


def git(*arguments):
    env = {**os.environ, "GIT_CONFIG_GLOBAL": str(place.CONFIG / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", "-C", str(place.ORIGINAL), *arguments], env=env, check=True, capture_output=True, text=True).stdout


def publish_course(project=place.PROJECT):
    """The course as it is now becomes the newest state of the original. The sheets stay out: they have their solutions in them."""
    place.ORIGINAL.mkdir(exist_ok=True)
    if not (place.ORIGINAL / ".git").exists():
        git("init", "-q", "-b", "main")
    for name in SHARED:
        new = place.ORIGINAL / f".{name}.new"
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(project / name, new, ignore=NOT_SHARED)
        shutil.rmtree(place.ORIGINAL / name, ignore_errors=True)
        new.rename(place.ORIGINAL / name)
    (place.ORIGINAL / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    git("add", "-A", "-f")
    if git("status", "--porcelain"):
        git("commit", "-q", "-m", "The course as it is now")
    open_to_read(place.ORIGINAL)


def write_settings():
    """For both roles: the course's own nbgrader_config.py with its guard, then what this hub adds."""
    (place.CONFIG / "gitconfig").write_text(GIT_SETTINGS, encoding="utf-8")
    shutil.copyfile(Path(__file__).with_name("begin.py"), place.CONFIG / "begin.py")
    for role, text in SETTINGS.items():
        target = place.CONFIG / role
        (target / "labconfig").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place.EXERCISES / "nbgrader_config.py", target / "nbgrader_course.py")
        said = text.format(exchange=str(place.EXCHANGE), database=place.CLASS / "gradebook.db")
        (target / "nbgrader_config.py").write_text(f"c = get_config()\nload_subconfig('nbgrader_course.py')\n{said}", encoding="utf-8")
        pages = {f"nbgrader.server_extensions.{page}": False for page in HIDDEN[role]["pages"]}
        server = {"ServerApp": {"jpserver_extensions": pages}, "LabApp": {"extension_manager": "readonly"}}
        (target / "jupyter_server_config.json").write_text(json.dumps(server, indent=1), encoding="utf-8")
        menus = {f"@jupyter/nbgrader:{menu}": True for menu in HIDDEN[role]["menus"]}
        menus["@jupyterlab/apputils-extension:announcements"] = True
        (target / "labconfig" / "page_config.json").write_text(json.dumps({"disabledExtensions": menus}, indent=1), encoding="utf-8")
    open_to_read(place.CONFIG)


def share_with_teachers(path):
    """Everything below it: read and write for the instructors, nothing for others."""
    group = grp.getgrnam(place.TEACHERS).gr_gid
    for top, _, files in os.walk(path):
        os.chown(top, -1, group)
        os.chmod(top, 0o2770)
        for name in files:
            os.chown(os.path.join(top, name), -1, group)
            os.chmod(os.path.join(top, name), 0o660)


def lay_class(source=place.EXERCISES / "source"):
    """The sheets with their solutions. One that is there already stays: an instructor may have changed it."""
    (place.CLASS / "source").mkdir(exist_ok=True)
    for sheet in sorted(source.iterdir()):
        target = place.CLASS / "source" / sheet.name
        if sheet.is_dir() and not target.exists():
            shutil.copytree(sheet, target)
    share_with_teachers(place.CLASS / "source")


def close_project():
    """Students reach the programs in .hub-venv and nothing else of this folder: the solutions lie in it, and in its history."""
    place.PROJECT.chmod(0o711)
    for path in place.PROJECT.iterdir():
        if path != place.VENV and not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o7700)


def lay_everything():
    lay_folders()
    write_settings()
    publish_course()
    lay_class()
    close_project()
