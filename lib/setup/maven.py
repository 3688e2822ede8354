"""Unpacks Maven from the repository that it fetches from itself: python maven.py JAVA KERNEL_JAR FOLDER [JAVA_OPTION...].

For machines without Maven: the kernel's jar holds Maven's resolver. The version and the SHA-512 of its archive are pinned here.
"""
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "3.9.16"
SHA512 = "831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6"
ARTIFACT = f"org.apache.maven:apache-maven:tar.gz:bin:{VERSION}"


def fetch(java, kernel_jar, options):
    command = [java, *options, "-cp", kernel_jar, str(Path(__file__).with_name("Fetch.java")), ARTIFACT]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        sys.exit(next((line for line in done.stderr.splitlines() if "Could not" in line), done.stderr) or "Nothing was fetched.")
    return Path(lines[-1])


def check(archive):
    found = hashlib.sha512(archive.read_bytes()).hexdigest()
    if found != SHA512:
        sys.exit(f"{archive} is not Maven {VERSION} as it was published: its checksum is {found[:16]}…, not {SHA512[:16]}…. Delete it.")


def unpack(archive, folder):
    """Beside its place first: what is there is whole."""
    new = folder.with_name(folder.name + ".new")
    for old in (new, folder):
        shutil.rmtree(old, ignore_errors=True)
    new.mkdir(parents=True)
    shutil.unpack_archive(archive, new)
    (new / f"apache-maven-{VERSION}").rename(folder)
    new.rmdir()


def main():
    java, kernel_jar, folder, *options = sys.argv[1:]
    archive = fetch(java, kernel_jar, options)
    check(archive)
    unpack(archive, Path(folder))


if __name__ == "__main__":
    main()
