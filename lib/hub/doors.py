"""Who comes in, and in what a user's server starts."""

import os

from jupyterhub.auth import Authenticator
from jupyterhub.spawner import LocalProcessSpawner

import limits
import people
import place


class ListAuthenticator(Authenticator):
    """The passwords of the list; nobody signs up."""

    patience = people.Patience()

    async def authenticate(self, handler, data):
        name = self.normalize_username(data["username"])
        if self.patience.has_run_out(name):
            self.log.warning("Too many wrong passwords for %s: the name waits a minute", name)
            return None
        if name in self.allowed_users and people.is_password(name, data["password"]):
            return name
        self.patience.note(name)
        return None


class HeldSpawner(LocalProcessSpawner):
    """A process of the user's own Unix user, held to its limits."""

    kind = limits.best()
    memory, cpus = 0, 0.0
    teachers = frozenset()

    async def start(self):
        self.folders = self.kind.make(self.user.name, self.memory, self.cpus)
        return await super().start()

    def make_preexec_fn(self, name):
        become_user = super().make_preexec_fn(name)

        def begin():
            limits.hold_myself(self.folders, self.kind)
            limits.go_as_others()
            become_user()
        return begin

    def get_env(self):
        role = "instructor" if self.user.name in self.teachers else "student"
        env = super().get_env()
        env.update({
            "PATH": f"{place.VENV / 'bin'}:{env.get('PATH', os.defpath)}",
            "JUPYTER_CONFIG_PATH": str(place.CONFIG / role),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "PYTHONNOUSERSITE": "1",
            "UNROLLED_HUB_ROLE": role,
            "UNROLLED_HUB_ORIGINAL": str(place.ORIGINAL),
            "UNROLLED_HUB_CLASS": str(place.CLASS),
            place.MARK: os.environ.get(place.MARK, ""),
        })
        return env

    async def stop(self, now=False):
        await super().stop(now)
        self.kind.remove(self.user.name)  # a kernel that did not hear
