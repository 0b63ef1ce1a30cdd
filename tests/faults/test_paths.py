"""Records and reports under odd names: a path is that path, never a pattern, and may hold any
bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import invented
import onrecord

COMMAND = str(Path(sys.executable).with_name("onrecord"))
NAMES = (
    b"talks*",
    b"talks?",
    b"talks[12]",
    b"talks[!x]",
    b"name=X",
    b"50%41",
    b"it's",
    b'"so"',
    b"two\nlines",
    b"a b",
    b"a\\b",
    b"caf\xe9",
    b"-o",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "r"
    invented.kept(invented.fishing(), folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_opened_by_its_very_name(kept: Path, tmp_path: Path, name: bytes) -> None:
    """Beside records that a pattern would take for it too, a record is opened alone, and its actors
    keep their names."""
    place = tmp_path / os.fsdecode(name)
    for other in ("talks1", "talks2", "talksx", "two lines"):
        shutil.copytree(kept, tmp_path / other)
    shutil.copytree(kept, place)
    whole, store = onrecord.open(kept), onrecord.open(place)
    assert store.actors() == whole.actors()
    assert store.readings(r.id for r in store.reports()) == whole.readings(
        r.id for r in whole.reports()
    )
    assert store.statements(text="sign") == whole.statements(text="sign")
    assert not onrecord.check(place)


@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_built_under_any_name(tmp_path: Path, name: bytes) -> None:
    """Built twice, exported and mended under an odd name, with a report and a folder of odd
    names."""
    place = tmp_path / os.fsdecode(name)
    (place / "in").mkdir(parents=True)
    report = place / "in" / os.fsdecode(name.strip(b"-") + b".txt")
    report.write_text(
        "Talks\n\nThe envoys of Chile and Peru met in Lima on Monday.\n", encoding="utf-8"
    )
    record = place / "r"
    built = onrecord.build([place / "in"], record)
    assert (len(built.added), built.unread) == (1, ())
    assert not onrecord.build([place / "in"], record).changed
    onrecord.export(record, place / "out")
    assert (place / "out" / "reports.jsonl").read_bytes().count(b"\n") == 1
    (record / "version-1" / "reports.parquet").unlink()
    onrecord.mend(record)
    assert len(onrecord.open(record).reports()) == 1


def test_arguments_that_are_no_utf_8(tmp_path: Path) -> None:
    """The command takes names of any bytes, and prints lines that are UTF-8."""
    report = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(report)).write_text(
        "Talks\n\nThe envoys met in Lima on Monday.\n", encoding="utf-8"
    )
    record = os.fsencode(tmp_path) + b"/r\xe9cord"
    for args in (
        ["read", report],
        ["build", report, "-o", record],
        ["find", record, "Lima"],
        ["check", record],
        ["mend", record, "--json"],
        ["build", report, "-o", record, "--json"],
        ["read", report + b"x"],
    ):
        done = subprocess.run([COMMAND, *args], capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
        assert done.returncode == (1 if args[-1] == report + b"x" else 0), done.stderr
        (done.stdout + done.stderr).decode()
