"""The knowledge file: its lines, what reading and building do with it, and how it is made from
Wikidata."""

from __future__ import annotations

import bz2
import gzip
import importlib
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.errors import InputError
from onrecord.record import Known, KnownOffice, Unread

GOOD = {"name": "Viktor Hale", "aliases": ["Wiktor Halle"], "state": "EST", "wikidata": "Q900001"}
TEXT = "Viktor Hale spoke in Geneva on Tuesday. “We are ready for the talks,” Hale said.\n"


def run(*args: str | Path) -> Any:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A knowledge file with three bad lines."""
    path = tmp_path / "known.jsonl"
    bad = ['{"name": broken', '{"aliases": ["nobody"]}', '{"name": "X", "state": "Estonia"}']
    path.write_text(
        "\n".join(
            [json.dumps(GOOD), *bad, "", json.dumps({"name": "Ice Union", "kind": "organisation"})]
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_bad_lines_are_named_and_the_others_read(file: Path) -> None:
    """Each bad line has one clear sentence, with its number."""
    known, bad = onrecord.api.known(file)
    assert [k.name for k in known] == ["Viktor Hale", "Ice Union"]
    assert [u.path.rpartition("#")[2] for u in bad] == ["2", "3", "4"]
    assert "no ISO 3166-1 code" in bad[2].why


def test_packed_files_are_read(tmp_path: Path) -> None:
    """A knowledge file may be gzip or bzip2; one that is cut short is an error that says so."""
    data = json.dumps(GOOD).encode() * 1
    for name, packed in (("a.gz", gzip.compress(data)), ("a.bz2", bz2.compress(data))):
        (tmp_path / name).write_bytes(packed)
        assert onrecord.api.known(tmp_path / name)[0][0].wikidata == "Q900001"
    (tmp_path / "cut.gz").write_bytes(gzip.compress(data * 99)[:30])
    with pytest.raises(InputError, match="cut short"):
        onrecord.api.known(tmp_path / "cut.gz")
    with pytest.raises(InputError, match="not there"):
        onrecord.api.known(tmp_path / "none")


def test_read_fills_state_and_id(file: Path, report: Path) -> None:
    """`read --knowledge` adds the state and the id of whom a name means alone; bad lines make the
    status 3."""
    result = run("read", report, "--knowledge", file)
    hale = next(a for a in json.loads(result.stdout)["actors"] if a["name"] == "Viktor Hale")
    assert (hale["state"], hale["wikidata"], hale["offices"]) == ("EST", "Q900001", [])
    assert (result.exit_code, len(result.stderr.splitlines())) == (3, 3)
    (hale,) = [
        a for a in json.loads(run("read", report).stdout)["actors"] if a["name"] == "Viktor Hale"
    ]
    assert (hale["state"], hale["wikidata"]) == (None, None)


def test_the_twin_of_read() -> None:
    """`read(text, knowledge=...)` takes lines or a file."""
    known = [
        Known(
            name="Viktor Hale", state="EST", wikidata="Q900001", offices=(KnownOffice("minister"),)
        )
    ]
    assert (
        next(a for a in onrecord.read(TEXT, knowledge=known).actors if a.kind == "person").wikidata
        == "Q900001"
    )


def test_build_keeps_the_knowledge(tmp_path: Path, file: Path, report: Path) -> None:
    """A record goes on with the knowledge that it was built with; the same again changes nothing,
    and none at all takes it away."""

    def wikidata() -> str | None:
        return next(
            a.wikidata for a in onrecord.open(tmp_path / "r").actors() if a.name == "Viktor Hale"
        )

    assert run("build", report, "-o", tmp_path / "r", "--knowledge", file).exit_code == 3
    assert wikidata() == "Q900001"
    more = tmp_path / "more.txt"
    more.write_text(
        "Nothing else happened in Geneva on Wednesday, as the town was asleep.\n", encoding="utf-8"
    )
    assert onrecord.build([more], tmp_path / "r").changed
    assert wikidata() == "Q900001"
    assert not onrecord.build(
        [report], tmp_path / "r", knowledge=onrecord.api.known(file)[0]
    ).changed
    assert onrecord.build([report], tmp_path / "r", knowledge=()).changed
    assert wikidata() is None


# --- from Wikidata --------------------------------------------------------------------------------


def claim(property: str, value: Any, **qualifiers: Any) -> dict[str, Any]:
    def snak(held: Any) -> dict[str, Any]:
        return {"snaktype": "value", "datavalue": {"value": held}}

    return {
        "mainsnak": snak(value),
        "rank": "normal",
        "qualifiers": {p: [snak(v)] for p, v in qualifiers.items()},
        "property": property,
    }


def item(
    id: str, name: str | None, *claims: dict[str, Any], aliases: tuple[str, ...] = ()
) -> dict[str, Any]:
    by_property: dict[str, list[dict[str, Any]]] = {}
    for one in claims:
        by_property.setdefault(one["property"], []).append(one)
    labels = {"en": {"language": "en", "value": name}} if name else []
    return {
        "type": "item", "id": id, "labels": labels, "claims": by_property or [],
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]},
    }  # fmt: skip


def of(id: str) -> dict[str, str]:
    return {"id": id, "entity-type": "item"}


def day(value: str, precision: int = 11) -> dict[str, Any]:
    return {"time": f"+{value}T00:00:00Z", "precision": precision}


ENTITIES = [
    item("Q900101", "Oda Kvam", claim("P31", of("Q5")), claim("P27", of("Q900201")),
         claim("P39", of("Q900301"), P580=day("2029-10-01"), P582=day("2031-00-00", 9)), claim("P39", of("Q900302")),
         aliases=("O. Kvam",)),
    item("Q900102", "Nobody Inoffice", claim("P31", of("Q5")), claim("P27", of("Q900201"))),
    item("Q900103", "Bo Strand", claim("P31", of("Q5")), claim("P27", of("Q900201")), claim("P27", of("Q900202")),
         claim("P39", of("Q900303"), P580=day("2030-05-00", 10))),
    item("Q900201", "Norway", claim("P298", "NOR"), aliases=("Kingdom of Norway",)),
    item("Q900202", "Sweden", claim("P298", "SWE")),
    item("Q900301", "Minister of Foreign Affairs of Norway", claim("P1001", of("Q900201"))),
    item("Q900302", "mayor of Fjordvik", claim("P17", of("Q900201"))),
    item("Q900303", "Swedish Minister for Defence", claim("P17", of("Q900202"))),
    item("Q900401", "Herring Council", claim("P31", of("Q484652")), aliases=("HC",)),
    item("Q900402", None, claim("P31", of("Q484652"))),
    item("Q900501", "herring"),
]  # fmt: skip


def dump(path: Path) -> Path:
    """A small dump as Wikidata writes it, with a line that is cut short."""
    lines = [
        "[",
        *(json.dumps(e, separators=(",", ":")) + "," for e in ENTITIES),
        '{"type":"item","id":"Q9006',
        "]",
    ]
    data = "\n".join(lines).encode()
    path.write_bytes({".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)(data))
    return path


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_from_wikidata(tmp_path: Path, name: str) -> None:
    """People with offices, states and bodies, with days as fine as the dump has them; a bad line is
    named, and the others go on."""
    found = list(onrecord.from_wikidata(dump(tmp_path / name)))
    assert [u.path.rpartition("#")[2] for u in found if isinstance(u, Unread)] == ["13"]
    known = {k.wikidata: k for k in found if isinstance(k, Known)}
    assert set(known) == {"Q900101", "Q900103", "Q900201", "Q900202", "Q900401"}
    assert known["Q900101"] == Known(
        name="Oda Kvam", aliases=("O. Kvam",), state="NOR", wikidata="Q900101",
        offices=(
            KnownOffice("Minister of Foreign Affairs", "Norway", "NOR", "2029-10-01", "2031"),
            KnownOffice("mayor of Fjordvik", None, None),
        ),
    )  # fmt: skip
    assert known["Q900103"].offices == (
        KnownOffice("Minister for Defence", "Sweden", "SWE", "2030-05"),
    )
    assert known["Q900103"].state is None
    assert known["Q900201"] == Known(
        name="Norway", aliases=("Kingdom of Norway",), kind="state", state="NOR", wikidata="Q900201"
    )
    assert known["Q900401"] == Known(
        name="Herring Council", aliases=("HC",), kind="organisation", wikidata="Q900401"
    )


def test_the_command(tmp_path: Path) -> None:
    """The command writes a file that `read` takes, says what is in it, and ends with 3 where a line
    was bad."""
    result = run(
        "knowledge", "from-wikidata", dump(tmp_path / "dump.json"), "-o", tmp_path / "known.jsonl"
    )
    assert result.stdout == f"{tmp_path / 'known.jsonl'}: 2 people, 2 states, 1 body\n"
    assert (result.exit_code, len(result.stderr.splitlines())) == (3, 1)
    known, bad = onrecord.api.known(tmp_path / "known.jsonl")
    assert (len(known), bad) == (5, [])


def test_a_dump_that_is_none(tmp_path: Path) -> None:
    """A file that is not there, and one that holds nothing, exit with 1 and one line."""
    result = run("knowledge", "from-wikidata", tmp_path / "none", "-o", tmp_path / "known.jsonl")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


# --- made to do harm ------------------------------------------------------------------------------


OPENED = importlib.import_module("onrecord.knowledge.opened")
HARM = [
    b"[" * 100_000,
    b'{"name": ' * 100_000,
    b'{"name": "\\ud800"}',
    b'{"name": "' + b"x" * 600 + b'"}',
    b'{"name": "X", "aliases": ["' + b"x" * 600 + b'"]}',
    b'{"name": "X", "aliases": [' + b",".join([b'"a"'] * 10_001) + b"]}",
    b'{"name": "' + b"x" * (5 << 20) + b'"}',
    b'{"name": "X", "kind": "' + b"y" * 100_000 + b'"}',
]


@pytest.mark.parametrize("line", HARM)
def test_a_line_made_to_do_harm_is_named(tmp_path: Path, line: bytes) -> None:
    """It has one short sentence that can be written, and the lines around it are read."""
    good = json.dumps(GOOD).encode()
    (tmp_path / "known.jsonl").write_bytes(b"\n".join([good, line, good]))
    known, (bad,) = onrecord.api.known(tmp_path / "known.jsonl")
    assert len(known) == 2
    assert bad.path.endswith("#2")
    assert len(bad.why) <= 300
    msgspec.json.encode(bad)


def test_blank_lines_cost_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A great many blank lines are passed over in a moment and counted; past the limit one error
    says so."""
    good = json.dumps(GOOD).encode()
    (tmp_path / "known.gz").write_bytes(gzip.compress(good + b"\n" * (50 << 20) + good, 1))
    assert [k.name for k in onrecord.api.known(tmp_path / "known.gz")[0]] == ["Viktor Hale"] * 2
    monkeypatch.setattr(OPENED, "PASSED", 40 << 20)
    with pytest.raises(InputError, match="nothing after them was read"):
        onrecord.api.known(tmp_path / "known.gz")


