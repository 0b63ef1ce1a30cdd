"""The lexicon of event phrases on the command line and in records."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onrecord
import onrecord.store.write
from onrecord import InputError, Phrase
from onrecord.cli import main
from onrecord.read.events.joining import LEXICON
from onrecord.store import folder, tables

TALKS = (
    "OSLO, May 13, 2031 — Norway and Chile spoke of the grey herring in Oslo on Tuesday, and the "
    "envoys left at night.\n"
)
MORE = "LIMA, May 14, 2031 — Peru and Chile spoke of the grey herring in Lima on Wednesday.\n"
AID, ACCUSE = (Phrase("grey herring", kind) for kind in ("AID", "ACCUSE"))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    return path


@pytest.fixture
def more(tmp_path: Path) -> Path:
    path = tmp_path / "more.txt"
    path.write_text(MORE, encoding="utf-8")
    return path


def file(folder: Path, *rows: str) -> Path:
    path = folder / "phrases.tsv"
    path.write_text("\n".join(["phrase\ttype\tmode", *rows, ""]), encoding="utf-8")
    return path


def told(record: Path) -> list[str]:
    """The types of the events that phrases tell, report by report."""
    store = onrecord.open(record)
    readings = [store.reading(report.id) for report in store.reports()]
    return sorted(e.type for r in readings for e in r.events if e.by == LEXICON)


def readers(record: Path) -> set[str]:
    """What the readings of a record are made with."""
    now = folder.manifest(record)
    return set(tables.readers(folder.place(record, now.version)).values())


# --- the command line -----------------------------------------------------------------------------


def test_read_tells_the_phrases(tmp_path: Path, talks: Path) -> None:
    """`read --lexicon` prints the event with its type and by what it is told."""

    def events(*more: str | Path) -> list[Any]:
        result = run("read", talks, *more)
        assert (result.exit_code, result.stderr) == (0, "")
        return [e for e in json.loads(result.stdout)["events"] if e["by"] == LEXICON]

    (event,) = events("--lexicon", file(tmp_path, "grey herring\tREQUEST\tmeet"))
    assert (event["type"], event["mode"]) == ("REQUEST", "meet")
    assert events() == []


@pytest.mark.parametrize("row", ["grey herring\tFISH", "*\tAID", "herring\tAID\tvisit", "herring"])
def test_a_bad_lexicon_is_wrong_usage(tmp_path: Path, talks: Path, row: str) -> None:
    """Status 2, a line that names file and line, nothing read and no record made."""
    path = file(tmp_path, row)
    for args in (["read", talks], ["build", talks, "-o", tmp_path / "r"]):
        result = run(*args, "--lexicon", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines()[-1].startswith(
            f"Error: Invalid value for '--lexicon': {path}#2: has "
        )
    assert not (tmp_path / "r").exists()


def test_a_lexicon_that_is_not_there(tmp_path: Path) -> None:
    """It is said before the reports are looked at, whatever they are."""
    result = run("read", tmp_path / "missing", "--lexicon", tmp_path / "none.tsv")
    assert result.exit_code == 2
    assert "none.tsv: is not there; check the path" in result.stderr
    assert "missing" not in result.stderr


def test_a_build_keeps_the_lexicon(tmp_path: Path, talks: Path, more: Path) -> None:
    """A later build goes on with it, the same again changes nothing, and an empty file takes it
    away."""
    record = tmp_path / "r"
    path = file(tmp_path, "grey herring\tAID")
    assert run("build", talks, "-o", record, "--lexicon", path).exit_code == 0
    assert told(record) == ["AID"]
    assert run("build", more, "-o", record).exit_code == 0
    assert told(record) == ["AID", "AID"]
    same = file(tmp_path, "# the same", "", "grey  herring\tAID\t")
    assert "unchanged" in run("build", talks, more, "-o", record, "--lexicon", same).stdout
    assert run("build", talks, "-o", record, "--lexicon", os.devnull).exit_code == 0
    assert told(record) == []
    assert readers(record) == {onrecord.__version__}


# --- records --------------------------------------------------------------------------------------


def test_another_lexicon_reads_all_anew(tmp_path: Path, talks: Path, more: Path) -> None:
    """Reports that are not given again too, from the texts that the record keeps; then it is the
    record that one build with that lexicon makes."""
    onrecord.build([talks, more], tmp_path / "r", lexicon=[AID])
    old = readers(tmp_path / "r")
    built = onrecord.build([more], tmp_path / "r", lexicon=[ACCUSE])
    assert (len(built.added), built.changed) == (2, True)
    assert told(tmp_path / "r") == ["ACCUSE", "ACCUSE"]
    assert len(readers(tmp_path / "r")) == len(old) == 1
    assert readers(tmp_path / "r") != old
    onrecord.build([talks, more], tmp_path / "whole", lexicon=[ACCUSE])
    one, other = (onrecord.open(tmp_path / name) for name in ("r", "whole"))
    assert one.events() == other.events()
    assert one.reports() == other.reports()


def test_a_record_without_one_takes_one(tmp_path: Path, talks: Path) -> None:
    """What was read without a lexicon is read anew with the first, and without it again."""
    onrecord.build([talks], tmp_path / "r")
    before = onrecord.open(tmp_path / "r").events()
    assert not onrecord.build([talks], tmp_path / "r", lexicon=()).changed
    assert onrecord.build([talks], tmp_path / "r", lexicon=[AID]).changed
    assert told(tmp_path / "r") == ["AID"]
    assert onrecord.build([], tmp_path / "r", lexicon=()).changed
    assert onrecord.open(tmp_path / "r").events() == before


def test_the_order_of_rows_is_no_change(tmp_path: Path, talks: Path) -> None:
    """The same phrases in another order are the same lexicon."""
    rows = [AID, Phrase("envoys left", "RETREAT")]
    onrecord.build([talks], tmp_path / "r", lexicon=rows)
    assert not onrecord.build([talks], tmp_path / "r", lexicon=rows[::-1]).changed


def test_a_bad_lexicon_leaves_the_record_alone(tmp_path: Path, talks: Path) -> None:
    """The error comes before anything is read or written."""
    with pytest.raises(InputError, match="lexicon#1"):
        onrecord.build([talks], tmp_path / "r", lexicon=[Phrase("", "AID")])
    assert not (tmp_path / "r").exists()


def test_what_a_stopped_build_read_with_another_lexicon(
    tmp_path: Path, talks: Path, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build takes it in, read anew with its own lexicon."""
    onrecord.build([talks], tmp_path / "r")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(onrecord.store.write, "finish", stopped)
        with pytest.raises(KeyboardInterrupt):
            onrecord.build([more], tmp_path / "r", lexicon=[AID])
    built = onrecord.build([], tmp_path / "r", lexicon=[ACCUSE])
    assert (len(built.added), built.resumed) == (2, 0)
    assert told(tmp_path / "r") == ["ACCUSE", "ACCUSE"]
    assert len(readers(tmp_path / "r")) == 1


