"""The hub of a class on one machine. `./build.sh hub` starts it and gives the numbers in UNROLLED_HUB_OPTIONS; README.md tells the rest."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import accounts  # noqa: E402
import doors  # noqa: E402
import place  # noqa: E402

c = get_config()  # noqa: F821 (the hub gives it)

options = json.loads(os.environ["UNROLLED_HUB_OPTIONS"])
everyone = accounts.read(options["accounts"])
teachers = {one.name for one in everyone if one.teaches}

# Who comes in.
c.JupyterHub.authenticator_class = doors.ListAuthenticator
c.Authenticator.allowed_users = {one.name for one in everyone}
c.Authenticator.auto_login = False
c.Authenticator.delete_invalid_users = False
c.JupyterHub.load_groups = {"instructors": {"users": sorted(teachers)}}

# The hub, its proxy, what they keep.
port = options["port"]
secure = "https" if options["certificate"] else "http"
c.JupyterHub.bind_url = f"{secure}://{options['address']}:{port}"
c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = options["certificate"], options["key"]
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 1}"
c.ConfigurableHTTPProxy.command = [str(place.PROXY)]
c.ConfigurableHTTPProxy.pid_file = str(place.PRIVATE / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{place.PRIVATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(place.PRIVATE / "cookie-secret")
c.JupyterHub.cleanup_servers = True
c.JupyterHub.cleanup_proxy = True
c.JupyterHub.upgrade_db = True
c.JupyterHub.concurrent_spawn_limit = 100  # a whole class comes at once: everybody waits, nobody is turned away
c.JupyterHub.implicit_spawn_seconds = 1  # who comes back to a page of a server that has ended is not asked

# A user's server.
c.JupyterHub.spawner_class = doors.HeldSpawner
doors.HeldSpawner.memory, doors.HeldSpawner.cpus = options["memory"], options["cpus"]
doors.HeldSpawner.teachers = frozenset(teachers)
c.Spawner.mem_limit, c.Spawner.cpu_limit = options["memory"], options["cpus"]
c.Spawner.cmd = [str(place.PYTHON), str(place.CONFIG / "begin.py")]
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab/tree/course/notebooks/index.ipynb"
c.Spawner.start_timeout = c.Spawner.http_timeout = 600  # when a whole class comes at once, the last one waits long, but is served
# A busy machine may answer late; after 30 seconds without an answer the line between browser and kernel would be cut.
PATIENCE = [f"--ZMQChannelsWebsocketConnection.websocket_ping_{what}=300000" for what in ("interval", "timeout")]
c.Spawner.args = ["--KernelManager.shutdown_wait_time=1", *PATIENCE]
c.LocalProcessSpawner.interrupt_timeout = 10
c.LocalProcessSpawner.term_timeout = 5

# Servers that nobody uses end; what is in files stays.
c.JupyterHub.services = [{
    "name": "idle-culler",
    "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={options['idle'] * 60}", f"--cull-every={min(300, options['idle'] * 30)}"],
}]
c.JupyterHub.load_roles = [
    {"name": "idle-culler", "services": ["idle-culler"], "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"]},
    # See who is there, start and stop servers; look into nobody's.
    {"name": "instructor", "groups": ["instructors"], "scopes": ["admin-ui", "list:users", "read:users:activity", "servers", "read:servers"]},
]
if options["service_token"]:  # ./build.sh hub --load: starts servers of the accounts and speaks to them
    c.JupyterHub.services.append({"name": "load", "api_token": options["service_token"]})
    c.JupyterHub.load_roles.append({"name": "load", "services": ["load"], "scopes": ["list:users", "servers", "access:servers", "tokens"]})
