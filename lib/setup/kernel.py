"""Writes kernel.json of the kernel "java" in the environment whose Python runs this.

    python kernel.py write|check JDK_HOME JDK_MAJOR JARS_FOLDER [KERNEL_FOLDER [KERNEL_JAR]]

With KERNEL_FOLDER it is another kernel.json, for the same kernel on another JDK, or for the kernel in KERNEL_JAR.
write: brings the file up to date (it is left alone when it already is). check: exit 0 if it is up to date.
The kernel itself, JJava's jar or IJava's, stays where its package has put it.
"""
import json
import os
import re
import sys
from pathlib import Path
from zipfile import ZipFile

FOLDER = Path(sys.prefix, "share", "jupyter", "kernels", "java")

# Reflection, because a start-up line that does not compile would end the kernel without a word.
START_UP = (
    'try { Class.forName("unrolled.notebook.Notebook").getMethod("install").invoke(null); } '
    'catch (Throwable e) { System.err.println("Unrolled did not start: " + e + ". Run ./build.sh doctor."); }'
)

# The most memory for Java, unless UNROLLED_HEAP says otherwise. Notebook 07, the largest, took 51 s with it and 49 s with 640m.
MOST_HEAP = "448m"

# Megabytes of memory for Java at the start; left to itself it takes a part of all that the machine has.
FIRST_HEAP = 64

# Beside kernel.json: the classes of a start, read and checked once (record.py makes it). A JVM that refuses it, because it is
# missing, damaged or another JDK's, must not speak of it in the notebook: it starts without.
ARCHIVE = "start.archive"

# Incubator modules for the kernel and its cells, such as "jdk.incubator.vector".
# The JVM names them once in the server's terminal, not in the notebook.
MODULES = ""


def kernel_jar():
    """The jar that the installed kernel.json starts; without a readable one, the jar beside it."""
    try:
        argv = json.loads((FOLDER / "kernel.json").read_text(encoding="utf-8"))["argv"]
        named = [p for a in argv for p in a.split(os.pathsep) if p.endswith(".jar") and "launcher" not in p]
    except (OSError, ValueError, KeyError):
        named = []
    if named and Path(named[-1].replace("{resource_dir}", str(FOLDER))).is_file():
        return named[-1]
    beside = [p.name for p in sorted(FOLDER.glob("*java*.jar")) if "launcher" not in p.name]
    if not beside:
        sys.exit(f"No Java kernel in {FOLDER}.")
    return "{resource_dir}/" + beside[-1]


def main_class(jar):
    """What the kernel's jar would start by itself; a manifest's names may be written in capitals or not, its lines folded."""
    with ZipFile(jar.replace("{resource_dir}", str(FOLDER))) as archive:
        manifest = re.sub(r"\r?\n ", "", archive.read("META-INF/MANIFEST.MF").decode("utf-8"))
    return re.search(r"^Main-Class: *(\S+)", manifest, re.MULTILINE | re.IGNORECASE)[1]


def megabytes(size):
    return int(size[:-1]) * (1024 if size[-1] in "gG" else 1)


def jvm_options(major):
    most = os.environ.get("UNROLLED_HEAP") or MOST_HEAP
    # A class shares one machine: the kernel begins small, whatever memory the machine has, and gives back what it does not use.
    options = [f"-Xmx{most}", f"-Xms{min(FIRST_HEAP, megabytes(most))}m", "-XX:+UseSerialGC"]
    options += ["-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40", "-XX:-ShrinkHeapInSteps"]
    # What networks keep for batches of another size goes when nobody has asked for some seconds, not minutes.
    options.append("-XX:SoftRefLRUPolicyMSPerMB=20")
    if major >= 21:
        options.append("-XX:TrimNativeHeapInterval=30000")
    if major >= 25:
        options.append("-XX:+UseCompactObjectHeaders")
    # The same text and numbers on every machine: UTF-8, a point before decimals.
    options += ["-Dfile.encoding=UTF-8", "-Duser.language=en"]
    if major >= 22:
        options.append("--enable-native-access=ALL-UNNAMED")
    if major >= 23:  # Tablesaw's libraries still use sun.misc.Unsafe, and JDK 24 warns of it
        options.append("--sun-misc-unsafe-memory-access=allow")
    if major >= 26:  # unrolled.notebook.Listener exchanges the body of the kernel's loop
        options.append("--enable-final-field-mutation=ALL-UNNAMED")
    if MODULES:
        options += ["--add-modules", MODULES]
    return options + ["--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]


def archive_options(major, file):
    if major >= 25:
        return [f"-XX:AOTCache={file}", "-Xlog:aot*=off,cds*=off"]
    return [f"-XX:SharedArchiveFile={file}", "-Xlog:cds*=off"]


def kernel_env(jdk, jars):
    """The same settings under the names of both kernels."""
    settings = {"CLASSPATH": str(Path(jars, "*.jar")), "STARTUP_SCRIPT": START_UP}
    if MODULES:
        settings["COMPILER_OPTS"] = f"--add-modules {MODULES}"
    env = {f"{kernel}_{name}": value for kernel in ("IJAVA", "JJAVA") for name, value in settings.items()}
    env["JAVA_HOME"] = jdk
    if os.environ.get("UNROLLED_LOCALE"):  # without it a JVM cannot open paths with Chinese characters
        env["LC_ALL"] = os.environ["UNROLLED_LOCALE"]
    return env


def kernel_spec(jdk, major, jars, jar, folder="{resource_dir}"):
    options = [*jvm_options(major), *archive_options(major, f"{folder}/{ARCHIVE}")]
    return {
        # IJava and JJava both start so; JJava's launcher would start a second JVM, and by a bare `java`.
        # With our jars beside the kernel's own, because an archive holds no class of a loader that the kernel makes for itself.
        "argv": [str(Path(jdk, "bin", "java")), *options, "-cp", os.pathsep.join([jar, str(Path(jars, "*"))]), main_class(jar), "{connection_file}"],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": kernel_env(jdk, jars),
        "metadata": {},
    }


def forget_old_start(file, jars):
    """
    From an archive that is older than a jar, a JVM would take the jar's old classes, without a word (seen with JDK 25.0.3).
    build.sh has it away before it changes the jars; this is for jars that somebody else has changed.
    """
    if file.exists() and any(jar.stat().st_mtime >= file.stat().st_mtime for jar in Path(jars).glob("*.jar")):
        file.unlink()


def main():
    action, jdk, major, jars, *elsewhere = sys.argv[1:]
    file = Path(*elsewhere[:1] or [FOLDER], "kernel.json")
    if action == "write":
        forget_old_start(file.with_name(ARCHIVE), jars)
    jar = elsewhere[1] if len(elsewhere) > 1 else kernel_jar()
    spec = kernel_spec(jdk, int(major), jars, jar, *elsewhere[:1])
    text = json.dumps(spec, indent=2, ensure_ascii=False) + "\n"
    if elsewhere:
        text = text.replace("{resource_dir}", str(FOLDER))
    try:
        current = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        current = ""
    if text == current:
        return
    if action == "check":
        sys.exit(f"{file} is not as build.sh writes it.")
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


if __name__ == "__main__":
    main()
