"""The processes that measure. Each answers a line with a line, so that they can take turns within a second."""
import select
import subprocess
from pathlib import Path

LONGEST_ANSWER = 600


class WorkerFailed(Exception):
    """A worker has ended or cannot do what it is asked; the text is one sentence."""


class Worker:
    """A process that waits for questions; what it says beside its answers goes to the log."""

    def __init__(self, name, command, log):
        self.name, self.log = name, Path(log)
        with open(log, "ab") as sink:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=sink, text=True, bufsize=1)

    def ask(self, question):
        try:
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
            answer = self._answer()
        except OSError:
            answer = ""
        if not answer:
            raise WorkerFailed(f"{self.name}: the process has ended; {self.log} may say why.")
        if answer.startswith("error: "):
            raise WorkerFailed(f"{self.name}: {answer.removeprefix('error: ')} ({self.log})")
        return answer

    def _answer(self):
        ready, _, _ = select.select([self.process.stdout], [], [], LONGEST_ANSWER)
        if not ready:
            raise WorkerFailed(f"{self.name}: no answer within {LONGEST_ANSWER} seconds.")
        return self.process.stdout.readline().strip()

    def milliseconds(self, questions):
        return min(float(self.ask(question)) for question in questions)

    def stop(self):
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass
