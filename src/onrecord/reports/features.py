"""What tells a line of the article from a line around it: one named function each, all in the table
`FEATURES`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from onrecord.lexicon import table
from onrecord.reports.lines import SENTENCE, Line

WIDTHS = (2, 8, 16, 26, 40, 60, 90, 130, 200, 320, 600)
SHARES = (0.01, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
COUNTS = (1, 2, 3, 5, 9)
FAR = (1, 2, 3, 4, 6, 9, 15, 30)
REACH = 5


def cues() -> dict[str, str]:
    """What the cue words and pairs of words of the lexicon hint at."""
    return {row["cue"]: row["kind"] for row in table("page_cues")}


@dataclass(frozen=True)
class Page:
    """The lines of a text with what is known of them together."""

    lines: tuple[Line, ...]
    title: int | None = None
    """The line that is the headline, where something outside the text (its address, its metadata)
    says so."""
    topic: frozenset[str] = frozenset()
    """The longer words of the headline or of the address."""

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The look of each line in one letter."""
        return tuple(map(look, self.lines))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each line occurs."""
        return Counter(line.text for line in self.lines)

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """Where the paragraphs of running text are."""
        return tuple(i for i, line in enumerate(self.lines) if line.prose)

    @cached_property
    def mass(self) -> tuple[int, ...]:
        """Width of the running text before each line."""
        return (0, *accumulate(min(line.width, CAP) if line.prose else 0 for line in self.lines))

    @cached_property
    def core(self) -> tuple[int, int]:
        """The first and last line of the densest run of running text."""
        return densest([gain(line) for line in self.lines])

    @cached_property
    def usual(self) -> frozenset[str]:
        """Words that at least three in ten paragraphs of running text use."""
        seen = Counter(w for i in self.prose for w in set(self.lines[i].words))
        return frozenset(w for w, n in seen.items() if n >= 2 and n >= 0.3 * len(self.prose))

    @cached_property
    def heads(self) -> tuple[tuple[str, int], ...]:
        """For each line the kind of the last short line above it that holds a cue, and where that
        is."""
        found, last = [], ("", 0)
        for i in range(len(self.lines)):
            found.append(last)
            if self.classes[i] == "c":
                last = (self.kinds[i][0], i)
        return tuple(found)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """For each line the share of its longer words that are of the vocabulary, as a step."""
        found = []
        for line in self.lines:
            words = [w for w in line.words if len(w) > 3]
            found.append(
                bin_of(sum(map(self.vocabulary.__contains__, words)) / len(words), SHARES)
                if words
                else "none"
            )
        return tuple(found)

    @cached_property
    def kinds(self) -> tuple[tuple[str, ...], ...]:
        """The kinds of cue in each line."""
        return tuple(map(hints, self.lines))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The longer words of the densest run."""
        first, last = self.core
        return frozenset(
            w
            for line in self.lines[first : last + 1]
            if line.prose
            for w in line.words
            if len(w) > 3
        )


CAP, COST = 300, 60


def gain(line: Line) -> int:
    """What a line adds to a run of running text; a paragraph of terms and cookies adds nothing."""
    if not line.prose:
        return -COST
    return 0 if "legal" in hints(line) else min(line.width, CAP)


def densest(gains: Sequence[int]) -> tuple[int, int]:
    """The run of most gain: where it begins and ends (the first of several; a run of one where
    nothing gains)."""
    best, here, start, found = 0, 0, 0, (0, 0)
    for i, gain in enumerate(gains):
        if here <= 0:
            here, start = 0, i
        here += gain
        if here > best:
            best, found = here, (start, i)
    return found


def look(line: Line) -> str:
    """L long prose, P prose, w wide without an end, m middling, e short with an end, s short, c
    short with a cue."""
    if line.prose:
        return "L" if line.width >= 150 else "P"
    if line.width < 90 and hints(line):
        return "c"
    if line.width >= 100:
        return "w"
    if line.ends:
        return "e"
    return "m" if line.width >= 30 else "s"


def near(page: Page, at: int) -> str:
    """The look of the line at an index; `-` outside the page."""
    return page.classes[at] if 0 <= at < len(page.lines) else "-"


