"""The commands: what they print, where, and their exit statuses."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import invented
import onrecord
from onrecord.cli import main
from onrecord.cli.page import samples

MEETING = """Ministers of Norway and Chile to meet

OSLO, May 13, 2031 — Foreign Minister Ragna Tveitt will meet Chilean envoy Amaro Quilodran in Oslo on Thursday.

“We will not sign anything this week,” Tveitt said.
"""
FRENCH = """Pêche : les négociations s’ouvrent à Oslo

OSLO — Les ministres des affaires étrangères de la Norvège et du Chili se sont rencontrés jeudi pour parler de la pêche en haute mer.
"""
COMMAND = str(Path(sys.executable).with_name("onrecord"))
CONTRACT = {
    kind: set(fields.split())
    for kind, fields in {
        "reports": "id path lang text title standfirst dateline byline agency outlet published parts story",
        "actors": "id name kind state offices reports",
        "statements": "id kind confidence source cue content terms condition act addressee place date issues reply_to continues "
        "report claim",
        "claims": "id story text source statements reports independent",
        "events": "id story type mode contexts source target participants sides targets place date status mentions reports independent",
        "stories": "id title reports first last timeline",
        "positions": "actor issue stance first last statements events",
        "differences": "story about field values kind",
    }.items()
}


def run(*args: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=input)


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def fishing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "fishing.record"
    invented.kept(invented.fishing(), path)
    return path


# --- all commands


def test_version_is_quick() -> None:
    """The version is said before anything heavy is loaded."""
    loaded = "import sys, onrecord.cli; print([m for m in ('spacy', 'numpy', 'duckdb', 'trafilatura', 'rich', 'starlette') if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )
    assert run("--version").stdout == f"onrecord, version {onrecord.__version__}\n"


@pytest.mark.parametrize("command", main.commands.values(), ids=lambda command: command.name)
def test_every_command_shows_an_example(command: click.Command) -> None:
    """Each help ends with an example of that command."""
    help = run(str(command.name), "--help").stdout
    assert f"Example:  onrecord {command.name} " in help


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["read"],
        ["build", "x"],
        ["find"],
        ["read", "--format", "csv", "x"],
        ["export", "r", "--format", "xls", "-o", "x"],
    ],
)
def test_wrong_usage_exits_2(args: list[str]) -> None:
    """Usage errors have a status of their own."""
    assert run(*args).exit_code == 2


def test_the_documentation_names_every_command_and_option() -> None:
    """docs/commands.md has a row for each command, and one for each option of `find`."""
    text = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `onrecord (\w+)", text, flags=re.M)) == set(main.commands)
    options = {
        option
        for p in main.commands["find"].params
        if isinstance(p, click.Option)
        for option in p.opts
    } - {"--help", "-h"}
    assert set(re.findall(r"^\| `(--[\w-]+)`", text, flags=re.M)) == options


# --- read


def test_read_prints_one_object_a_report_in_order(tmp_path: Path, meeting: Path) -> None:
    """Standard output holds the readings and nothing else."""
    other = tmp_path / "a.txt"
    other.write_text("Nothing happened today. Nobody spoke of it.\n", encoding="utf-8")
    result = run("read", meeting, other)
    assert [json.loads(line)["report"]["path"] for line in result.stdout.splitlines()] == [
        str(meeting),
        str(other),
    ]
    assert (result.stderr, result.exit_code) == ("", 0)


def test_read_has_the_fields_of_the_contract(meeting: Path) -> None:
    """The keys that outside programs rely on are there."""
    reading = json.loads(run("read", meeting).stdout)
    assert set(reading) == {"report", "actors", "statements", "events", "times", "places", "issues"}
    assert reading["report"]["text"] == MEETING


def test_read_takes_standard_input(meeting: Path) -> None:
    """A dash is standard input."""
    with meeting.open(encoding="utf-8") as text:
        done = subprocess.run(
            [COMMAND, "read", "-"], stdin=text, capture_output=True, text=True, check=True
        )
    assert json.loads(done.stdout)["report"]["text"] == MEETING


def test_some_unreadable_exits_3_and_all_unreadable_exits_1(tmp_path: Path, meeting: Path) -> None:
    """Each input that cannot be read has one line: which, why, what to do."""
    some = run("read", tmp_path / "missing.txt", meeting)
    assert (some.exit_code, len(some.stdout.splitlines())) == (3, 1)
    assert some.stderr.startswith(f"onrecord: {tmp_path / 'missing.txt'}: ")
    assert "; " in some.stderr
    assert len(some.stderr.splitlines()) == 1
    none = run("read", tmp_path / "missing.txt")
    assert (none.exit_code, none.stdout, len(none.stderr.splitlines())) == (1, "", 1)


def test_a_folder_of_bad_input(tmp_path: Path, meeting: Path) -> None:
    """Each bad input has its one line, the good one is read, and a build of the bad ones alone
    stores nothing."""
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (bad / "cut.txt.gz").write_bytes(gzip.compress(MEETING.encode())[:40])
    (bad / "deep.html").write_text("<div>" * 100_000, encoding="utf-8")
    (bad / "empty.txt").write_bytes(b"")
    (bad / "lines.jsonl").write_text(
        '{"text": broken\n{"text": "half \\ud800"}\n[1]\n', encoding="utf-8"
    )
    os.mkfifo(bad / "pipe.txt")
    result = run("read", bad, meeting)
    assert (result.exit_code, len(result.stdout.splitlines())) == (3, 1)
    named = [line.split(": ")[1] for line in result.stderr.splitlines()]
    lines = [str(bad / f"lines.jsonl#{n}") for n in (1, 2, 3)]
    assert named == [
        *(str(bad / name) for name in ("binary.txt", "cut.txt.gz", "deep.html", "empty.txt")),
        *lines,
        str(bad / "pipe.txt"),
    ]
    assert run("build", bad, "-o", tmp_path / "r").exit_code == 1
    assert not (tmp_path / "r").exists()


def test_a_folder_without_reports_exits_1(tmp_path: Path) -> None:
    """Nothing to read is not success."""
    (tmp_path / "empty").mkdir()
    result = run("read", tmp_path / "empty")
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)


def test_another_language_is_said(tmp_path: Path) -> None:
    """A report that is not in English is kept, nothing is read from it, and a line says so."""
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    for args in (
        ["read", tmp_path / "fr.txt"],
        ["build", tmp_path / "fr.txt", "-o", tmp_path / "r"],
    ):
        result = run(*args)
        assert "in another language (fr)" in result.stderr
        assert result.exit_code == 0
    assert onrecord.open(tmp_path / "r").counts()["reports"] == 1


def test_a_closed_pipe_is_quiet(meeting: Path) -> None:
    """`onrecord read … | head -0` says nothing."""
    line = f"'{COMMAND}' read '{meeting}' '{meeting}' | true"
    assert (
        subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False).stderr == ""
    )


# --- build and export


def test_build_again_says_that_nothing_changed(tmp_path: Path, meeting: Path) -> None:
    """The first build says what it made, the second that there was nothing to do."""
    assert "1 new report; now 1 report" in run("build", meeting, "-o", tmp_path / "r").stdout
    again = run("build", meeting, "-o", tmp_path / "r")
    assert again.stdout == f"{tmp_path / 'r'}: nothing new in 1 report; unchanged\n"
    assert again.exit_code == 0


def test_build_exit_statuses(tmp_path: Path, meeting: Path) -> None:
    """3 where some could not be read, 1 where none could, and then nothing is stored."""
    assert run("build", meeting, tmp_path / "missing", "-o", tmp_path / "r").exit_code == 3
    none = run("build", tmp_path / "missing", "-o", tmp_path / "new")
    assert (none.exit_code, none.stdout, len(none.stderr.splitlines())) == (1, "", 1)
    assert not (tmp_path / "new").exists()


def test_build_says_what_it_did_as_json(tmp_path: Path, meeting: Path) -> None:
    """Programs read the same from --json."""
    done = json.loads(run("build", meeting, "-o", tmp_path / "r", "--json").stdout)
    assert (len(done["added"]), done["known"], done["changed"]) == (1, 0, True)


def test_errors_are_one_line_and_status_1(tmp_path: Path, meeting: Path) -> None:
    """An error of ours is never a traceback."""
    for args in (
        ["find", tmp_path / "none"],
        ["serve", tmp_path / "none"],
        ["show", tmp_path / "none", "x"],
        ["build", meeting, "-o", meeting],
    ):
        result = run(*args)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
        assert result.stderr.startswith("onrecord: ")


@pytest.mark.parametrize("kind", CONTRACT)
def test_export_has_the_files_and_keys_of_the_contract(
    tmp_path: Path, fishing: Path, kind: str
) -> None:
    """Each file has a line an entry with at least the keys promised."""
    assert run("export", fishing, "--format", "jsonl", "-o", tmp_path / "out").exit_code == 0
    lines = [
        json.loads(line)
        for line in (tmp_path / "out" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) == onrecord.open(fishing).counts()[kind]
    assert all(set(line) >= CONTRACT[kind] for line in lines)


def test_export_nests_as_the_contract_says(tmp_path: Path, fishing: Path) -> None:
    """Offices say from and to, events say which report mentions them where, values say by which
    words."""
    run("export", fishing, "-o", tmp_path)

    def first(kind: str, field: str) -> set[str]:
        lines = map(
            json.loads, (tmp_path / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        )
        return set(next(line[field] for line in lines if line[field])[0])

    assert first("actors", "offices") == {"title", "of", "state", "from", "to", "reports"}
    assert first("events", "mentions") == {"report", "event", "evidence"}
    assert first("stories", "timeline") == {"date", "event", "label"}
    assert first("differences", "values") == {"value", "reports", "evidence"}


# --- find, show, why


def test_find_in_a_pipe_is_one_line_an_entry(fishing: Path) -> None:
    """Kind, id, day and the rest, with tabs between and no colours; the source by its name in the
    record."""
    result = run("find", fishing, "--who", "Tveitt", "--day", "2031-05-14", "--kind", "statements")
    assert (
        result.stdout
        == "statement\ts2\t2031-05-14\tRagna Tveitt\treject\tWe will not sign anything this week,\n"
    )


def test_find_as_json(fishing: Path) -> None:
    """One object with a list for each kind, with the entries whole."""
    found = json.loads(run("find", fishing, "boats", "--json").stdout)
    assert [s["id"] for s in found["statements"]] == ["s5"]
    assert [a["id"] for a in found["actors"]] == ["a2"]


def test_find_shows_at_most_the_limit_and_says_so(fishing: Path) -> None:
    """What is left out is said on standard error."""
    result = run("find", fishing, "--kind", "statements", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert "2 of 6 statements shown" in result.stderr


def test_find_nothing_says_so(fishing: Path) -> None:
    """An empty listing is not a failure."""
    result = run("find", fishing, "submarines")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "onrecord: nothing found\n", 0)


def test_find_a_day_that_is_none_is_wrong_usage(fishing: Path) -> None:
    """The text says which forms there are."""
    result = run("find", fishing, "--day", "Thursday")
    assert result.exit_code == 2
    assert "2021-03-16/2021-03-18" in result.stderr


def test_find_on_a_terminal_is_a_table(fishing: Path) -> None:
    """A person sees a table with headings."""
    shown = on_a_terminal([COMMAND, "find", str(fishing), "boats"])
    assert "what was said" in shown
    assert "Our boats will stay," in shown


def on_a_terminal(command: list[str]) -> str:
    """What a command prints where standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    ) as process:
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # Linux says so when the other end has gone
            pass
        process.wait()
    os.close(ours)
    return seen.decode()


