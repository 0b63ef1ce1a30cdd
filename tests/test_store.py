"""A record on disk: what is asked of it, how a build adds to it, and what a build never does."""

from __future__ import annotations

import fcntl
import json
import sys
import threading
from pathlib import Path

import msgspec
import polars
import pytest
from msgspec import structs

import invented
import onrecord
from onrecord.errors import BusyRecord, NewerRecord, NoEntry, NoRecord
from onrecord.record import Record, StoredStatement
from onrecord.store import Store, folder
from onrecord.store.tables import TABLES, columns

MEETING = """Ministers of Norway and Chile to meet

OSLO, May 13, 2031 — Foreign Minister Ragna Tveitt will meet Chilean envoy Amaro Quilodran in Oslo on Thursday.

“We will not sign anything this week,” Tveitt said.
"""
AFTER = """Talks in Oslo end

OSLO, May 16, 2031 — Foreign Minister Ragna Tveitt met Chilean envoy Amaro Quilodran in Oslo on Thursday.

“We will come back,” Quilodran said.
"""


@pytest.fixture(scope="module")
def fishing() -> Record:
    return invented.fishing()


@pytest.fixture(scope="module")
def store(fishing: Record, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return invented.kept(fishing, tmp_path_factory.mktemp("kept") / "fishing.record")


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


@pytest.fixture
def after(tmp_path: Path) -> Path:
    path = tmp_path / "after.txt"
    path.write_text(AFTER, encoding="utf-8")
    return path


def ids(entries: object) -> list[str]:
    return [e.id for e in entries]  # type: ignore[attr-defined]


def state(record: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a record with its time and its bytes."""
    return {
        str(p.relative_to(record)): (p.stat().st_mtime_ns, p.read_bytes())
        for p in sorted(record.rglob("*"))
        if p.is_file()
    }


# --- what is written is what is read back


@pytest.mark.parametrize("name", Record.__struct_fields__)
def test_every_table_gives_back_the_values_written(
    store: Store, fishing: Record, name: str
) -> None:
    """An entry read from the record equals the entry that was merged, spans and nulls and all."""
    written = {msgspec.json.encode(e) for e in getattr(fishing, name)}
    assert {msgspec.json.encode(e) for e in getattr(store, name)()} == written


def test_text_with_anything_in_it_comes_back_unchanged(tmp_path: Path) -> None:
    """Quotation marks, null characters, turned text and a line of a million letters survive the way
    to disk and back."""
    record = invented.hostile()
    assert (
        invented.kept(record, tmp_path / "it's hostile").report(record.reports[0].id).text
        == record.reports[0].text
    )


@pytest.mark.parametrize("kind", TABLES.values())
def test_columns_have_the_names_of_the_json_fields(kind: type[msgspec.Struct]) -> None:
    """A table's columns are the keys of the JSON that the contract promises."""
    assert list(columns(kind)) == [f.encode_name for f in structs.fields(kind)]


def test_counts_are_those_of_the_tables(store: Store, fishing: Record) -> None:
    """Counts need no table to be read, and are right."""
    assert store.counts() == {
        name: len(getattr(fishing, name)) for name in Record.__struct_fields__
    }


# --- what may be asked


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "Tveitt"}, ["s1", "s2", "s3", "s6"]),
        ({"who": "foreign minister"}, ["s1", "s2", "s3", "s6"]),
        ({"who": "quilodran"}, ["s5"]),
        ({"who": "Norway"}, ["s1", "s2", "s3", "s4", "s6"]),
        ({"who": "NOR"}, ["s1", "s2", "s3", "s4", "s6"]),
        ({"who": "senior Norwegian official"}, ["s4"]),
        ({"who": "Tve"}, []),
        ({"about": "Chile"}, ["s6"]),
        ({"about": "sign"}, ["s1", "s2", "s3"]),
        ({"about": "signing anything"}, ["s1", "s2", "s3"]),
        ({"text": '"deal was months"'}, ["s4"]),
        ({"text": '"months deal"'}, []),
        ({"text": "Quilodrán boats"}, ["s5"]),
        ({"day": "2031-05-14"}, ["s2", "s5"]),
        ({"day": "2031-05"}, ["s1", "s2", "s3", "s4", "s5", "s6"]),
        ({"day": "2031-05-15/2031-05-16"}, ["s3"]),
        ({"day": "2030"}, []),
        ({"terms": "anonymous"}, ["s4"]),
        ({"kind": "mixed", "act": "assert"}, ["s6"]),
        ({"claim": "c1", "who": "Tveitt", "day": "2031-05-14"}, ["s2"]),
        ({"actor": "a2"}, ["s5"]),
        ({"min_confidence": 0.95}, []),
        ({"text": "*"}, []),
    ],
)
def test_statements_that_fit(store: Store, asked: dict[str, str], found: list[str]) -> None:
    """All conditions hold; names match as whole words, states with their people, days by
    overlap."""
    assert sorted(ids(store.statements(**asked))) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "syntax",
    [
        '"',
        "AND",
        "NOT (",
        "about:x",
        "a* OR b",
        "-x",
        "{text}: x",
        "^",
        "'; drop table entry; --",
        "\x00",
    ],
)
def test_no_words_are_taken_for_syntax(store: Store, syntax: str) -> None:
    """Whatever a user types is looked for, and never breaks the search."""
    assert store.statements(text=syntax, who=syntax, about=syntax, issue=syntax) == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "Tveitt"}, ["e1"]),
        ({"who": "Chile"}, ["e1", "e2", "e3", "e4"]),
        ({"type": "CONSULT", "status": "called off"}, ["e2"]),
        ({"about": "trade delegation"}, ["e2"]),
        ({"day": "2031-05-15"}, ["e1"]),
        ({"text": "Oslo"}, ["e1"]),
    ],
)
def test_events_that_fit(store: Store, asked: dict[str, str], found: list[str]) -> None:
    """Who takes part is asked by name or by state; words are looked for in the label and in the
    reports' words."""
    assert sorted(ids(store.events(**asked))) == found  # type: ignore[arg-type]


