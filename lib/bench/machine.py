"""What a reader of the numbers needs to know of the machine; neither a date nor a name."""
import os
import platform
import shutil
import subprocess
from pathlib import Path

import plan


def facts(described, asked, load, djl):
    engine, _, jdk = described[plan.VECTOR].partition("; ")
    known = {"processor": processor(), "cores": os.cpu_count(), "system": f"{platform.system()} {platform.machine()}",
             "Java": jdk, "library": engine, "PyTorch": described.get(plan.TORCH64, "not there").removeprefix("PyTorch "),
             "DJL": djl if plan.DJL in described else "not there",
             "rounds": asked.rounds, "seconds for each number": asked.seconds, "load": f"{load:.1f}"}
    return {name: str(value) for name, value in known.items()}


def processor():
    return processor_of_linux() or processor_of_mac() or platform.processor() or "unknown"


def processor_of_linux():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def processor_of_mac():
    if not shutil.which("sysctl"):
        return ""
    return subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, check=False).stdout.strip()
