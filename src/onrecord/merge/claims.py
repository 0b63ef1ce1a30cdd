"""Which statements are one claim: the same words, or the same fact, by the same source."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.merge import cluster, wording
from onrecord.merge.compare import NEUTRAL, Comparison, Verdict, judge
from onrecord.merge.copies import Copies
from onrecord.record import Claim, MergedActor, Span, Statement

SAME = 0.84
"""Statements whose comparisons sum to this on average are one claim."""
BLOCKING = cluster.Blocking(shared=2, many=60, window=20)
ASSUMED = 100
"""The background counts as much as this many statements of the story."""
LEAST = 5.0
"""Words in common that weigh less than this show no fact."""
FEW = 4
"""Words of which a quotation is too short to be known again by its words alone."""
NEGATIONS = frozenset(
    {
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "nobody",
        "nothing",
        "without",
        "cannot",
        "refuse",
        "deny",
        "reject",
        "rule",
    }
)


@dataclass(frozen=True)
class Said:
    """Statements of one story in the same words by the same source, as claims compare them."""

    story: str
    words: tuple[str, ...]
    weights: Mapping[str, float]
    sources: tuple[MergedActor, ...]
    act: str
    told: bool
    """Said or written, and not only thought, wanted or expected."""
    members: tuple[tuple[str, Statement], ...]
    """Reports with the statement in each."""


def content(a: Said, b: Said) -> Verdict:
    """Whether both give the same words, else how much of the fact is the same."""
    same = words(a, b)
    return same if same.score > 0 else fact(a, b)


def words(a: Said, b: Said) -> Verdict:
    """Whether one says most of what the other says, in the same words."""
    if min(len(a.words), len(b.words)) < FEW:
        return Verdict(1.0, "both say the same few words") if a.words == b.words else NEUTRAL
    one, other = _runs(a.words), _runs(b.words)
    share = (one & other).total() / min(one.total(), other.total())
    return Verdict(share, "both give the same words") if share >= 0.8 else NEUTRAL


def _runs(said: tuple[str, ...]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(said))


def fact(a: Said, b: Said) -> Verdict:
    """How much of what they tell, by the weight of its words, is the same."""
    both = sum(w for stem, w in a.weights.items() if stem in b.weights)
    whole = sum(a.weights.values()) + sum(b.weights.values())
    if both < LEAST:
        return NEUTRAL
    common = sorted(
        (stem for stem in a.weights if stem in b.weights), key=lambda s: (-a.weights[s], s)
    )[:5]
    forms = wording.forms(" ".join(s.content.text for _, s in a.members[:1]))
    return Verdict(2 * both / whole, f"both tell of {', '.join(forms.get(s, s) for s in common)}")


def source(a: Said, b: Said) -> Verdict:
    """Whether one source says both: the same actor, or people without a name who speak for one
    state."""
    if not a.sources or not b.sources:
        return NEUTRAL
    same = sorted({s.id for s in a.sources} & {s.id for s in b.sources})
    if same:
        return Verdict(1.0, f"both are by {next(s.name for s in a.sources if s.id == same[0])}")
    best = max(
        (_related(x, y) for x in a.sources for y in b.sources), key=lambda v: (v.score, v.because)
    )
    together = {report for report, _ in a.members} & {report for report, _ in b.members}
    return Verdict(-4.0) if together and best.score > 0.6 else best


def _related(a: MergedActor, b: MergedActor) -> Verdict:
    if a.state and b.state and a.state != b.state:
        return Verdict(-4.0)
    nameless = {"group", "unnamed"}
    if a.kind in nameless and b.kind in nameless:
        return (
            Verdict(1.0, "both are by people without a name who speak for one state")
            if a.state and a.state == b.state
            else NEUTRAL
        )
    if a.kind == b.kind == "person":
        return Verdict(-4.0)
    bodies = {"state", "organisation"}
    if (a.kind in bodies or b.kind in bodies) and a.state and a.state == b.state:
        return Verdict(0.5, "both speak for one state")
    return NEUTRAL if a.state == b.state or nameless & {a.kind, b.kind} else Verdict(-1.0)


def act(a: Said, b: Said) -> Verdict:
    """Whether both do the same by saying it: threaten, promise, expect …"""
    return Verdict(1.0, f"both {a.act}") if a.act == b.act else Verdict(-1.0)


def manner(a: Said, b: Said) -> Verdict:
    """Whether both were said; what one is only said to think is another claim."""
    return NEUTRAL if a.told == b.told else Verdict(-1.0)


def denial(a: Said, b: Said) -> Verdict:
    """Whether one says that it is and the other that it is not."""
    return NEUTRAL if _negated(a) == _negated(b) else Verdict(-1.0)


def _negated(said: Said) -> bool:
    return any(w in NEGATIONS or w.endswith("n't") for w in said.words)


def report(a: Said, b: Said) -> Verdict:
    """Two statements of one report are rarely one claim, unless it gives the same words twice."""
    apart = {r for r, _ in a.members}.isdisjoint(r for r, _ in b.members)
    return NEUTRAL if apart else Verdict(-1.0)


COMPARISONS: tuple[Comparison[Said], ...] = (
    Comparison("content", 1.0, content),
    Comparison("source", 0.3, source),
    Comparison("act", 0.15, act),
    Comparison("manner", 1.0, manner),
    Comparison("denial", 0.3, denial),
    Comparison("report", 0.4, report),
)


@dataclass(frozen=True)
class Context:
    """What claims need to know of the rest of the record."""

    story_of: Mapping[str, str]
    """The story of each report."""
    actors: Mapping[str, MergedActor]
    """The actor of the record that each actor of a report is."""
    names: Mapping[str, str]
    """The name of each actor of the record."""
    copies: Copies
    rank: Mapping[str, int]
    """The reports in the order of their days."""


Statements = Sequence[tuple[str, Statement]]
"""Statements, each with the id of its report."""


def said(statements: Statements, context: Context) -> list[Said]:
    """The statements, those of one story with the same words, source, act and manner together."""
    weights = _weights(statements, context)
    under: dict[
        tuple[str, tuple[str, ...], tuple[str, ...], str, bool], list[tuple[str, Statement]]
    ] = defaultdict(list)
    for where, statement in statements:
        by = tuple(sorted({actor.id for actor in sources(statement, context)}))
        words, told = (
            wording.spoken(statement.content.text),
            statement.manner in ("said", "written"),
        )
        under[context.story_of[where], words, by, statement.act, told].append((where, statement))
    return [_said(key, members, weights[key[0]], context) for key, members in under.items()]


def _weights(statements: Statements, context: Context) -> Mapping[str, wording.Weights]:
    """What words weigh in each story: those of which the whole story tells weigh little."""
    under: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for where, statement in statements:
        under[context.story_of[where]].append(wording.content(statement.content.text))
    return {story: wording.weights(told, ASSUMED) for story, told in under.items()}


def _said(
    key: tuple[str, tuple[str, ...], tuple[str, ...], str, bool],
    members: Statements,
    weights: wording.Weights,
    context: Context,
) -> Said:
    story, spoken, _, done, told = key
    first = members[0][1]
    own = {stem: weights[stem] for stem in sorted(set(wording.content(first.content.text)))}
    return Said(story, spoken, own, sources(first, context), done, told, tuple(members))


def sources(statement: Statement, context: Context) -> tuple[MergedActor, ...]:
    ids = (statement.source.actor, *statement.source.actors)
    found = {a.id: a for i in ids if i is not None and (a := context.actors.get(i)) is not None}
    return tuple(found[i] for i in sorted(found))


def _keys(one: Said) -> list[tuple[str, object]]:
    heavy = sorted(one.weights, key=lambda s: (-one.weights[s], s))[:10]
    return [(one.story, key) for key in (*heavy, *list(_runs(one.words))[:16])]


def _overlapping(a: Said, b: Said) -> bool:
    """True where words of a report stand in both: a statement inside a statement."""
    where = {r: s.content.spans for r, s in a.members}
    return any(_touch(where[r], s.content.spans) for r, s in b.members if r in where)


def _touch(a: Iterable[Span], b: Sequence[Span]) -> bool:
    return any(s < end and start < e for s, e in a for start, end in b)


def merge(statements: Statements, context: Context) -> tuple[Claim, ...]:
    """The claims of the record."""
    found = said(statements, context)
    pairs = [
        p
        for p in cluster.candidates([_keys(one) for one in found], BLOCKING)
        if not _overlapping(found[p[0]], found[p[1]])
    ]
    judged = {(a, b): judge(COMPARISONS, found[a], found[b]) for a, b in pairs}
    groups = cluster.joined(len(found), {pair: j.score for pair, j in judged.items()}, SAME)
    claims = []
    for group, reasons in zip(groups, cluster.inside(groups, judged), strict=True):
        why = dict.fromkeys(w for j in reasons if j.score >= SAME for w in j.why)
        claims.append(_claim([found[n] for n in group], tuple(why), context))
    return tuple(sorted(claims, key=lambda c: c.id))


def _claim(found: Sequence[Said], why: tuple[str, ...], context: Context) -> Claim:
    members = sorted(
        (m for one in found for m in one.members), key=lambda m: (context.rank[m[0]], m[1].id)
    )
    reports = tuple(sorted({where for where, _ in members}))
    if not why and len(members) > 1:
        why = ("the same source says the same words each time",)
    return Claim(
        id="c" + hashlib.sha256(members[0][1].id.encode()).hexdigest()[:12],
        story=found[0].story,
        text=_text([s for _, s in members]),
        source=_source(members, context),
        statements=tuple(sorted(s.id for _, s in members)),
        reports=reports,
        independent=context.copies.independent(reports),
        why=why + context.copies.explain(reports),
    )


def _text(statements: Sequence[Statement]) -> str:
    """The commonest wording, a direct quotation before others, then the longest."""
    counts = Counter(s.content.text for s in statements)
    direct = {s.content.text for s in statements if s.kind == "direct"}
    return min(counts, key=lambda t: (-counts[t], t not in direct, -len(t), t))


def _source(members: Statements, context: Context) -> str | None:
    found = [
        a
        for _, s in members
        if s.source.actor and (a := context.actors.get(s.source.actor)) is not None
    ]
    counts = Counter(
        a.id for a in found if a.kind in ("person", "state", "organisation")
    ) or Counter(a.id for a in found)
    return min(counts, key=lambda i: (-counts[i], i), default=None)
