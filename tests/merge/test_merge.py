from __future__ import annotations

import os
import random
import subprocess
import sys

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.merge import merge
from onrecord.record import Reading
from readings import FERRY, Page, norway, quake


def collection() -> list[Reading]:
    """Reports of two happenings: copies, another day, short names, other spellings, numbers,
    officials without a name."""
    pages = [
        norway(), norway("2031-05-14", agency="Meridian Press"), norway("2031-05-14", "A copy.", agency="Meridian Press"), quake(),
        norway("2031-05-15", "Rain fell on 35 trawlers that wait for quotas to be lifted."),
    ]  # fmt: skip
    for number, name in enumerate(
        ("Tveitt", "Ragna Tveit", "Quilodran", "Amaro Quillodran", "R. Tveitt")
    ):
        page = Page(
            f"{FERRY} {name} said no treaty on salmon quotas is near. They will meet on Friday.",
            f"2031-05-{16 + number // 2}",
        )
        page.says(
            page.actor(name, state="NOR" if "T" in name else "CHL"),
            "no treaty on salmon quotas is near",
            "expect",
        )
        page.says(page.actor("an official", "unnamed", "NOR"), "treaty on salmon quotas is near")
        page.event(
            "CONSULT",
            "will meet",
            f"2031-05-{15 + number % 2}",
            sides=("CHL", "NOR"),
            place=page.place("Oslo", "NOR"),
        )
        pages.append(page)
    return [p.reading() for p in pages]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(chance: random.Random) -> None:
    """The same readings in any order make the same record, byte by byte."""
    readings = collection()
    expected = msgspec.json.encode(merge(readings))
    chance.shuffle(readings)
    assert msgspec.json.encode(merge(readings)) == expected


def test_the_seed_of_hashes_does_not_matter() -> None:
    """Two processes with different hash seeds make the same record, byte by byte."""
    code = "import msgspec, test_merge, onrecord.merge as m; print(msgspec.json.encode(m.merge(test_merge.collection())))"
    here = os.path.dirname(__file__)  # noqa: PTH120
    path = os.pathsep.join([here, os.path.dirname(here), *sys.path])  # noqa: PTH120
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_lists_are_in_the_order_of_ids() -> None:
    """Reports, actors, statements, claims, events, stories and differences are sorted by id, and no
    id stands twice."""
    record = merge(collection())
    for name in ("reports", "actors", "statements", "claims", "events", "stories", "differences"):
        ids = [entry.id for entry in getattr(record, name)]
        assert ids == sorted(set(ids)), name


def test_every_reference_leads_somewhere() -> None:
    """Stories, claims, actors and events that entries name are in the record."""
    record = merge(collection())
    known = {
        entry.id
        for name in ("reports", "actors", "statements", "claims", "events", "stories")
        for entry in getattr(record, name)
    }
    named = (
        {r.story for r in record.reports}
        | {s.claim for s in record.statements}
        | {c.source for c in record.claims if c.source}
    )
    named |= {
        i for e in record.events for i in (*e.source, *e.target, *e.participants, e.story)
    } | {d.about for d in record.differences}
    named |= {m.event for s in record.stories for m in s.timeline} | {
        p.actor for p in record.positions
    }
    named |= {s.source.actor for s in record.statements if s.source.actor}
    assert named <= known


def test_adding_a_report_keeps_the_ids_of_the_rest() -> None:
    """A later report leaves the ids of stories, claims, events and actors of the earlier ones as
    they are."""
    before, after = (
        merge([norway().reading(), quake().reading()]),
        merge([norway().reading(), quake().reading(), norway("2031-06-01").reading()]),
    )
    for name in ("actors", "claims", "events", "stories"):
        assert {e.id for e in getattr(before, name)} <= {e.id for e in getattr(after, name)}, name


def test_a_thousand_reports_are_merged_in_seconds() -> None:
    """Merging does not compare all pairs: many reports of one happening are merged within the time
    limit of a test."""
    pages = [norway(f"2031-05-{13 + n % 9}", f"Paper number {n} has this. ") for n in range(500)]
    pages += [
        Page(f"{' '.join(f'word{(n * 7919 + k * 31) % 5003}x' for k in range(60))}", "2031-05-14")
        for n in range(500)
    ]
    record = merge(p.reading() for p in pages)
    assert len(record.reports) == 1000
    assert max(len(s.reports) for s in record.stories) == 500
