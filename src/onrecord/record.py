"""Every type that onrecord works with, frozen; what `read` prints and what a record stores has
exactly these shapes.

A span is `(start, end)`, half-open, in Unicode code points, into `Report.text`. `spans` are in text
order; the `text` beside them is what they cover, joined by one space. A field is null or empty
where the report does not say. `by` names the step and the rule that found an entry, as in
`statements/subject-cue`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

Span = tuple[int, int]

PartKind = Literal[
    "body",
    "title",
    "standfirst",
    "byline",
    "agency",
    "dateline",
    "date",
    "caption",
    "credit",
    "teaser",
    "chrome",
    "repeat",
]
READ_PARTS: frozenset[PartKind] = frozenset({"title", "standfirst", "caption", "body"})
"""The parts of a report from which entries are read."""

ActorKind = Literal["person", "state", "organisation", "group", "unnamed"]
StatementKind = Literal["direct", "indirect", "mixed"]
Terms = Literal["named", "unnamed", "anonymous"]
Manner = Literal["said", "written", "thought", "wanted", "expected"]
Act = Literal[
    "assert",
    "accuse",
    "demand",
    "threaten",
    "promise",
    "reject",
    "deny",
    "endorse",
    "expect",
    "decline",
]
Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "expected",
    "not expected",
    "called off",
    "demanded",
    "hypothetical",
    "denied",
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
DateBasis = Literal["words", "event", "report"]
"""What a date is known by: words, the event at which something was said, or the day of the report
(then no words give it)."""
Basis = Literal["header", "metadata", "url", "internal", "file"]
DifferenceKind = Literal["conflict", "only here", "finer"]


class Words(Struct, frozen=True):
    """Words of a report: what they are and where they stand."""

    text: str
    spans: tuple[Span, ...]


def words(text: str, *spans: Span) -> Words:
    """The words of a report's `text` that the spans cover, joined by one space."""
    ordered = tuple(sorted(spans))
    return Words(" ".join(text[s:e] for s, e in ordered), ordered)


# --- a report -------------------------------------------------------------------------------------


class Published(Struct, frozen=True):
    """The day of publication: `date` where it is known, else the interval that holds it (ISO 8601
    days, both inclusive)."""

    date: str | None
    earliest: str
    latest: str
    basis: Basis


class Part(Struct, frozen=True):
    """A stretch of a report's text with one role; the parts tile the text (every non-blank
    character lies in exactly one)."""

    kind: PartKind
    span: Span
    by: str = ""
    """The decision that gave it this kind, as in `lines/teaser_block`."""
    why: str = ""
    """The reason in one short sentence."""


class Report(Struct, frozen=True):
    """One news report as stored: its text and what each stretch of the text is."""

    id: str
    """16 hexadecimal digits of the SHA-256 of its bytes: the same bytes always get the same id."""
    path: str
    """As given; `path#record` for one of several in a container."""
    lang: str
    """ISO 639-1; entries are read from English only."""
    text: str
    title: Words | None = None
    standfirst: Words | None = None
    dateline: Words | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    parts: tuple[Part, ...] = ()
    digest: str = ""
    """SHA-256 of its bytes, hexadecimal."""
    encoding: str = "utf-8"
    """How its bytes were decoded."""
    given: str | None = None
    """The `id` that a JSON Lines object gave."""
    headline: str | None = None
    """The title given beside the text, where the text itself does not hold it."""

    @property
    def heading(self) -> str | None:
        """The title printed in the text, else the one given beside it."""
        return self.title.text if self.title else self.headline


class Unread(Struct, frozen=True):
    """An input that could not be read: which one, why, and what to do about it (one short sentence
    each)."""

    path: str
    why: str
    advice: str


# --- what is read in one report -------------------------------------------------------------------


class Time(Struct, frozen=True):
    """A time expression: TIMEX3 (ISO-TimeML) type and value; an interval is two ISO dates joined by
    `/`."""

    id: str
    span: Span
    text: str
    type: TimeType
    value: str | None
    by: str = ""


class Place(Struct, frozen=True):
    """A place and where it is mentioned as a territory or a spot (not as a government)."""

    id: str
    name: str
    country: str | None
    """ISO 3166-1 alpha-3."""
    lat: float | None
    lon: float | None
    geonames: int | None
    mentions: tuple[Span, ...]
    by: str = ""