def bin_of(value: float, edges: Sequence[float]) -> str:
    return str(bisect_right(edges, value))


CUES: dict[str, str] = {}


def hints(line: Line) -> tuple[str, ...]:
    """The kinds of cue among the words of a line."""
    if not CUES:
        CUES.update(cues())
    words = line.words[:40]
    found = {CUES[w] for w in words if w in CUES}
    found.update(CUES[pair] for pair in map(" ".join, pairwise(words)) if pair in CUES)
    return tuple(sorted(found))


# --- one line alone -------------------------------------------------------------------------------


def width(page: Page, at: int) -> str:
    line = page.lines[at]
    return bin_of(line.width, WIDTHS) + ("." if line.ends else "")


END_CLASS = {
    "!": "!",
    "?": "?",
    ":": ":",
    ",": ",",
    "…": "…",
    ".": ".",
    "”": "”",
    '"': "”",
    "“": "”",
    "»": "”",
    ")": ")",
    "|": "|",
    "。": ".",
    ">": ">",
}


def ending(page: Page, at: int) -> str:
    line = page.lines[at]
    return END_CLASS.get(line.text[-1], "d" if line.text[-1].isdigit() else "a") + (
        "l" if line.width >= 60 else "s"
    )


def opening(page: Page, at: int) -> str:
    line = page.lines[at]
    first = line.text[0]
    kind = (
        "U"
        if first.isupper()
        else "l"
        if first.islower()
        else "d"
        if first.isdigit()
        else "q"
        if first in "\"“„«‘'"
        else "a"
        if first.isalpha()
        else first
    )
    return kind + ("l" if line.width >= 60 else "s")


def sentences(page: Page, at: int) -> str:
    """How many sentences end inside the line."""
    return bin_of(sum(1 for _ in SENTENCE.finditer(page.lines[at].text, 0, 600)), COUNTS)


def commas(page: Page, at: int) -> str:
    line = page.lines[at]
    return bin_of(line.text.count(",") + line.text.count("，") + line.text.count("、"), COUNTS) + (
        "l" if line.width >= 60 else "s"
    )


def capitals(page: Page, at: int) -> str:
    """The share of words that begin with a capital letter: names of menus have many."""
    line = page.lines[at]
    head = line.text[:300]
    if head.lower() == head.upper():
        return "caseless"
    tokens = head.split()
    return bin_of(sum(t[0].isupper() for t in tokens) / len(tokens), SHARES) + (
        "l" if line.width >= 60 else "s"
    )


def digits(page: Page, at: int) -> str:
    head = page.lines[at].text[:200]
    return bin_of(sum(map(str.isdigit, head)) / len(head), SHARES) + (
        "l" if page.lines[at].width >= 60 else "s"
    )


GLUED = re.compile(r"[a-zäöüß][A-ZÄÖÜ]|[.!?][A-ZÄÖÜ][a-z]|\d[A-ZÄÖÜ][a-z]")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
DAY = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d年|(?:19|20)\d\d\b)"
)
SIGNS = re.compile(r"[|©®™@•›»→▶►#<>\[\]{}/]|https?:|www\.|\.com\b")


def marks(page: Page, at: int) -> str:
    """Signs of make-up: glued words, clock, day, signs that prose does not use."""
    line = page.lines[at]
    head = line.text[:300]
    seen = "".join(
        letter
        for letter, pattern in zip("gcds", (GLUED, CLOCK, DAY, SIGNS), strict=True)
        if pattern.search(head)
    )
    return seen + ("l" if line.width >= 60 else "s")


def quoted(page: Page, at: int) -> str:
    line = page.lines[at]
    return str(sum(line.text.count(q) for q in '"“”„«»「') > 1) + ("l" if line.width >= 60 else "s")


def cue(page: Page, at: int) -> str:
    line = page.lines[at]
    found = page.kinds[at]
    return "+".join(found[:2]) + ("l" if line.width >= 90 else "s") if found else "no"


# --- a line among its neighbours ------------------------------------------------------------------


