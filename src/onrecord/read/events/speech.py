"""The statement that does an event by saying so: an accusation, a demand, a promise."""

from __future__ import annotations

from onrecord.read.placed import touch
from onrecord.record import Act, Span, Statement

DONE: dict[str, tuple[Act, ...]] = {
    "ACCUSE": ("accuse",),
    "REQUEST": ("demand",),
    "THREATEN": ("threaten",),
    "REJECT": ("reject", "deny", "decline"),
    "SUPPORT": ("endorse",),
    "AGREE": ("promise",),
}
"""What a type of event is as a speech act (Searle, 1976)."""


def statement(statements: tuple[Statement, ...], type_: str, trigger: Span) -> Statement | None:
    """The statement whose cue tells the event, where both are of one kind."""
    acts = DONE.get(type_, ())
    return next((s for s in statements if s.act in acts and _tells(s, trigger)), None)


def _tells(said: Statement, trigger: Span) -> bool:
    return said.cue is not None and any(touch(span, trigger) for span in said.cue.spans)


def around(statements: tuple[Statement, ...], trigger: Span) -> Statement | None:
    """The statement in whose words the event is told, the shortest where several are."""
    held = [
        (end - start, n)
        for n, s in enumerate(statements)
        for start, end in s.content.spans
        if start <= trigger[0] and trigger[1] <= end
    ]
    return statements[min(held)[1]] if held else None
