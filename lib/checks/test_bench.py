"""The speed table without measuring: ratios, peers that are missing, damaged files, and that the published page is of its data."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "lib/bench"))

import against  # noqa: E402
import kernels  # noqa: E402
import plan  # noqa: E402
import results  # noqa: E402
import table  # noqa: E402
from workers import Worker, WorkerFailed  # noqa: E402

TASK = "64,64,1,16,35,64"
PUBLISHED = ROOT / "datasets/speed"


def samples(without=()):
    """Made up: two rounds; with two threads PyTorch is slower, the library faster."""
    times = {plan.VECTOR: (2.0, 1.0), plan.PLAIN: (4.0, 3.0), plan.TORCH64: (6.0, 9.0), plan.TORCH32: (5.0, 8.0), plan.DJL: (7.0, 8.0)}
    made = {plan.Entry(plan.TRAINING, TASK, "lstm", by, threads): [ms, ms] for by, both in times.items() if by not in without
            for threads, ms in enumerate(both, start=1)}
    return {**made, **{plan.Entry(plan.PEAK, "", "", plan.VECTOR, threads): [50.0 * threads] for threads in (1, 2)}}


@pytest.fixture
def read(tmp_path):
    def written_and_read(made):
        results.write_speed(tmp_path / "speed.csv", made)
        return results.read_speed(tmp_path / "speed.csv")
    return written_and_read


def lstm_row(page):
    return [cell.strip() for cell in next(line for line in page.splitlines() if f"{TASK} | lstm" in line.replace("  ", " ")).split("|")]


def test_ratio_compares_the_better_of_one_and_two_threads(read):
    found = read(samples())
    assert found.ratio(plan.TRAINING, TASK, "lstm", plan.TORCH64, plan.VECTOR) == 6.0
    assert found.ratio(plan.TRAINING, TASK, "lstm", plan.TORCH64, plan.PLAIN) == 2.0
    assert lstm_row(table.page(found, {}))[8:12] == ["6.00×", "2.00×", "5.00×", "7.00×"]


def test_median_over_the_rounds(read):
    entry = plan.Entry(plan.TRAINING, TASK, "gru", plan.VECTOR, 1)
    assert read({entry: [9.0, 1.0, 2.0]}).value(plan.TRAINING, TASK, "gru", plan.VECTOR) == 2.0


def test_operations_of_a_step():
    forward = 16 * 35 * (4 * 64 * (64 + 64) + 64 * 64)
    assert plan.floating_point_operations(TASK, "lstm") == 2 * 3 * forward
    assert plan.floating_point_operations("2,20,2,64,8,2", "rnn") == 6 * 64 * 8 * (20 * 22 + 20 * 40 + 20 * 2)


def test_share_of_the_peak_of_as_many_threads(read):
    expected = plan.floating_point_operations(TASK, "lstm") / 1e-3 / 100e9
    assert read(samples()).share_of_peak(TASK, "lstm", plan.VECTOR) == pytest.approx(expected)


def test_missing_peers_are_named(read):
    page = table.page(read(samples(without=(plan.TORCH64, plan.DJL))), {})
    assert "Not measured here: PyTorch float64, DJL float32." in page
    assert lstm_row(page)[8:12] == ["–", "–", "5.00×", "–"]


def test_nothing_is_missing_when_all_is_there(read):
    assert "Not measured" not in table.page(read(samples()), {})


def test_a_busy_machine_is_named(read):
    assert "do not trust" in table.page(read(samples()), {"load": "3.0"})
    assert "do not trust" not in table.page(read(samples()), {"load": "0.4"})


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace("value", "valve", 1),
    lambda text: text.replace(",6,", ",six,", 1),
    lambda text: text.replace(",ms\n", ",s\n", 1),
    lambda text: text.replace("lstm,64", "lstm,wide", 1),
    lambda text: text[:-20],
    lambda text: text.splitlines()[0] + "\n",
    lambda text: "",
])
def test_a_damaged_file_is_one_clear_sentence(tmp_path, spoil):
    file = tmp_path / "speed.csv"
    results.write_speed(file, samples())
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(results.DamagedFile) as fault:
        results.read_speed(file)
    assert str(file) in str(fault.value) and "./build.sh bench" in str(fault.value) and "\n" not in str(fault.value)


def test_a_file_that_is_not_there_is_one_clear_sentence(tmp_path):
    with pytest.raises(results.DamagedFile, match="cannot be read"):
        results.read_speed(tmp_path / "nothing.csv")


def test_the_facts_of_the_machine_come_back(tmp_path):
    results.write_machine(tmp_path / "machine.csv", {"processor": "a, b", "load": "0.3"})
    assert results.read_machine(tmp_path / "machine.csv") == {"processor": "a, b", "load": "0.3"}
    (tmp_path / "machine.csv").write_text("fact,value\nload,much\n")
    with pytest.raises(results.DamagedFile, match="machine.csv does not say the load"):
        results.read_machine(tmp_path / "machine.csv")


def test_a_round_lets_all_take_turns_on_every_task():
    seen = {(t.entry.task, t.entry.cell, t.entry.by) for t in plan.turns(plan.TASKS, 0.1) if t.entry.measure == plan.TRAINING}
    for task in plan.TASKS:
        for cell in plan.CELLS:
            assert {by for by in plan.LIBRARY + plan.PEERS if (task, cell, by) not in seen} == set()


def test_a_single_sequence_is_measured_on_one_thread():
    assert plan.thread_counts("32,32,1,1,20,32", cores=2) == [1]
    assert plan.thread_counts(TASK, cores=2) == [1, 2]
    assert plan.thread_counts(TASK, cores=1) == [1]


def echo(tmp_path, body):
    return Worker("peer", [sys.executable, "-c", f"import sys\nfor line in sys.stdin: {body}"], tmp_path / "log")


def test_of_several_questions_the_best_answer_counts(tmp_path):
    worker = echo(tmp_path, "print(line.strip(), flush=True)")
    assert worker.milliseconds(("3.5", "2.5")) == 2.5
    worker.stop()


@pytest.mark.parametrize("body, words", [
    ("print('error: no such cell', flush=True)", "peer: no such cell"),
    ("sys.exit()", "peer: the process has ended"),
])
def test_a_worker_that_fails_says_so(tmp_path, body, words):
    worker = echo(tmp_path, body)
    with pytest.raises(WorkerFailed, match=words):
        worker.ask("step")
    worker.stop()


@pytest.mark.skipif(not PUBLISHED.joinpath("speed.csv").exists(), reason="nothing is published yet; run ./build.sh bench --publish")
def test_the_published_page_is_of_the_published_data():
    assert (PUBLISHED / "table.md").read_text(encoding="utf-8") == table.read_page(PUBLISHED), "run ./build.sh bench --publish"


@pytest.mark.parametrize("options, words", [
    (["--rows", "9"], "choose from"),
    (["--rounds", "0"], "number above 0"),
    (["--publish", "--rows", "1"], "all rows"),
])
def test_wrong_options_are_refused_before_anything_is_built(options, words):
    done = subprocess.run([sys.executable, ROOT / "lib/bench/bench.py", "--check", *options], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and words in done.stderr


def test_against_another_commit_the_better_of_one_and_two_threads_counts():
    measured = against.Steps.__new__(against.Steps)
    times = {(1, "old"): [8.0, 9.0, 7.0], (2, "old"): [10.0, 10.0, 10.0], (1, "new"): [6.0, 6.0, 6.0], (2, "new"): [2.0, 5.0, 4.0]}
    measured.samples = {(plan.Entry(plan.TRAINING, TASK, "lstm", plan.VECTOR, threads), side): values for (threads, side), values in times.items()}
    assert measured.row(plan.TRAINING, TASK, "lstm") == [f"training step {TASK}", "lstm", "8.00", "4.00", "0.50", "–", "–", "–"]


def test_of_two_kernels_the_medians_are_compared():
    assert kernels.row("start", "s", {"old": [2.0, 9.0, 4.0], "new": [1.0, 3.0, 1.0]}) == ["start", "s", "4.00", "1.00", "0.25"]


def test_the_benchmarks_can_be_built():
    """They are no part of the library's tests, and would break unseen when it changes."""
    if not shutil.which("mvn") or "JAVA_HOME" not in os.environ:
        pytest.skip("Maven and JAVA_HOME are needed; ./build.sh test has both")
    done = subprocess.run(["mvn", "-f", "lib", "-B", "-ntp", "-q", "-P", "bench", "-DskipTests", "package"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (ROOT / "lib/target/bench/test-classes/unrolled/bench/SpeedChart.class").is_file()
