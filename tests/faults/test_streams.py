"""Standard streams that are closed, full or stopped: no traceback, and no record is harmed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord

COMMAND = str(Path(sys.executable).with_name("onrecord"))
REPORT = "Talks\n\nOSLO, May 13, 2031 — “We will not sign,” Foreign Minister Ragna Tveitt said in Oslo.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def shell(line: str, **names: Path) -> subprocess.CompletedProcess[str]:
    """A line of a shell in which `$onrecord` and the names stand."""
    known = {name: str(path) for name, path in names.items()}
    return subprocess.run(
        ["sh", "-c", line],
        env=os.environ | known | {"onrecord": COMMAND},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "streams",
    [">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"],
)
def test_a_record_is_whole_whatever_the_streams(tmp_path: Path, report: Path, streams: str) -> None:
    """A build whose streams are closed or full makes its record, and no word of a stream gets into
    a file of it."""
    done = shell(
        f'"$onrecord" build "$report" "$report.gone" -o "$record" {streams}',
        report=report,
        record=tmp_path / "r",
    )
    assert "Traceback" not in done.stderr
    assert len(onrecord.open(tmp_path / "r").reports()) == 1
    assert not onrecord.check(tmp_path / "r")


@pytest.mark.parametrize(
    "command",
    ['read "$report"', 'find "$record"', 'show "$record" e', 'build "$report" -o "$record" --json'],
)
@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_said(
    tmp_path: Path, report: Path, command: str, stream: str
) -> None:
    """Data that nobody gets is a failure, in one line."""
    onrecord.build([report], tmp_path / "r")
    done = shell(f'"$onrecord" {command} {stream}', report=report, record=tmp_path / "r")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_reader_who_has_enough(tmp_path: Path) -> None:
    """`head -1` ends a reading without a word of complaint."""
    rows = "".join(json.dumps({"id": str(n), "text": REPORT}) + "\n" for n in range(40))
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    done = shell('"$onrecord" read "$rows" | head -1 | wc -l', rows=tmp_path / "rows.jsonl")
    assert (done.stdout.strip(), done.stderr) == ("1", "")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("after", [0.15, 0.6, 2.0])
def test_a_reading_that_is_stopped(
    report: Path, number: signal.Signals, status: int, after: float
) -> None:
    """A command that is stopped while it loads or reads ends with its status, one line, and no half
    line of data."""
    command = [COMMAND, "read", *[str(report)] * 500]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(after)
        process.send_signal(number)
        data, said = process.communicate(timeout=60)
    assert process.returncode in (status, -number)  # the latter while Python itself still starts
    assert "Traceback" not in said or process.returncode == -number
    assert all(json.loads(line) for line in data.splitlines())


def test_a_demo_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    """SIGTERM takes the record of the demo away with it."""
    env = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [COMMAND, "demo", "--no-browser", "--port", "0"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 143
    assert list(tmp_path.iterdir()) == []