def test_show_gives_every_report_s_words(fishing: Path) -> None:
    """An event is shown with the words of each report that tells it."""
    result = run("show", fishing, "e1")
    assert "⟦will meet Chilean envoy Amaro Quilodrán in Oslo⟧" in result.stdout
    assert "⟦The ministers met in Oslo on Thursday⟧" in result.stdout
    assert json.loads(run("show", fishing, "e1", "--json").stdout)["id"] == "e1"


def test_show_a_report_by_the_beginning_of_its_id(fishing: Path) -> None:
    """A report is shown as its text."""
    report = onrecord.open(fishing).reports()[0]
    assert report.text.splitlines()[-1] in run("show", fishing, report.id[:5]).stdout


def test_why_names_rule_words_and_merging(fishing: Path) -> None:
    """A statement says by which rule it was found and why its claim holds several."""
    lines = run("why", fishing, "s1").stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["reason", "s1", "statements/quoted"]
    assert lines[0].endswith("We will not sign anything this week,")
    assert "the same words by the same source" in lines[1]


@pytest.mark.parametrize("entry", ["s1", "e1", "a1", "c1", "st1", "d1"])
def test_why_has_reasons_for_every_kind_of_entry(fishing: Path, entry: str) -> None:
    """Each kind of entry can say why it is there."""
    reasons = json.loads(run("why", fishing, entry, "--json").stdout)
    assert reasons
    assert all(set(r) == {"entry", "by", "says", "words"} for r in reasons)


