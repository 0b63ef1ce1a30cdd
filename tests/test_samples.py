"""The sample reports, end to end: the record of them holds what samples/expected.md says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.record import Difference, MergedActor, MergedEvent, Statement
from onrecord.store import Store

SAMPLES = Path(__file__).parent.parent / "samples"
Row = dict[str, str]


def tables() -> dict[str, list[Row]]:
    """The tables of expected.md by their heading."""
    found: dict[str, list[Row]] = {}
    for section in re.split(
        r"^## ", (SAMPLES / "expected.md").read_text(encoding="utf-8"), flags=re.M
    )[1:]:
        lines = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in section.splitlines()
            if line.startswith("|")
        ]
        found[section.splitlines()[0]] = [
            dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]
        ]
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    record = tmp_path_factory.mktemp("samples") / "samples.record"
    onrecord.build([SAMPLES / "reports"], record)
    return onrecord.open(record)


def short(path: str) -> str:
    """The name by which expected.md calls a report."""
    name = path.rsplit("#", 1)[-1] if "#" in path else Path(path).name
    return re.sub(r"(\.(txt|html|gz))+$", "", name)


def ids(store: Store, names: str) -> set[str]:
    by_name = {short(r.path): r.id for r in store.reports()}
    return {by_name[name.strip()] for name in names.split(",")}


def plain(text: str) -> str:
    return re.sub(r"^(the|an?) ", "", text.lower())


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def alike(a: str, b: str) -> bool:
    return len(words(a) & words(b)) >= 0.6 * len(words(a) | words(b))


def has_story(store: Store, row: Row) -> bool:
    return any(set(s.reports) == ids(store, row["reports"]) for s in store.stories())


def has_field(store: Store, row: Row) -> bool:
    (key,) = ids(store, row["report"])
    report = store.report(key)
    body = "\n".join(
        report.text[s:e] for s, e in (p.span for p in report.parts if p.kind == "body")
    ).strip()
    values: dict[str, bool] = {
        "published": bool(report.published and report.published.date == row["value"]),
        "body starts": body.startswith(row["value"]),
        "body ends": body.endswith(row["value"]),
        "title": bool(report.title and report.title.text == row["value"]),
        "standfirst": bool(report.standfirst and report.standfirst.text == row["value"]),
        "byline": report.byline == (row["value"],),
        "agency": report.agency == row["value"],
        "lang": report.lang == row["value"],
    }
    return values[row["field"]]


def speakers(store: Store, statement: Statement) -> list[str]:
    actors = [a for a in (statement.source.actor, *statement.source.actors) if a]
    return [
        plain(statement.source.text),
        *(plain(name) for a in actors for name in (store.actor(a).name, *store.actor(a).names)),
    ]


def has_statement(store: Store, row: Row) -> bool:
    (key,) = ids(store, row["report"])
    return any(
        alike(s.content.text, row["content"])
        and plain(row["source"]) in speakers(store, s)
        and (s.kind, s.terms, s.act) == (row["kind"], row["terms"], row["act"])
        for s in store.statements(report=key)
    )


def has_condition(store: Store, row: Row) -> bool:
    (key,) = ids(store, row["report"])
    return any(
        s.condition and row["condition"] in s.condition.text for s in store.statements(report=key)
    )


def has_claim(store: Store, row: Row) -> bool:
    return any(
        row["words"] in c.text
        and c.source is not None
        and row["source"] in store.actor(c.source).names
        and (len(c.reports), c.independent) == (int(row["reports"]), int(row["on their own"]))
        for c in store.claims()
    )


def has_office(store: Store, row: Row) -> bool:
    def fits(actor: MergedActor) -> bool:
        held = any(words(row["office"]) <= words(f"{o.title} {o.of or ''}") for o in actor.offices)
        return (
            row["person"] in (actor.name, *actor.names)
            and held
            and (actor.state or "") == row["state"]
        )

    return any(fits(actor) for actor in store.actors(kind="person"))


def has_event(store: Store, row: Row) -> bool:
    def fits(event: MergedEvent) -> bool:
        wanted = {code.strip() for code in row["sides"].split(",")} - {""}
        return (
            ids(store, row["reports"]) <= set(event.reports)
            and (event.type, event.status) == (row["type"], row["status"])
            and (not wanted or set(event.sides) == wanted)
            and (not row["targets"] or set(event.targets) == {row["targets"]})
            and (not row["place"] or event.place_name == row["place"])
            and (not row["date"] or event.date == row["date"])
        )

    return any(fits(event) for event in store.events())


def has_difference(store: Store, row: Row) -> bool:
    reports = {"arctic": "arctic-2-scrape", "lake": "lake-1-announce"}
    (key,) = ids(store, reports[row["story"]])
    wanted = {value.strip() for value in row["values"].split(";")}

    def fits(difference: Difference) -> bool:
        return wanted <= {v.value for v in difference.values}

    return any(fits(d) for d in store.differences(story=store.report(key).story))


CHECKS: dict[str, Callable[[Store, Row], bool]] = {
    "Stories": has_story,
    "Reports": has_field,
    "Statements": has_statement,
    "Conditions": has_condition,
    "Claims carried by several reports": has_claim,
    "Offices": has_office,
    "Events": has_event,
    "Differences": has_difference,
}


@pytest.mark.parametrize("heading", CHECKS)
def test_record_holds_what_is_expected(store: Store, heading: str) -> None:
    """Every row of expected.md is found, or not, exactly as its last column says."""
    wrong = [
        row for row in tables()[heading] if CHECKS[heading](store, row) != (row["found"] == "yes")
    ]
    assert not wrong


def test_anchors_cover_what_entries_say(store: Store) -> None:
    """The spans of every statement cover the words that the statement gives."""
    for s in store.statements():
        text = store.report(s.report).text
        for part in (s.content, s.source, s.cue, s.condition, s.date):
            if part is not None:
                assert " ".join(text[a:b] for a, b in part.spans) == part.text


def test_every_expected_section_is_checked() -> None:
    """No table of expected.md goes unread."""
    assert set(tables()) == set(CHECKS)