def test_actors_that_fit(store: Store) -> None:
    """Actors are asked by name or office, kind, state and story."""
    assert ids(store.actors(name="Foreign Minister")) == ["a1"]
    assert sorted(ids(store.actors(kind="person", state="CHL", story="st1"))) == ["a2"]
    assert store.actors(story="st2") == ()
    assert ids(store.actors(text="Quilodrán")) == ["a2"]


def test_an_unknown_condition_is_an_error(store: Store) -> None:
    """A misspelt condition never finds everything."""
    with pytest.raises(TypeError, match="whoo"):
        store.statements(whoo="Tveitt")  # type: ignore[call-arg]


def test_a_day_that_is_none_is_an_error(store: Store) -> None:
    """The text says which forms there are."""
    with pytest.raises(ValueError, match="give 2021-03-18"):
        store.events(day="Thursday")


def test_limit_gives_at_most_so_many(store: Store) -> None:
    """The first of the listing are given."""
    assert store.statements(limit=2) == store.statements()[:2]


def test_an_entry_of_any_kind_by_its_id(store: Store, fishing: Record) -> None:
    """An entry is found whole by its id, or by the beginning of one where that is enough."""
    report = fishing.reports[0]
    assert isinstance(store.entry("s1"), StoredStatement)
    assert store.entry(report.id[:6]) == report
    assert store.entry(
        f"{report.id}-e1" if f"{report.id}-e1" in str(fishing.events) else "e1"
    ) == store.entry("e1")


def test_an_entry_of_one_report_gives_the_entry_it_is_part_of(
    store: Store, fishing: Record
) -> None:
    """An id that `read` printed leads to the event and the actor of the record."""
    event, actor = fishing.events[0], fishing.actors[0]
    assert store.entry(event.mentions[1].event) == event
    assert store.entry(actor.members[1].actor) == actor