def test_what_a_stopped_build_read_with_the_same_is_kept(
    tmp_path: Path, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same build again goes on from there."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(onrecord.store.write, "finish", stopped)
        with pytest.raises(KeyboardInterrupt):
            onrecord.build([talks], tmp_path / "r", lexicon=[AID])
    assert onrecord.build([talks], tmp_path / "r", lexicon=[AID]).resumed == 1
    assert told(tmp_path / "r") == ["AID"]


def test_the_kept_lexicon_is_checked_and_mended(tmp_path: Path, talks: Path) -> None:
    """A damaged one is named by `check`, `build` refuses, `mend` says that it is lost; given again,
    the record is as it was."""
    onrecord.build([talks], tmp_path / "r", lexicon=[AID])
    kept = tmp_path / "r" / "version-1" / "lexicon.jsonl"
    kept.write_bytes(kept.read_bytes().replace(b"AID", b"BID"))
    assert [fault.file for fault in onrecord.check(tmp_path / "r")] == ["version-1/lexicon.jsonl"]
    with pytest.raises(onrecord.DamagedRecord, match=r"lexicon\.jsonl is damaged"):
        onrecord.build([talks], tmp_path / "r")
    did = onrecord.mend(tmp_path / "r").did
    assert "lexicon.jsonl is damaged: build again with --lexicon" in did
    assert onrecord.build([], tmp_path / "r", lexicon=[AID]).changed
    assert told(tmp_path / "r") == ["AID"]


def test_mending_keeps_a_whole_lexicon(tmp_path: Path, talks: Path) -> None:
    """Where another file is damaged, the lexicon stays."""
    onrecord.build([talks], tmp_path / "r", lexicon=[AID])
    (tmp_path / "r" / "version-1" / "events.parquet").unlink()
    onrecord.mend(tmp_path / "r")
    assert not onrecord.build([talks], tmp_path / "r", lexicon=[AID]).changed


def test_why_names_the_lexicon(tmp_path: Path, talks: Path) -> None:
    """`onrecord why` tells that a phrase of the user's told the event."""
    onrecord.build([talks], tmp_path / "r", lexicon=[AID])
    event = next(e for e in onrecord.open(tmp_path / "r").events() if e.type == "AID")
    assert (
        "a phrase of the lexicon that the user gave" in run("why", tmp_path / "r", event.id).stdout
    )
