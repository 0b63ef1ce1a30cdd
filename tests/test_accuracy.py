"""Floors under which no change may bring the reading of events, and of whom expressions mean, on
texts that the reader was not trained on."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record import Actor, Event, Reading, Span

MARKED = Path(__file__).parent / "accuracy" / "events.jsonl"
MEANT = MARKED.with_name("references.jsonl")
TOGETHER = ("AGREE", "CONSULT")
Marks = dict[str, Any]


def pairs(marked: list[Marks], found: tuple[Event, ...]) -> list[tuple[int, int]]:
    """Marked events and found ones that are the same, each once: the trigger lies in the evidence,
    and the type is the marked one or one that fits as well."""
    rows = []
    for i, m in enumerate(marked):
        start, end = m["trigger"]
        for j, e in enumerate(found):
            told = any(s < end and start < stop for s, stop in e.evidence)
            if told and e.type in (m["type"], *m["also"]):
                common = len({*m["sides"], *m["targets"]} & {*e.sides, *e.targets})
                rows.append((e.type != m["type"], -common, i, j))
    taken: list[tuple[int, int]] = []
    for *_, i, j in sorted(rows):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def whole(marked: Marks, found: Event) -> bool:
    """True where states and status are right too."""
    sides, targets = set(marked["sides"]), set(marked["targets"])
    if marked["type"] in TOGETHER:
        states = {*found.sides, *found.targets} == sides | targets
    else:
        states = (set(found.sides), set(found.targets)) == (sides, targets)
    return states and found.status == marked["status"]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many events are marked, found and right."""
    docs = [json.loads(line) for line in MARKED.read_text(encoding="utf-8").splitlines()]
    given = tmp_path_factory.mktemp("accuracy") / "given.jsonl"
    lines = ({k: d[k] for k in ("id", "text", "published") if d[k]} for d in docs)
    given.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    count: Counter[str] = Counter()
    for doc, read in zip(docs, onrecord.read_all([given]), strict=True):
        assert isinstance(read, Reading)
        count += counts(doc["events"], read.events)
    return count


def counts(marked: list[Marks], found: tuple[Event, ...]) -> Counter[str]:
    unsure = {i for i, m in enumerate(marked) if m.get("unsure")}
    all_ = pairs(marked, found)
    sure = [(i, j) for i, j in all_ if i not in unsure]
    vague = {j for i, j in all_ if i in unsure}
    right = {j for i, j in sure if whole(marked[i], found[j])}
    shown = {j for j, e in enumerate(found) if e.shown} - vague
    central = {i for i, m in enumerate(marked) if m["central"]} - unsure
    return Counter(
        marked=len(marked) - len(unsure),
        found=len(found) - len(vague),
        hit=len(sure),
        whole=len(right),
        shown=len(shown),
        shown_right=len(shown & right),
        central=len(central),
        central_hit=len(central & {i for i, _ in sure}),
    )


def test_events_are_found(counted: Counter[str]) -> None:
    """F1 of the trigger with its type."""
    assert 2 * counted["hit"] / (counted["found"] + counted["marked"]) >= 0.64


def test_events_are_whole(counted: Counter[str]) -> None:
    """F1 of type, states and status together."""
    assert 2 * counted["whole"] / (counted["found"] + counted["marked"]) >= 0.4


def test_what_texts_are_about_is_found(counted: Counter[str]) -> None:
    """The share of central events that are found."""
    assert counted["central_hit"] / counted["central"] >= 0.67


def test_what_is_shown_is_right(counted: Counter[str]) -> None:
    """The share of the events above the higher bar that are right in type, states and status."""
    assert counted["shown_right"] / counted["shown"] >= 0.78


# --- whom expressions mean ------------------------------------------------------------------------


def words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"the", "of", "and", "a", "an", "mr", "ms"}


def is_meant(marked: Marks, found: Actor) -> bool:
    """True of an actor that is the marked one, by state or by the words of the name."""
    if marked["kind"] == found.kind == "state":
        return bool(marked["state"] == found.state)
    a, b = words(marked["name"]), words(found.name)
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5)


def given(actors: tuple[Actor, ...], span: Span) -> list[Actor]:
    """The actors that have a mention with the same end."""
    return [a for a in actors if any(m[1] == span[1] for m in a.mentions)]


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many expressions are marked to mean somebody, given to somebody, and to whom they mean."""
    docs = [json.loads(line) for line in MEANT.read_text(encoding="utf-8").splitlines()]
    path = tmp_path_factory.mktemp("accuracy") / "given.jsonl"
    path.write_text("\n".join(json.dumps({"id": d["id"], "text": d["text"]}) for d in docs))
    count: Counter[str] = Counter()
    for doc, read in zip(docs, onrecord.read_all([path]), strict=True):
        assert isinstance(read, Reading)
        actors = {a["key"]: a for a in doc["actors"]}
        for mention in doc["mentions"]:
            found = given(read.actors, mention["span"])
            wanted = [actors[key] for key in mention["actors"]]
            right = len(found) == len(wanted) and all(
                any(is_meant(w, f) for f in found) for w in wanted
            )
            count += Counter(marked=1, given=bool(found), right=right)
        left = doc["places"] + doc["nobody"]
        count += Counter(others=len(left), left=sum(not given(read.actors, span) for span in left))
    return count


def test_expressions_are_given_to_whom_they_mean(meant: Counter[str]) -> None:
    """F1 over names, descriptions and pronouns."""
    assert 2 * meant["right"] / (meant["given"] + meant["marked"]) >= 0.6


def test_what_means_nobody_is_left_alone(meant: Counter[str]) -> None:
    """The share of the places and things that are no actor's."""
    assert meant["left"] / meant["others"] >= 0.6
