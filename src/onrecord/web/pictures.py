"""Pictures drawn on the server as SVG: the sign of an event's status, the lanes of a timeline, a
story's days at a glance.

No picture carries an inline style, which the page's policy forbids: shapes have classes, and the
stylesheet colours them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from onrecord import wording
from onrecord.store.listed import ListedEvent

LANES = 5
"""A timeline has at most so many lanes; further states share the last."""
STEP, TOP = 32, 16
"""Pixels from lane to lane, and from the top of a row to its signs."""

_CROSS = '<path class="cut" d="M{a} {c}L{b} {d}M{a} {d}L{b} {c}"/>'
_SLASH = '<path class="cut" d="M{a} {d}L{b} {c}"/>'


def sign(status: str, x: float, y: float) -> str:
    """The sign of a status: a full disc for what happened, hollow for what is to come, crossed out
    for what is off."""
    cut = {"a": x - 6, "b": x + 6, "c": y - 6, "d": y + 6}
    match status:
        case "happened":
            return f'<circle class="full" cx="{x}" cy="{y}" r="6"/>'
        case "ongoing":
            return f'<circle class="open" cx="{x}" cy="{y}" r="6.5"/><circle class="full" cx="{x}" cy="{y}" r="3.2"/>'
        case "planned":
            return f'<circle class="open" cx="{x}" cy="{y}" r="6"/>'
        case "expected":
            return f'<circle class="open dashed" cx="{x}" cy="{y}" r="6"/>'
        case "called off":
            return f'<circle class="open off" cx="{x}" cy="{y}" r="6"/>' + _CROSS.format(**cut)
        case "not expected":
            return f'<circle class="open dashed off" cx="{x}" cy="{y}" r="6"/>' + _SLASH.format(
                **cut
            )
        case "demanded":
            return f'<path class="open" d="M{x} {y - 6.5}L{x + 6} {y + 4.5}H{x - 6}Z"/>'
        case "denied":
            return f'<path class="open off" d="M{x - 5} {y - 5}h10v10h-10Z"/>' + _CROSS.format(
                **cut
            )
    return f'<path class="open dashed" d="M{x} {y - 6}L{x + 6} {y}L{x} {y + 6}L{x - 6} {y}Z"/>'


def key_sign(status: str) -> Markup:
    """The sign of a status alone, for a legend or a list; the words stand beside it."""
    return Markup(
        f'<svg class="sign" width="18" height="18" aria-hidden="true" focusable="false">{sign(status, 9, 9)}</svg>'
    )


def lanes(event: ListedEvent, states: Sequence[str]) -> Markup:
    """The row of one event across the lanes of the states: its sign on each side's lane, joined by
    a line, a ring on whom it is done to."""
    width = STEP * max(lane_count(states), 1)
    acting, on = _lanes_of(event.sides, states), _lanes_of(event.targets, states)
    acting = acting or on or [max(lane_count(states) - 1, 0)]
    touched = sorted({*acting, *on})
    lines = "".join(
        f'<line class="lane" x1="{_x(n)}" x2="{_x(n)}" y1="0" y2="100%"/>'
        for n in range(max(lane_count(states), 1))
    )
    join = (
        f'<line class="join" x1="{_x(touched[0])}" x2="{_x(touched[-1])}" y1="{TOP}" y2="{TOP}"/>'
        if len(touched) > 1
        else ""
    )
    aims = "".join(
        f'<path class="aim" d="M{_x(n)} {TOP - 5}l5 5l-5 5l-5 -5Z"/>' for n in on if n not in acting
    )
    signs = "".join(sign(event.status, _x(n), TOP) for n in acting)
    text = escape(in_words(event))
    head = f'<svg class="lanes" width="{width}" height="100%" role="img" aria-label="{text}"><title>{text}</title>'
    return Markup(f"{head}{lines}{join}{aims}{signs}</svg>")


def lane_heads(states: Sequence[str]) -> Markup:
    """The codes of the states over their lanes; the last lane stands for the rest where there are
    more states than lanes."""
    heads = [*states[: own_lanes(states)], *(["+"] if len(states) > LANES else [])]
    texts = "".join(
        f'<text class="head" x="{_x(n)}" y="14" text-anchor="middle">{escape(code)}</text>'
        for n, code in enumerate(heads)
    )
    return Markup(
        f'<svg class="heads" width="{STEP * len(heads)}" height="18" aria-hidden="true" focusable="false">{texts}</svg>'
    )


def own_lanes(states: Sequence[str]) -> int:
    """How many states have a lane to themselves."""
    return len(states) if len(states) <= LANES else LANES - 1


def lane_count(states: Sequence[str]) -> int:
    return min(len(states), LANES)


def _lanes_of(wanted: Iterable[str], states: Sequence[str]) -> list[int]:
    return sorted({min(states.index(s), LANES - 1) for s in wanted if s in states})


def _x(lane: int) -> int:
    return STEP // 2 + STEP * lane


def in_words(event: ListedEvent) -> str:
    """What a row of the timeline shows, for those who do not see it."""
    by = wording.listed([wording.state(s) for s in event.sides]) or "no state named"
    to = wording.listed([wording.state(s) for s in event.targets if s not in event.sides])
    return f"{wording.STATUS[event.status]}: {by}" + (f", towards {to}" if to else "")


# --- a story's days at a glance -------------------------------------------------------------------

WIDE, HIGH, FLOOR = 240, 62, 40


def days_strip(events: Mapping[str, int], printed: Sequence[str]) -> Markup:
    """A bar a day, as high as the day has events, over ticks for the reports printed; empty where
    no day is known."""
    known = [d for d in map(_date, (*events, *printed)) if d]
    if not known:
        return Markup("")
    first, last = min(known), max(known)
    place = _scale(first, last)
    most = max(events.values(), default=1)
    bars = "".join(_bar(place(d), n / most) for k, n in events.items() if (d := _date(k)))
    ticks = "".join(_tick(place(d)) for k in dict.fromkeys(printed) if (d := _date(k)))
    text = escape(_strip_in_words(sum(events.values()), first, last))
    axis = f'<line class="lane" x1="0" x2="{WIDE}" y1="{FLOOR}" y2="{FLOOR}"/>'
    return Markup(
        f'<svg class="strip" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" role="img" aria-label="{text}">'
        f"<title>{text}</title>{axis}{bars}{ticks}{_ends(first, last)}</svg>"
    )


def _ends(first: datetime.date, last: datetime.date) -> str:
    """The first and the last day, in letters below the strip."""
    if first == last:
        return _letters(WIDE / 2, "middle", first)
    return _letters(0, "start", first) + _letters(WIDE, "end", last)


def _letters(x: float, anchor: str, day: datetime.date) -> str:
    return f'<text class="head" x="{x}" y="{HIGH - 3}" text-anchor="{anchor}">{wording.day(day.isoformat()).rpartition(" ")[0]}</text>'


def _tick(x: float) -> str:
    return f'<circle class="tick" cx="{x:.1f}" cy="{FLOOR + 6}" r="2"/>'


def _date(value: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(value[:10], "%Y-%m-%d").date()
    except ValueError:
        return None


def _scale(first: datetime.date, last: datetime.date) -> Callable[[datetime.date], float]:
    """Where a day stands on the strip; one day alone stands in the middle."""
    days = (last - first).days
    return lambda day: 6 + (WIDE - 12) * (day - first).days / days if days else WIDE / 2


def _bar(x: float, share: float) -> str:
    height = 5 + 30 * share
    return f'<rect class="bar" x="{x - 3:.1f}" y="{FLOOR - height:.1f}" width="6" height="{height:.1f}" rx="1.5"/>'


def _strip_in_words(events: int, first: datetime.date, last: datetime.date) -> str:
    return f"{wording.count(events, 'event')} and the reports, {wording.span_of_days(first.isoformat(), last.isoformat())}"
