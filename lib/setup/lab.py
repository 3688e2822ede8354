"""Opens JupyterLab on a folder and says where it is: python lab.py FOLDER LOG_FILE.

UNROLLED_PORT asks for one port; otherwise the first free one from 8888 on is taken. A JupyterLab of this course that is
already there, forgotten perhaps because its starter was killed, is named with the command that ends it.
The server listens on the loopback address only and wants a token. Ctrl-C ends it.
"""
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from http.client import HTTPException
from pathlib import Path

import nbformat
from jupyter_server.serverapp import list_running_servers
from nbformat.sign import NotebookNotary

ADDRESS = "127.0.0.1"


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def running_servers(folder):
    """The JupyterLabs on this folder that answer: a killed one leaves its file, and its number may be another process's by now."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for server in list_running_servers():
        if server["root_dir"] != folder:
            continue
        try:
            opener.open(f"http://{ADDRESS}:{server['port']}/api/status?token={server['token']}", timeout=5).close()
            yield server
        except (OSError, HTTPException):
            pass


def describe(server):
    return (f"http://{ADDRESS}:{server['port']}/lab?token={server['token']} is open already (process {server['pid']}). "
            f"Use it, or end it with its kernels: kill {server['pid']}")


def choose_port(folder):
    wish = os.environ.get("UNROLLED_PORT")
    if not wish:
        for port in range(8888, 8988):
            if is_free(port):
                return port
        sys.exit("build.sh: the ports 8888 to 8987 are all busy. Close other Jupyter servers, or set UNROLLED_PORT.")
    if not wish.isdigit() or not 1024 <= int(wish) <= 65535:
        sys.exit(f"build.sh: UNROLLED_PORT={wish} is no port. Set a number from 1024 to 65535, or unset it.")
    if not is_free(int(wish)):
        own = [describe(server) for server in running_servers(folder) if server["port"] == int(wish)]
        sys.exit(f"build.sh: port {wish} is busy. " + (own or ["Set UNROLLED_PORT to another, or unset it."])[0])
    return int(wish)


def trust(folder):
    """JupyterLab hides the SVG pictures of a notebook that it has never run; these are the course's own, so sign them."""
    notary = NotebookNotary()
    for path in Path(folder).rglob("*.ipynb"):
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except Exception as fault:  # a damaged notebook must not keep the others from opening
            print(f"{path.name} cannot be read ({type(fault).__name__}). Restore it: git checkout {path.name}", flush=True)


def start_server(folder, port, token, log):
    """In a session of its own: Ctrl-C reaches this program, which then asks the server to end."""
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser",
        f"--ServerApp.ip={ADDRESS}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.extension_manager=readonly",  # the other one asks the network
        # The kernel's JVM does not end by itself; waiting longer only makes "Restart Kernel" slow.
        "--KernelManager.shutdown_wait_time=1",
    ]
    if os.geteuid() == 0:  # usual in containers
        command.append("--allow-root")
    env = {**os.environ, "JUPYTER_TOKEN": token}
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def wait_until_up(server, port):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            opener.open(f"http://{ADDRESS}:{port}/api", timeout=5).close()
            return True
        except OSError:
            time.sleep(0.2)
    return False


def has_screen():
    """Without one, webbrowser would open a text browser in this terminal."""
    return sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")


def announce(folder, port, token):
    page = "lab/tree/index.ipynb" if Path(folder, "index.ipynb").is_file() else "lab"
    url = f"http://{ADDRESS}:{port}/{page}?token={token}"
    print(f"\nJupyterLab is open at\n\n    {url}\n\nCtrl-C ends it.", flush=True)
    if has_screen() and not os.environ.get("UNROLLED_NO_BROWSER"):
        webbrowser.open(url)


def end(signum, frame):
    raise KeyboardInterrupt


def main():
    folder, log_file = sys.argv[1:]
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), end)
    port, token = choose_port(folder), secrets.token_hex(16)
    for server in running_servers(folder):
        print(describe(server), flush=True)
    trust(folder)
    with open(log_file, "wb") as log:
        server = start_server(folder, port, token, log)
        try:
            if not wait_until_up(server, port):
                print(Path(log_file).read_text(errors="replace")[-1500:], file=sys.stderr)
                sys.exit(f"build.sh: JupyterLab did not start. Run ./build.sh doctor. (Log: {log_file})")
            announce(folder, port, token)
            server.wait()
        except KeyboardInterrupt:
            print("\nClosing JupyterLab.")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
