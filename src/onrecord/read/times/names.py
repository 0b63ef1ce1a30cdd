"""Words of time that are names: the "Today" of a programme, the May who is prime minister."""

from __future__ import annotations

import re

from onrecord.read.times.anchors import Hit

SMALL = frozenset({"deictic", "tonight", "frequency", "now", "past", "future"})
"""Rules of words that are written with a capital only in names and where a sentence begins."""
TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Minister|President|Premier|Senator|Secretary)\.?"
TITLED = re.compile(rf"\b{TITLE} (?:[A-Z][a-z]+ )?(May|March|April|June|August)\b(?! \d)")
ONLY_TIME_AFTER = (["in"], ["since"], ["during"])


def surnames(text: str) -> frozenset[str]:
    """The months after which someone in the text is named: "Mrs. May", "Minister Ann March"."""
    return frozenset(TITLED.findall(text))


def is_name(rule: str, hit: Hit, before: str, people: frozenset[str]) -> bool:
    """True of words that a rule found and that are a name, or a part of one, by what stands a
    little before them."""
    if rule == "month" and len(hit.written) == 1 and hit.written[0] in people:
        return before.lower().split()[-1:] not in ONLY_TIME_AFTER
    inside = before[-1:] == " " and before[-2:-1].isalnum() and hit.written[0].istitle()
    return (rule in SMALL and inside) or (rule != "holiday" and _with_capital(hit))


def _with_capital(hit: Hit) -> bool:
    """True of words written like a name: "60 Minutes", "This Week"."""
    units = "".join(hit.known.kinds[kind] for kind in ("UNIT", "UNITS", "PART", "SEASON"))
    return any(
        w.istitle() and letter in units
        for w, letter in zip(hit.written[1:], hit.letters[1:], strict=True)
    )
