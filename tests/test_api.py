"""The Python twins of the commands."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import polars
import pytest

import onrecord
from onrecord.store import ActorsWhere, EventsWhere, StatementsWhere

TEXT = "OSLO, May 13, 2031 — “We will not sign anything this week,” Foreign Minister Ragna Tveitt said in Oslo.\n"


def test_all_names_what_is_public() -> None:
    """`__all__` is sorted, has no name twice, and is everything that the package binds and no
    more."""
    bound = {
        n
        for n, v in vars(onrecord).items()
        if not n.startswith("_") and getattr(v, "__module__", "").startswith("onrecord.")
    }
    assert set(onrecord.__all__) == bound | {"__version__"}
    assert sorted(set(onrecord.__all__)) == list(onrecord.__all__)


def test_read_is_the_function_whatever_is_imported() -> None:
    """Importing a module of the package of the same name does not take the function away, in any
    order."""
    lines = [
        "import onrecord.read.times, onrecord.export.jsonl, onrecord",
        "from onrecord.read.steps import STEPS",
        "from onrecord.export import FORMATS",
        "import importlib; importlib.import_module('onrecord.read.places')",
        "assert STEPS and FORMATS and callable(onrecord.read) and callable(onrecord.export)",
    ]
    for order in (lines, [lines[1], lines[0], *lines[2:]], ["import onrecord", *lines[1:]]):
        subprocess.run([sys.executable, "-c", "\n".join(order)], check=True)
    assert callable(onrecord.read)
    assert importlib.import_module("onrecord.read.steps").STEPS


def test_importing_loads_nothing_heavy() -> None:
    """spaCy, DuckDB and trafilatura come when they are needed."""
    code = "import sys, onrecord; print([m for m in ('spacy', 'numpy', 'duckdb', 'trafilatura') if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )


def test_read_a_text() -> None:
    """A str is the text of a report, kept as it is."""
    reading = onrecord.read(TEXT)
    assert reading.report.text == TEXT
    assert (reading.report.path, reading.report.lang) == ("text", "en")


def test_read_a_text_with_what_is_known_of_it() -> None:
    """What is told beside the text is in the report."""
    report = onrecord.read(
        TEXT, published="2031-05-13", title="No deal this week", outlet="The Harbour Ledger"
    ).report
    assert report.published is not None
    assert (report.published.date, report.published.basis) == ("2031-05-13", "metadata")
    assert report.outlet == "The Harbour Ledger"


def test_read_a_file(tmp_path: Path) -> None:
    """A path is a file that holds one report."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert onrecord.read(path).report.path == str(path)


def test_the_name_of_a_file_as_a_str_is_an_error(tmp_path: Path) -> None:
    """A path given as a str is never read as if it were a report; the error says what to give."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(onrecord.InputError, match=r"pathlib\.Path"):
        onrecord.read(str(path))


@pytest.mark.parametrize("text", ["", "\x00", "x\ud800y"])
def test_a_text_that_cannot_be_a_report_is_refused(text: str) -> None:
    """Nothing, null characters and half characters raise InputError, and nothing else."""
    with pytest.raises(onrecord.InputError):
        onrecord.read(text)


def test_a_long_line_is_no_file_name() -> None:
    """A text on one line, longer than any file name, is read."""
    text = "The ministers met and talked about fish. " * 200
    assert onrecord.read(text).report.text == text


def test_a_file_with_several_reports_is_for_read_all(tmp_path: Path) -> None:
    """`read` gives one reading; the error names the function for more."""
    path = tmp_path / "two.jsonl"
    path.write_text(
        "".join(json.dumps({"text": TEXT + str(n)}) + "\n" for n in range(2)), encoding="utf-8"
    )
    with pytest.raises(onrecord.InputError, match="read_all"):
        onrecord.read(path)
    assert len(list(onrecord.read_all([path]))) == 2


def test_unreadable_files(tmp_path: Path) -> None:
    """`read` raises; `read_all` goes on and gives an `Unread` in place."""
    with pytest.raises(onrecord.InputError):
        onrecord.read(tmp_path / "missing")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = list(onrecord.read_all([tmp_path / "missing", tmp_path / "a.txt"]))
    assert [type(f) for f in found] == [onrecord.Unread, onrecord.Reading]


def test_more_is_told_of_texts_only(tmp_path: Path) -> None:
    """What is known of a file is in the file."""
    with pytest.raises(TypeError):
        onrecord.read(tmp_path, published="2031-05-13")


def test_the_whole_way(tmp_path: Path) -> None:
    """Build, open, ask, export: the example of the documentation."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    onrecord.build([tmp_path / "a.txt"], tmp_path / "r")
    onrecord.export(tmp_path / "r", tmp_path / "out")
    assert len((tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    with pytest.raises(ValueError, match="jsonl"):
        onrecord.export(onrecord.open(tmp_path / "r"), tmp_path / "out", format="xls")


def test_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of docs/python.md run as they stand, in a folder with a page and a folder of
    reports."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "report.html").write_text(
        f"<html><body><article><h1>No deal</h1><p>{TEXT}</p></article></body></html>",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    text = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    names: dict[str, object] = {"polars": polars}
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.S):
        exec(block, names)
    assert (tmp_path / "talks" / "statements.jsonl").exists()


def test_the_documentation_names_every_condition() -> None:
    """docs/python.md lists the conditions that listings take, and no others."""
    text = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    for name, kind in {
        "statements": StatementsWhere,
        "events": EventsWhere,
        "actors": ActorsWhere,
    }.items():
        (row,) = re.findall(rf"^\| `{name}` \| (.*) \|$", text, flags=re.M)
        assert set(re.findall(r"`(\w+)`", row)) == set(get_type_hints(kind))
