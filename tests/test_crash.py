"""A build that dies, wherever it is, leaves a record that opens and equals the one before or the
one after."""

from __future__ import annotations

import contextlib
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.record import Record
from onrecord.store import folder, pending
from onrecord.store.pending import Pending
from onrecord.store.tables import READINGS, Kept

FIRST = "Talks\n\nOSLO, May 13, 2031 — Foreign Minister Ragna Tveitt will meet Chilean envoy Amaro Quilodran in Oslo on Thursday.\n"
SECOND = "More talks\n\nOSLO, May 16, 2031 — “We will come back,” Chilean envoy Amaro Quilodran said in Oslo.\n"
COMMAND = str(Path(sys.executable).with_name("onrecord"))


def entries(record: Path) -> dict[str, object]:
    """All that a record holds, read through its tables and its index."""
    store = onrecord.open(record)
    found: dict[str, object] = {name: getattr(store, name)() for name in Record.__struct_fields__}
    return found | {
        "readings": store.readings(r.id for r in store.reports()),
        "search": store.statements(text="back"),
    }


@dataclass(frozen=True)
class Case:
    """Two reports, a record of the first, and what it holds before and after the second is
    added."""

    reports: tuple[Path, Path]
    record: Path
    before: dict[str, object]
    after: dict[str, object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("made")
    reports = folder / "first.txt", folder / "second.txt"
    for path, text in zip(reports, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    onrecord.build([reports[0]], folder / "r")
    onrecord.build(reports, folder / "whole")
    return Case(reports, folder / "r", entries(folder / "r"), entries(folder / "whole"))


@pytest.fixture
def case(made: Case, tmp_path: Path) -> Case:
    """The case with a copy of the record that a test may harm."""
    return replace(made, record=Path(shutil.copytree(made.record, tmp_path / "r")))


@pytest.fixture
def read_already(made: Case, case: Case) -> Case:
    """The same where both readings are kept but not merged yet: a build only merges and writes."""
    with contextlib.closing(Pending(case.record / folder.PENDING)) as kept:
        for reading in made.after["readings"]:  # type: ignore[attr-defined]
            line = msgspec.json.encode(reading).decode()
            kept.add(Kept(reading.report.id, reading.report.digest, onrecord.__version__, line))
    return case


def killed(record: Path, report: Path, when: Callable[[], bool]) -> bool:
    """Starts a build and kills it as soon as `when` is true; false where the build had ended by
    then."""
    with subprocess.Popen(
        [COMMAND, "build", str(report), "-o", str(record)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            if when():
                process.kill()
                return process.wait() == -signal.SIGKILL
            time.sleep(0.0005)
    return False


def there(path: Path) -> Callable[[], bool]:
    """True as soon as a file is there."""
    return path.exists


MOMENTS = ("", f"{READINGS}.parquet", "statements.parquet", "stories.parquet", "words.sqlite")
"""What appears in the new version's folder, in order; a build is killed as soon as it is there."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_it_writes(read_already: Case, moment: str) -> None:
    """Killed at any point of its writing, the build leaves one record or the other, and the next
    build ends the work."""
    case = read_already
    killed(case.record, case.reports[1], there(case.record / "draft-2" / moment))
    assert entries(case.record) in (case.before, case.after)
    onrecord.build(case.reports, case.record)
    assert entries(case.record) == case.after
    assert not list(case.record.rglob("*.jsonl"))


def test_killed_while_it_puts_in_place(read_already: Case) -> None:
    """Killed beside the rename, the build leaves one record or the other."""
    killed(read_already.record, read_already.reports[1], there(read_already.record / folder.NEW))
    assert entries(read_already.record) in (read_already.before, read_already.after)


@pytest.mark.parametrize("delay", [0.2, 1.0, 1.8])
def test_killed_at_any_time(case: Case, delay: float) -> None:
    """Killed while it starts, loads or reads, the build leaves one record or the other."""
    start = time.monotonic()
    killed(case.record, case.reports[1], lambda: time.monotonic() - start > delay)
    assert entries(case.record) in (case.before, case.after)


def test_a_first_build_that_is_killed_leaves_no_record(case: Case, tmp_path: Path) -> None:
    """There is no record yet, and the next build makes one in the same place."""
    new = tmp_path / "new"
    assert killed(new, case.reports[0], there(new / "draft-1"))
    with pytest.raises(onrecord.NoRecord):
        onrecord.open(new)
    onrecord.build([case.reports[0]], new)
    assert len(onrecord.open(new).reports()) == 1


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow over a size, as if the disk were full at that point."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def enough(record: Path) -> int:
    """The size of the largest file of a record."""
    return max(p.stat().st_size for p in record.rglob("*") if p.is_file())


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.05, 0.2, 0.9])
def test_a_full_disk(case: Case, share: float) -> None:
    """Where a file cannot be written the error is ours, the old record is whole, and nothing of the
    new one takes up room."""
    with (
        largest_file(int(share * enough(case.record))),
        pytest.raises(onrecord.RecordError, match="the record is as it was before"),
    ):
        onrecord.build(case.reports, case.record)
    assert entries(case.record) == case.before
    left = {p.name for p in case.record.iterdir()} - {folder.PENDING}
    assert left == {"build.lock", "record.json", "version-1"}
    onrecord.build(case.reports, case.record)
    assert entries(case.record) == case.after


def test_a_full_disk_is_one_line_and_status_1(read_already: Case) -> None:
    """The command says what happened and what to do, without a traceback."""
    with largest_file(100):
        done = subprocess.run(
            [COMMAND, "build", *read_already.reports, "-o", read_already.record],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "make room" in done.stderr


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_by_hand(case: Case, number: signal.Signals, status: int) -> None:
    """Ctrl-C and SIGTERM end a build with one line, leave the record as it was, and keep what was
    read for the next build."""
    command = [COMMAND, "build", str(case.reports[1]), "-", "-o", str(case.record)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        while not list(pending.whole(case.record / folder.PENDING)):
            time.sleep(0.01)
        process.send_signal(number)
        assert process.wait(20) == status
        assert process.stderr.read() == f"onrecord: stopped; {folder.KEPT}\n"
    assert entries(case.record) == case.before
    assert sorted(p.name for p in case.record.iterdir()) == [
        "build.lock",
        "pending.jsonl",
        "record.json",
        "version-1",
    ]
    built = onrecord.build(case.reports, case.record)
    assert (built.resumed, len(built.added)) == (1, 1)
    assert entries(case.record) == case.after


def test_a_reading_cut_short_is_read_again(read_already: Case) -> None:
    """Of the readings that a dead build left, a half line is passed over, and the lines behind it
    count."""
    path = read_already.record / folder.PENDING
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:-20])
    assert len(list(pending.whole(path))) == 1
    with contextlib.closing(Pending(path)) as file:
        file.add(Kept("id", "digest", "0", next(pending.whole(path)).reading))
    assert [kept.id for kept in pending.whole(path)][1:] == ["id"]
    path.write_bytes(first.replace(b"Oslo", b"Oslu") + second)
    assert len(list(pending.whole(path))) == 1


def test_a_build_that_died_between_its_last_renames_is_ended(case: Case) -> None:
    """A version that stands whole beside a manifest not yet in place is the record after the next
    build."""
    onrecord.build(case.reports, case.record)
    new = case.record / folder.NEW
    (case.record / folder.MANIFEST).rename(new)
    onrecord.build(case.reports, case.record)
    assert entries(case.record) == case.after
    assert not new.exists()
