"""What is said on a terminal: no report, name or argument moves the cursor, forges a line or floods
it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli.messages import LONGEST, MOST_TOLD

COMMAND = str(Path(sys.executable).with_name("onrecord"))
EVIL = "a\x1b[2J\x1b]0;owned\x07\nonrecord: all is well\r\x9b31m\u202egpj.exe\u2066"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def run(*args: str | Path, input: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, args)], input=input, capture_output=True, text=True, check=False
    )


def clean(said: str, lines: int) -> None:
    assert len(said.splitlines()) == lines, said
    assert not UNSEEN.search(said), repr(said)


@pytest.mark.parametrize(
    "row",
    [
        json.dumps({"id": EVIL, "text": ""}),
        json.dumps(
            {
                "id": EVIL,
                "text": "Les ministres des affaires étrangères se sont rencontrés jeudi pour parler de la pêche.",
            }
        ),
        json.dumps({"id": "x", "text": "Talks.", "title": [EVIL]}),
        json.dumps({"id": "x", "html": f'<meta charset="{EVIL}"><p>'}),
    ],
)
def test_a_report_forges_no_line(row: str) -> None:
    """Ids and exception texts come as one line without control characters."""
    clean(run("read", "-", input=row + "\n").stderr, 1)


def test_a_file_name_forges_no_line(tmp_path: Path) -> None:
    """Names of files, of records and options are cleaned too."""
    name = tmp_path / EVIL.replace("/", "")
    clean(run("read", name).stderr, 1)
    clean(run("find", name, "x").stderr, 1)
    clean(run("build", name, "-o", tmp_path / "r").stderr, 1)
    clean(run("read", "--" + EVIL).stderr, 4)
    name.write_text("", encoding="utf-8")
    clean(run("read", name).stderr, 1)
    clean(run("find", name).stderr, 1)


def test_what_a_command_prints_is_clean(tmp_path: Path) -> None:
    """Lines of data about a record with an evil name and report hold nothing that a terminal
    obeys."""
    record = tmp_path / EVIL.replace("/", "")
    text = f"Talks {EVIL}\n\nOSLO, May 13, 2031 — “We will not sign,” Foreign Minister Ragna Tveitt said \x1b[31m.\n"
    built = run("build", "-", "-o", record, input=json.dumps({"id": EVIL, "text": text}))
    clean(built.stdout, 1)
    for done in (
        run("find", record, "sign"),
        run("check", record),
        run("show", record, "st"),
        run("mend", record),
    ):
        assert not UNSEEN.search(done.stdout + done.stderr), repr(done)


def test_a_million_refusals_do_not_flood(tmp_path: Path) -> None:
    """The first inputs that cannot be read are named, and of the others it is said how many they
    are."""
    number = MOST_TOLD + 500
    path = tmp_path / "many.jsonl"
    path.write_text("{}\n" * number, encoding="utf-8")
    for args in (("read", path), ("build", path, "-o", tmp_path / "r")):
        said = run(*args).stderr.splitlines()
        assert len(said) == MOST_TOLD + 1
        assert said[-1] == "onrecord: and 500 more could not be read"


def test_a_line_has_an_end(tmp_path: Path) -> None:
    """However long an id is, the line that names it is not."""
    (tmp_path / "long.jsonl").write_text(
        json.dumps({"id": "x" * 100_000, "text": ""}), encoding="utf-8"
    )
    assert len(run("read", tmp_path / "long.jsonl").stderr) <= LONGEST + 1