def test_a_line_over_the_limit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line too long for memory is named and passed over; one without an end is an error."""
    monkeypatch.setattr(OPENED, "LONGEST", 1 << 10)
    good = json.dumps(GOOD).encode()
    (tmp_path / "known").write_bytes(good + b"\n" + b"x" * (3 << 20) + b"\n" + good)
    known, (bad,) = onrecord.api.known(tmp_path / "known")
    assert (len(known), bad.path.rpartition("#")[2]) == (2, "2")
    monkeypatch.setattr(OPENED, "PASSED", 1 << 20)
    with pytest.raises(InputError, match="nothing after them was read"):
        onrecord.api.known(tmp_path / "known")


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    """The line that a bad file has shows such bytes escaped."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/known\xff"))
    path.write_text("{}\n", encoding="utf-8")
    (bad,) = onrecord.api.known(path)[1]
    assert bad.path == f"{tmp_path}/known\\xff#1"
    with pytest.raises(InputError, match=r"none\\xff"):
        onrecord.api.known(Path(os.fsdecode(os.fsencode(tmp_path) + b"/none\xff")))


def held(value: Any, **more: Any) -> dict[str, Any]:
    return {"mainsnak": {"datavalue": {"value": value}}, **more}


SHAPES: list[dict[str, Any]] = [
    {"aliases": {"en": 7}},
    {"labels": {"en": "x"}},
    {"claims": {"P39": 7, "P31": [held({"id": "Q5"})]}},
    {"claims": {"P31": None, "P39": {}}},
    {"claims": {"P1813": [held({"language": "en"})], "P298": [held("NOR")]}},
    {"claims": {"P39": [held({"id": "Q5"}, qualifiers={"P580": 7})]}},
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_dump_of_another_shape(tmp_path: Path, shape: dict[str, Any]) -> None:
    """An entity whose fields are not what they should be ends nothing: the others are read."""
    strange = {
        **item("Q900999", "Strange Shape", claim("P31", of("Q5")), claim("P39", of("Q900301"))),
        **shape,
    }
    rows = [json.dumps(e, separators=(",", ":")) for e in (strange, *ENTITIES)]
    rows.insert(1, '{"P39":' * 5_000)
    (tmp_path / "dump").write_text("\n".join(rows), encoding="utf-8")
    found = list(onrecord.from_wikidata(tmp_path / "dump"))
    assert {"Q900101", "Q900103"} <= {k.wikidata for k in found if isinstance(k, Known)}
    assert [u.path.rpartition("#")[2] for u in found if isinstance(u, Unread)] == ["2"]


def test_no_file_is_touched_that_was_not_named(tmp_path: Path) -> None:
    """A dump, or any file, that is called like the output and something more stays as it is."""
    precious = dump(tmp_path / "known.new")
    before = precious.read_bytes()
    assert run("knowledge", "from-wikidata", precious, "-o", tmp_path / "known").exit_code in (0, 3)
    assert precious.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["known", "known.new"]
    done = run("knowledge", "from-wikidata", precious, "-o", tmp_path / "nowhere" / "known")
    assert (done.exit_code, "nowhere/known: cannot be written" in done.stderr) == (1, True)
