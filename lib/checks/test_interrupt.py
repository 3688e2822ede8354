"""An interrupt on the real kernel: the bar says where it stopped, whatever was running then, and the next cell finds what there is."""

import queue
import time

import pytest
from jupyter_client.manager import start_new_kernel

import kernel

START_SECONDS, REPLY_SECONDS, DRAW_SECONDS = 120, 30, 10
UPDATES_FIRST = 3
MILLISECONDS = [1, 20, 400]

# What a loop does in the milliseconds of a step: nothing that can be stopped, a loop of the library, a wait.
LOOPS = {
    "own": "long end = System.nanoTime() + {nanos}L; while (System.nanoTime() < end); {bar}.step(1);",
    "library": "long end = System.nanoTime() + {nanos}L; while (System.nanoTime() < end) unrolled.math.Interruption.check(); {bar}.step(1);",
    "wait": "Thread.sleep({nanos} / 1_000_000); {bar}.step(1);",
}


class Talk:
    """One kernel: cells, the interrupt as JupyterLab sends it, and the display data that comes back."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name=kernel.KERNEL, startup_timeout=START_SECONDS)
        self.guard = kernel.Guard(self.manager.provisioner.pid)

    def close(self):
        self.manager.shutdown_kernel(now=True)
        self.client.stop_channels()
        self.guard.release()

    def run(self, source):
        """The text of the cell's result."""
        self.start(source)
        self.reply()
        results = [m["content"]["data"]["text/plain"] for m in self.messages(1) if m["msg_type"] == "execute_result"]
        return results[-1] if results else None

    def start(self, source):
        self.asked = self.client.execute(source)

    def reply(self):
        """The answer to the last cell; answers to earlier questions may still lie before it."""
        while (message := self.client.get_shell_msg(timeout=REPLY_SECONDS))["parent_header"].get("msg_id") != self.asked:
            pass
        return message["content"]

    def messages(self, seconds):
        """What arrives, until nothing has come for so long."""
        try:
            while True:
                yield self.client.get_iopub_msg(timeout=seconds)
        except queue.Empty:
            return

    def bars(self, seconds):
        for message in self.messages(seconds):
            text = message["content"].get("data", {}).get("text/plain", "")
            if message["msg_type"] in ("display_data", "update_display_data") and " [" in text:
                yield text

    def last_bar(self):
        """The bar at rest: half a second in which nothing comes after it has stopped."""
        last = ""
        for last in self.bars(DRAW_SECONDS):
            if "stopped" in last:
                break
        return [last, *self.bars(0.5)][-1]

    def interrupt(self):
        self.manager.interrupt_kernel()


@pytest.fixture(scope="module")
def talk():
    one = Talk()
    one.run("import unrolled.notebook.Progress;")
    yield one
    one.close()


@pytest.mark.parametrize("milliseconds", MILLISECONDS)
@pytest.mark.parametrize("loop", LOOPS)
def test_the_bar_says_where_it_stopped(talk, loop, milliseconds):
    bar = f"{loop}{milliseconds}"
    body = LOOPS[loop].format(nanos=milliseconds * 1_000_000, bar=bar)
    talk.start(f'Progress {bar} = new Progress("{bar}", 1_000_000, "loss"); while (true) {{ {body} }}')
    running = talk.bars(DRAW_SECONDS)
    seen = [next(running) for _ in range(UPDATES_FIRST)]
    assert "left" in seen[-1]
    time.sleep(milliseconds / 2000)
    talk.interrupt()
    assert "ename" in talk.reply()
    last = talk.last_bar()
    assert "stopped at step" in last and "left" not in last


def test_what_is_kept_and_what_stays_empty(talk):
    """As the index says: an object keeps what it has, the variable that the stopped line was to fill is empty."""
    talk.run("double[] weights = {0};")
    talk.run("double[] train() { while (true) { weights[0]++; unrolled.math.Interruption.check(); } }")
    talk.start("double[] losses = train();")
    time.sleep(1)
    talk.interrupt()
    talk.reply()
    assert talk.run("weights[0] > 0 && losses == null") == "true"


def test_both_of_the_kernels_loops_listen(talk):
    """The one for cells and the one for interrupts wait for a request; by itself the kernel looks for one every 50 milliseconds."""
    listening = """
        int listening = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getClass().getName().endsWith(".channels.Loop")) continue;
            var body = thread.getClass().getDeclaredField("loopBody");
            body.setAccessible(true);
            if (body.get(thread).getClass().getSimpleName().equals("Listener")) listening++;
        }
        listening"""
    assert talk.run(listening) == "2"
