"""What durations and repeated times are worth: P2M, PT30M, PXW, XXXX-WXX-2."""

from __future__ import annotations

import re

from onrecord.read.times.anchors import Anchor, Hit


def part(hit: Hit) -> str:
    """The part of the day that the words name, as the tail of a value."""
    found = next((hit.first(k) for k in ("PART", "TONIGHT", "DAWN", "NIGHTS") if hit.has(k)), None)
    return f"T{found}" if found else ""


def quantity(hit: Hit) -> float | None:
    """How many the words say; None where they do not say, or leave it open ("two or three")."""
    if (
        hit.has("VAGUE")
        or hit.says("tens", "dozens", "hundreds", "thousands", "number")
        or _open(hit)
    ):
        return None
    if hit.says("couple"):
        return 2
    if hit.says("quarter") and hit.says("of"):
        return 0.25
    total = _figures(hit)
    if hit.says("half"):
        return (total or hit.says("and")) + 0.5
    return total if total is not None else 1 if hit.says("a", "an") else None


def _open(hit: Hit) -> bool:
    """True of "two to three" and "a year or two"."""
    said = [
        hit.known.is_kind(letter, "NUM") or hit.known.is_kind(letter, "NUMWORD")
        for letter in hit.letters
    ]
    places = (i for i, word in enumerate(hit.written) if word.lower() in BETWEEN)
    return any(
        0 < i < len(said) - 1 and said[i + 1] and (said[i - 1] or hit.has("UNIT")) for i in places
    )


BETWEEN = frozenset({"to", "or", "-", "–"})
MOST = 1e6
"""Larger numbers than this are no count of days or years."""


def _figures(hit: Hit) -> float | None:
    said = [float(n.replace(",", "")) for n in hit.all("NUM")] + [
        float(n) for n in hit.all("TENS") + hit.all("NUMWORD")
    ]
    total = min(sum(said), MOST) if said else None
    if hit.has("HUNDRED"):
        total = (total or 1) * float(hit.first("HUNDRED") or 100)
    fraction = hit.first("FRACTION")
    return (total or 0) + _FRACTIONS.get(fraction[-1], 0.5) if fraction else total


_FRACTIONS = {"2": 0.5, "4": 0.25, "8": 0.125, "½": 0.5, "¼": 0.25}


def duration(hit: Hit, _: Anchor) -> str | None:
    """P2M, PT30M, PXW."""
    name = hit.last("UNIT") or hit.last("UNITS") or ""
    single = hit.has("UNIT") and not hit.has("VAGUE") and not _open(hit)
    return period(quantity(hit) or (1 if single else None), name)


def period(count: float | None, unit_name: str) -> str | None:
    if unit_name == "WE":
        return f"P{count:g}WE" if count else "PXWE"
    clock = unit_name.startswith("T")
    number, letter = re.match(r"(\d*)(\w+)", unit_name.lstrip("T")).groups()  # type: ignore[union-attr]
    if count is None:
        letter = {"10Y": "DE", "100Y": "CE"}.get(unit_name, letter)
        return f"P{'T' if clock else ''}X{letter}"
    whole, rest = divmod(count * float(number or 1), 1)
    finer = {
        "Y": (12, "M"),
        "Q": (3, "M"),
        "H": (60, "M"),
        "M": (60, "S") if clock else (30, "D"),
        "D": (24, "H"),
    }.get(letter)
    more = f"{round(rest * finer[0])}{finer[1]}" if rest and finer else ""
    return f"P{'T' if clock else ''}{f'{whole:.0f}{letter}' if whole or not more else ''}{more}"


def bare_plural(hit: Hit, _: Anchor) -> str | None:
    return period(None, hit.last("UNITS") or "Y")


def long(hit: Hit, _: Anchor) -> str | None:
    """Month-long, decades-long."""
    return period(None if hit.has("UNITS") else 1, hit.last("UNITS") or hit.last("UNIT") or "")


def set_of(hit: Hit, _: Anchor) -> str | None:
    """Every day, each month, every two weeks."""
    if hit.has("WEEKDAY"):
        return f"XXXX-WXX-{hit.first('WEEKDAY')}{part(hit)}"
    if hit.has("MONTH"):
        return f"XXXX-{int(hit.first('MONTH') or 0):02}"
    if hit.has("SEASON"):
        return f"XXXX-{hit.first('SEASON')}"
    if hit.has("PART"):
        return f"XXXX-XX-XX{part(hit)}"
    name = hit.last("UNIT") or hit.last("UNITS") or "D"
    count = 2 if hit.says("other") else 1 if hit.says("times") else quantity(hit) or 1
    return "XXXX-WXX-WE" if name == "WE" else period(count, name)


def weekdays(hit: Hit, _: Anchor) -> str | None:
    value = hit.first("WEEKDAYS") or hit.first("WEEKDAY") or ""
    return f"XXXX-WXX-{value}{part(hit)}"


def frequency(hit: Hit, _: Anchor) -> str | None:
    return hit.first("FREQ")
