"""What the model takes for a statement though nobody states anything."""

from __future__ import annotations

from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, with_to

SUNG = frozenset({"chant", "sing", "hum", "recite"})
SIGNS = frozenset(
    {
        "sign",
        "placard",
        "banner",
        "poster",
        "sticker",
        "headline",
        "caption",
        "slogan",
        "chant",
        "song",
        "lyric",
    }
)
STILL = frozenset(
    {
        "continue",
        "go",
        "begin",
        "start",
        "come",
        "proceed",
        "move",
        "have",
        "need",
        "decline",
        "refuse",
    }
)


def is_said(saying: Saying) -> bool:
    """False of a song or chant, of what a sign or another's headline reads, and of what one only
    means to talk of."""
    if saying.key in SUNG or (saying.who is not None and lemma(saying.who) in SIGNS):
        return False
    return not _only_meant(saying)


def _only_meant(saying: Saying) -> bool:
    """True of a matter that someone only tries or is there to speak of (met to discuss the
    plan)."""
    if saying.rule != "phrase" or not saying.cue:
        return False
    start, end = saying.cue[0]
    meant = next((t for t in saying.par.doc[start:end] if with_to(t)), None)
    return (
        meant is not None
        and meant.dep_ in ("xcomp", "advcl", "acl")
        and lemma(meant.head) not in STILL
    )