class Office(Struct, frozen=True):
    """An office that a report gives to a person."""

    title: str
    of: str | None
    """The body or country it is an office of, as the report names it."""
    state: str | None
    """The state it acts for, ISO 3166-1 alpha-3."""
    spans: tuple[Span, ...]
    former: bool = False
    """The report says that it is no longer held ("a former", "then-")."""
    acting: bool = False
    """The report says that it is held for the time being ("acting", "interim")."""
    since: str | None = field(default=None, name="from")
    """Since when it is or was held, where the report says: ISO 8601, as fine as told ("2029",
    "2029-05")."""
    until: str | None = field(default=None, name="to")


class Actor(Struct, frozen=True):
    """One who acts or speaks, with all its mentions in one report: names, short forms,
    descriptions, pronouns."""

    id: str
    name: str
    """The fullest name; for an unnamed actor the first description."""
    kind: ActorKind
    state: str | None
    """ISO 3166-1 alpha-3 of the state that the actor acts for."""
    offices: tuple[Office, ...]
    mentions: tuple[Span, ...]
    by: str = ""
    wikidata: str | None = None
    """Its id at Wikidata, where a knowledge file that the user gave has it; never from the
    report."""
    sector: str | None = None
    """PLOVER's primary sector (GOV, LEG, MIL, JRN …), or its code for a body of no state (IGO, NGO,
    MNC, IMG)."""
    why: tuple[str, ...] = ()
    """Why it has this kind, state and sector, a short sentence each."""


class Issue(Struct, frozen=True):
    """A matter of policy that the report speaks of."""

    id: str
    name: str
    area: str
    referent: str | None
    mentions: tuple[Span, ...]
    by: str = ""


class Source(Struct, frozen=True):
    """Who a statement is attributed to."""

    actor: str | None
    """Id of the one source, null where unknown or where the statement is joint."""
    actors: tuple[str, ...]
    """Ids of all sources, where the statement is joint."""
    text: str
    spans: tuple[Span, ...]


class Dated(Struct, frozen=True):
    """A day or interval with the words that give it."""

    text: str
    spans: tuple[Span, ...]
    value: str | None
    basis: DateBasis = "words"


class Statement(Struct, frozen=True, kw_only=True):
    """What someone is reported to have said."""

    id: str
    kind: StatementKind
    confidence: float | None
    """The probability that a person would mark the same content with the same source (see
    docs/accuracy.md)."""
    source: Source
    cue: Words | None
    content: Words
    terms: Terms
    condition: Words | None = None
    act: Act = "assert"
    manner: Manner = "said"
    """Whether it was said, written, or only thought, wanted or expected, as the report puts it."""
    addressee: str | None = None
    place: str | None = None
    date: Dated | None = None
    issues: tuple[str, ...] = ()
    reply_to: str | None = None
    continues: str | None = None
    inside: str | None = None
    """Id of the statement whose content holds this one."""
    by: str = ""


SHOWN = 0.7
"""The confidence from which an event is shown: of such events four in five are right
(`docs/accuracy.md`)."""


def is_shown(confidence: float, states: Sequence[str]) -> bool:
    """True of an event that is shown on fronts, on timelines and in counts: a sure one in which a
    state takes part; what names none is seldom whole ("the union called on the government")."""
    return confidence >= SHOWN and bool(states)


class Event(Struct, frozen=True, kw_only=True):
    """Something done, planned, wanted or denied: one of the PLOVER types (Open Event Data Alliance;
    names of 2024)."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 of the states on the acting side; of CONSULT and AGREE all of them."""
    targets: tuple[str, ...] = ()
    place: str | None = None
    date: Dated | None = None
    status: Status = "happened"
    said_by: tuple[str, ...] = ()
    """Those on whose word the report tells it; none where it tells it itself."""
    confidence: float | None = None
    """The probability that type, sides, targets and status are right (see `docs/accuracy.md`)."""
    central: bool = False
    """True where the report is about it."""
    shown: bool = True
    """Sure enough for fronts, timelines and counts."""
    statement: str | None = None
    """The statement that does it, where it is done by saying so."""
    evidence: tuple[Span, ...] = ()
    by: str = ""


class Reading(Struct, frozen=True, kw_only=True):
    """All that is read in one report: the line that `onrecord read` prints."""

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()


# --- what a user knows beforehand -----------------------------------------------------------------


class KnownOffice(Struct, frozen=True, omit_defaults=True):
    """An office of a register, with the days between which it was held (ISO 8601, as fine as
    known)."""

    title: str
    of: str | None = None
    state: str | None = None
    since: str | None = field(default=None, name="from")
    until: str | None = field(default=None, name="to")