def test_every_rule_is_explained() -> None:
    """Whatever rule an entry of the samples names, `why` has a sentence for it."""
    from onrecord.because import rule

    readings = [r for r in onrecord.read_all([samples()]) if isinstance(r, onrecord.Reading)]
    found = {
        e.by
        for r in readings
        for e in (*r.actors, *r.statements, *r.events, *r.times, *r.places, *r.issues)
    }
    assert {by for by in found if not rule(by)} == set()
    for by in ("belonging", "events/model", "events/place", "events/state", "events/group"):
        assert rule(by) != rule("events"), by
        assert rule(by), by


# --- serve and demo


@pytest.mark.parametrize(
    "command", [["serve"], ["demo", "--no-browser", "-o"]], ids=["serve", "demo"]
)
def test_the_page_is_served_on_this_machine_only(
    tmp_path: Path, fishing: Path, command: list[str]
) -> None:
    """The address is printed, the page answers there, and Ctrl-C ends it without a traceback."""
    record = fishing if command == ["serve"] else tmp_path / "demo.record"
    with subprocess.Popen(
        [COMMAND, *command, str(record), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        try:
            address = line.split(" is at ")[1].split()[0]
            assert address.startswith("http://127.0.0.1:")
            assert _answers(lambda: urllib.request.urlopen(address, timeout=20).status) == 200
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert "Traceback" not in process.stderr.read()


def _answers(ask: Callable[[], int]) -> int:
    """What is answered once the server has started."""
    for _ in range(50):
        try:
            return ask()
        except OSError:
            time.sleep(0.1)
    return ask()


def test_samples_are_found() -> None:
    """The reports of the demo are there, and nothing but reports."""
    assert len(list(samples().iterdir())) >= 10
    assert not [p.name for p in samples().iterdir() if p.suffix == ".md"]