@pytest.mark.parametrize(
    ("id", "why"),
    [
        ("nothing", "no entry with this id"),
        ("", "no entry with this id"),
        ("s", "several entries begin so"),
    ],
)
def test_no_entry_says_what_to_do(store: Store, id: str, why: str) -> None:
    """An id that names nothing, or too many things, says so."""
    with pytest.raises(NoEntry, match=why):
        store.entry(id)


def test_one_store_serves_many_threads(store: Store) -> None:
    """Threads that ask at once all get the right answer."""
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(10):
            if len(store.statements(about="sign")) != 3 or store.actor("a1").name != "Ragna Tveitt":
                wrong.append(1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# --- tables and notebooks


def test_tables_for_polars_pandas_and_duckdb(store: Store) -> None:
    """A table is a DuckDB relation that polars takes through Arrow and pandas as a frame, without
    pyarrow."""
    table = store.table("statements")
    assert polars.DataFrame(table).height == table.df().shape[0] == len(store.statements())
    assert table.filter("terms = 'anonymous'").fetchall()[0][0] == "s4"
    assert "pyarrow" not in sys.modules


def test_a_table_that_is_none_says_which_there_are(store: Store) -> None:
    """The error names the tables."""
    with pytest.raises(ValueError, match="positions"):
        store.table("people")


def test_a_notebook_shows_a_record_and_its_listings(tmp_path: Path, store: Store) -> None:
    """A record and each listing show as tables, and what a report says is escaped."""
    assert "<td>reports</td><td>5</td>" in store._repr_html_()
    hostile = invented.kept(invented.hostile(), tmp_path / "r")
    shown = "".join(
        entries._repr_html_()
        for entries in (hostile.statements(), hostile.actors(), hostile.events(), hostile.reports())
    )  # type: ignore[attr-defined]
    assert "<script" not in shown
    assert "<img" not in shown
    assert store.statements(text="nowhere")._repr_html_() == "<p>nothing found</p>"  # type: ignore[attr-defined]


# --- building


def test_a_build_makes_a_record(tmp_path: Path, meeting: Path) -> None:
    """The record holds the report with its text, and what was read in it."""
    built = onrecord.build([meeting], tmp_path / "r")
    store = onrecord.open(tmp_path / "r")
    assert store.report(built.added[0]).text == MEETING
    assert store.reading(built.added[0]) == onrecord.read(meeting)
    assert built.changed
    assert built.counts == store.counts()


def test_the_same_reports_again_change_nothing(tmp_path: Path, meeting: Path) -> None:
    """Not a byte and not a time of a file differs, and the build says so."""
    onrecord.build([meeting], tmp_path / "r")
    before = state(tmp_path / "r")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(meeting.read_bytes())
    again = onrecord.build([meeting, copy], tmp_path / "r")
    assert state(tmp_path / "r") == before
    assert (again.changed, again.added, again.known) == (False, (), 1)


def test_a_report_is_read_once(
    tmp_path: Path, meeting: Path, after: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adding a report reads that one only."""
    onrecord.build([meeting], tmp_path / "r")
    seen: list[str] = []
    whole = onrecord.store.write.read_safely
    monkeypatch.setattr(
        onrecord.store.write,
        "read_safely",
        lambda report, *phrases: (seen.append(report.path), whole(report, *phrases))[1],
    )
    onrecord.build([meeting, after], tmp_path / "r")
    assert seen == [str(after)]


def test_adding_gives_what_building_at_once_gives(
    tmp_path: Path, meeting: Path, after: Path
) -> None:
    """A record that grew holds the same as one that was built whole, in any order."""
    onrecord.build([meeting], tmp_path / "grown")
    onrecord.build([after], tmp_path / "grown")
    onrecord.build([after, meeting], tmp_path / "whole")
    grown, whole = onrecord.open(tmp_path / "grown"), onrecord.open(tmp_path / "whole")
    for name in Record.__struct_fields__:
        assert getattr(grown, name)() == getattr(whole, name)()


def test_an_open_record_goes_on_while_it_is_built_again(
    tmp_path: Path, meeting: Path, after: Path
) -> None:
    """A page that is open keeps its version, and can see that there is a newer one."""
    onrecord.build([meeting], tmp_path / "r")
    store = onrecord.open(tmp_path / "r")
    onrecord.build([after], tmp_path / "r")
    assert store.stale
    assert len(store.reports()) == 1
    assert len(onrecord.open(tmp_path / "r").reports()) == 2


def test_older_versions_go(tmp_path: Path) -> None:
    """Only the version in place and the one before it stay on the disk."""
    for n, text in enumerate((MEETING, AFTER, MEETING + "\nMore.\n", AFTER + "\nMore.\n")):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        onrecord.build([tmp_path / f"{n}.txt"], tmp_path / "r")
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == [
        "build.lock",
        "record.json",
        "version-3",
        "version-4",
    ]


def test_a_step_that_fails_stops_no_other_report(
    tmp_path: Path, meeting: Path, after: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report on which onrecord fails is named, and the others are read."""
    package = sys.modules["onrecord.read"]
    read_report = package.read_report
    monkeypatch.setattr(
        package,
        "read_report",
        lambda report, *phrases: (
            1 / 0 if report.path == str(meeting) else read_report(report, *phrases)
        ),
    )
    built = onrecord.build([meeting, after], tmp_path / "r")
    assert [u.path for u in built.unread] == [str(meeting)]
    assert "ZeroDivisionError" in built.unread[0].why
    assert built.counts["reports"] == 1


# --- what a build never does


def test_nothing_readable_leaves_nothing_behind(tmp_path: Path) -> None:
    """A build that reads nothing makes no record and no folder."""
    built = onrecord.build([tmp_path / "missing.txt"], tmp_path / "r")
    assert [u.path for u in built.unread] == [str(tmp_path / "missing.txt")]
    assert not (tmp_path / "r").exists()


def test_a_folder_that_is_no_record_is_never_written(tmp_path: Path, meeting: Path) -> None:
    """A folder with other things in it, or a file, is refused and left as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    for place in (tmp_path / "mine", meeting):
        with pytest.raises(NoRecord):
            onrecord.build([meeting], place)
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    assert meeting.read_text(encoding="utf-8") == MEETING


def test_a_manifest_that_is_none_is_refused(tmp_path: Path, meeting: Path) -> None:
    """A `record.json` of another program is not overwritten."""
    place = tmp_path / "theirs"
    place.mkdir()
    (place / "record.json").write_text('{"name": "vinyl"}', encoding="utf-8")
    for act in (onrecord.open, lambda record: onrecord.build([meeting], record)):
        with pytest.raises(NoRecord):
            act(place)
    assert state(place).keys() == {"record.json"} or state(place).keys() == {
        "build.lock",
        "record.json",
    }
    assert (place / "record.json").read_text(encoding="utf-8") == '{"name": "vinyl"}'


def test_a_newer_record_says_so(tmp_path: Path, meeting: Path) -> None:
    """A record in a newer format is neither read nor written, and the text says what to do."""
    onrecord.build([meeting], tmp_path / "r")
    manifest = tmp_path / "r" / "record.json"
    data = json.loads(manifest.read_text(encoding="utf-8")) | {
        "format": folder.FORMAT + 1,
        "onrecord": "99.0",
        "counts": "another shape",
    }
    manifest.write_text(json.dumps(data), encoding="utf-8")
    before = state(tmp_path / "r")
    for act in (onrecord.open, lambda record: onrecord.build([meeting], record)):
        with pytest.raises(NewerRecord, match="pip install --upgrade"):
            act(tmp_path / "r")
    assert state(tmp_path / "r") == before


def test_two_builds_at_once_are_refused(tmp_path: Path, meeting: Path, after: Path) -> None:
    """The second says that another build is writing, and harms nothing."""
    onrecord.build([meeting], tmp_path / "r")
    with (tmp_path / "r" / folder.LOCK).open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BusyRecord):
            onrecord.build([after], tmp_path / "r")
    assert len(onrecord.open(tmp_path / "r").reports()) == 1


def test_a_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    """The text names the command."""
    with pytest.raises(NoRecord, match="onrecord build"):
        onrecord.open(tmp_path / "nowhere")