class Known(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A line of a knowledge file: a person, a state or a body, with its names and offices."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["person", "state", "organisation"] = "person"
    state: str | None = None
    """ISO 3166-1 alpha-3."""
    offices: tuple[KnownOffice, ...] = ()
    wikidata: str | None = None


class Phrase(Struct, frozen=True, omit_defaults=True):
    """A row of a lexicon of event phrases: words that tell an event of that type and mode."""

    phrase: str
    """A word that ends in `*` stands for every word that begins so."""
    type: str
    """One of PLOVER's, or `-`: the words tell no event."""
    mode: str | None = None


# --- what is merged across reports ----------------------------------------------------------------


class StoredReport(Report, frozen=True, kw_only=True):
    """A report in a record, with the story that it belongs to."""

    story: str


class HeldOffice(Struct, frozen=True):
    """An office held, with the days between which the reports show it held."""

    title: str
    of: str | None
    state: str | None
    since: str | None = field(name="from")
    until: str | None = field(name="to")
    reports: tuple[str, ...]


class Member(Struct, frozen=True):
    """An actor of one report that is part of an actor of the record."""

    report: str
    actor: str
    mentions: tuple[Span, ...]


class MergedActor(Struct, frozen=True, kw_only=True):
    """One actor across reports."""

    id: str
    name: str
    names: tuple[str, ...]
    """All its names in the reports."""
    kind: ActorKind
    state: str | None
    offices: tuple[HeldOffice, ...]
    reports: tuple[str, ...]
    members: tuple[Member, ...]
    why: tuple[str, ...] = ()
    """Why the members were joined, a sentence each."""
    wikidata: str | None = None
    """Its id at Wikidata, where the knowledge file that the record was built with has it."""
    sector: str | None = None
    """PLOVER's sector that most of the reports which tell one show it in."""


class StoredStatement(Statement, frozen=True, kw_only=True):
    """A statement of a report in a record; its actor ids are those of the record."""

    report: str
    claim: str
    story: str


class Claim(Struct, frozen=True, kw_only=True):
    """What is said once, however often printed."""

    id: str
    story: str
    text: str
    source: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    independent: int
    """How many reports carry it on their own: copies of one agency's text count once."""
    why: tuple[str, ...] = ()


class EventMention(Struct, frozen=True):
    """An event of one report that is part of an event of the record."""

    report: str
    event: str
    evidence: tuple[Span, ...]


class MergedEvent(Struct, frozen=True, kw_only=True):
    """One event across reports; its actor ids are those of the record, its place is a place id of a
    report."""

    id: str
    story: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    participants: tuple[str, ...]
    sides: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    place_name: str | None
    date: str | None
    """ISO day or interval, the finest that the reports give."""
    status: Status
    """As the latest report has it."""
    mentions: tuple[EventMention, ...]
    reports: tuple[str, ...]
    independent: int
    label: str
    """One short line for a person: who, what, where."""
    why: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    confidence: float | None = None
    """That of the surest telling."""
    central: bool = False
    """True where one of its reports is about it."""
    shown: bool = True
    """Sure enough for fronts, timelines and counts: one of its tellings is."""


class Moment(Struct, frozen=True):
    """A row of a story's timeline."""

    date: str
    event: str
    label: str


class Story(Struct, frozen=True, kw_only=True):
    """Reports of one happening."""

    id: str
    title: str
    reports: tuple[str, ...]
    first: str | None
    last: str | None
    timeline: tuple[Moment, ...]
    why: tuple[str, ...] = ()


class Position(Struct, frozen=True, kw_only=True):
    """Where an actor stands on an issue, by what it said and did."""

    actor: str
    issue: str
    stance: str
    first: str | None
    last: str | None
    statements: tuple[str, ...]
    events: tuple[str, ...]


class Evidence(Struct, frozen=True):
    """Words of one report that show a value."""

    report: str
    spans: tuple[Span, ...]


class Value(Struct, frozen=True):
    """One of the values on which reports differ, with those that give it."""

    value: str
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Difference(Struct, frozen=True, kw_only=True):
    """Where reports of one story do not agree, or one alone tells something, or one is more
    exact."""

    id: str
    story: str
    about: str
    """Id of the claim, event or actor."""
    field: str
    values: tuple[Value, ...]
    kind: DifferenceKind


class Record(Struct, frozen=True, kw_only=True):
    """Everything merged; each list is sorted by id, so that the same reports in any order give the
    same record."""

    reports: tuple[StoredReport, ...] = ()
    actors: tuple[MergedActor, ...] = ()
    statements: tuple[StoredStatement, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    stories: tuple[Story, ...] = ()
    positions: tuple[Position, ...] = ()
    differences: tuple[Difference, ...] = ()