def repeated(page: Page, at: int) -> str:
    return str(min(page.counts[page.lines[at].text], 3)) + (
        "l" if page.lines[at].width >= 60 else "s"
    )


def around(page: Page, at: int) -> str:
    """The looks of the line, the one before and the one after."""
    return near(page, at - 1) + page.classes[at] + near(page, at + 1)


def before(page: Page, at: int) -> str:
    return (
        near(page, at - 3)
        + near(page, at - 2)
        + near(page, at - 1)
        + ("l" if page.lines[at].prose else "s")
    )


def after(page: Page, at: int) -> str:
    return (
        near(page, at + 1)
        + near(page, at + 2)
        + near(page, at + 3)
        + ("l" if page.lines[at].prose else "s")
    )


def density(page: Page, at: int) -> str:
    """How much running text stands within reach, this line left out."""
    low, high = max(0, at - REACH), min(len(page.lines), at + REACH + 1)
    line = page.lines[at]
    own = min(line.width, CAP) if line.prose else 0
    return (
        bin_of((page.mass[high] - page.mass[low] - own) / (CAP * 2 * REACH), SHARES)
        + page.classes[at]
    )


def place(page: Page, at: int) -> str:
    """Where it stands to the densest run."""
    first, last = page.core
    if at < first:
        return "before" + bin_of(first - at, FAR) + page.classes[at]
    if at > last:
        return "after" + bin_of(at - last, FAR) + page.classes[at]
    return "in" + page.classes[at]


def lonely(page: Page, at: int) -> str:
    """How far the next running text is, before it and behind it."""
    k = bisect_right(page.prose, at - 1)
    back = at - page.prose[k - 1] if k else 99
    k = bisect_right(page.prose, at)
    on = page.prose[k] - at if k < len(page.prose) else 99
    return f"{bin_of(back, FAR)}/{bin_of(on, FAR)}" + ("l" if page.lines[at].prose else "s")


def kinship(page: Page, at: int) -> str:
    """The share of its longer words that the densest run uses: a teaser speaks of other things."""
    inside = page.core[0] <= at <= page.core[1]
    shared = page.shared[at]
    return (
        f"{shared}{inside}" + ("l" if page.lines[at].prose else "s")
        if shared != "none"
        else f"none{inside}"
    )


def headline(page: Page, at: int) -> str:
    """Where it stands to the headline, where that is known."""
    if page.title is None:
        return "unknown"
    return (
        "is"
        if at == page.title
        else "before"
        if at < page.title
        else "after" + bin_of(at - page.title, FAR) + ("l" if page.lines[at].prose else "s")
    )


def topic(page: Page, at: int) -> str:
    """How many words it shares with the headline or the address."""
    line = page.lines[at]
    return (
        str(min(sum(w in page.topic for w in set(line.words)), 4)) + page.classes[at]
        if page.topic
        else "unknown"
    )


def plain_words(page: Page, at: int) -> str:
    """The share of its words that stand in many paragraphs of the page, as articles and
    prepositions do."""
    words = page.lines[at].words[:40]
    return (
        bin_of(sum(w in page.usual for w in words) / len(words), SHARES)
        + ("l" if page.lines[at].width >= 60 else "s")
        if words
        else "none"
    )


def under(page: Page, at: int) -> str:
    """The last cue above it, and how far above."""
    kind, seat = page.heads[at]
    return (
        kind + bin_of(at - seat, FAR) + ("l" if page.lines[at].prose else "s") if kind else "none"
    )


def lifted(page: Page, at: int) -> str:
    """The place of a line with its kinship."""
    return f"{place(page, at)}/{page.shared[at][0]}"


def spread(page: Page, at: int) -> str:
    """Which tenth of the running text it stands in."""
    total = page.mass[-1] or 1
    return str(10 * page.mass[at] // total) + ("l" if page.lines[at].prose else "s")


Feature = Callable[[Page, int], str]
FEATURES: tuple[Feature, ...] = (
    width, ending, opening, sentences, commas, capitals, digits, marks, quoted, cue,
    repeated, around, before, after, density, place, lonely, kinship, headline, spread, topic, plain_words, under, lifted,
)  # fmt: skip
