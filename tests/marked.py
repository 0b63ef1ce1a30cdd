"""Readable cases: one-sentence reports with what must be found marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.read import looking, parse, places, times
from onrecord.read.draft import Draft
from onrecord.read.steps import STEPS, Step
from onrecord.record import Part, Published, Report

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Each case of a file with the heading that it stands under."""
    heading = ""
    for line in (CASES / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("- "):
            yield heading, line[2:]


def unmarked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A case as plain text, and what its brackets mark, with what they say about it."""
    return MARK.sub(r"\1", line), [(m[1], m[2]) for m in MARK.finditer(line)]


def asked(line: str) -> tuple[str, tuple[int, int], str]:
    """A question as plain text, the span that its braces mark, and the answer."""
    question, _, answer = line.rpartition(" -> ")
    start, end = question.index("{"), question.index("}") - 1
    return question.replace("{", "").replace("}", ""), (start, end), answer


def published(heading: str) -> Published | None:
    """The day or days that a heading names."""
    days = re.findall(r"\d{4}-\d\d-\d\d", heading)
    return (
        Published(days[0] if len(days) == 1 else None, days[0], days[-1], "metadata")
        if days
        else None
    )


def draft(text: str, when: Published | None = None) -> Draft:
    """A report of that text alone, looked at and read as far as times and places."""
    report = Report(
        "0" * 16, "case.txt", "en", text, published=when, parts=(Part("body", (0, len(text))),)
    )
    start = Draft(report, parse.blocks(report))
    start = start.plus(looking.find(start))
    timed = start.plus(times.find(start))
    return timed.plus(places.find(timed))


DAY = Published("2021-03-18", "2021-03-18", "2021-03-18", "metadata")


def before(step: Step, text: str, when: Published | None = DAY) -> Draft:
    """A report of that text alone, read as far as the steps before one."""
    report = Report(
        "0" * 16, "case.txt", "en", text, published=when, parts=(Part("body", (0, len(text))),)
    )
    draft = Draft(report, parse.blocks(report))
    for earlier in STEPS[: STEPS.index(step)]:
        draft = draft.plus(earlier(draft))
    return draft
