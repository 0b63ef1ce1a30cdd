"""The limits are as they are documented, hold where they stand, and keep what is read cheap."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.record import Report, Unread
from onrecord.reports import reports

PAGE = Path(__file__).parent.parent.parent / "docs" / "limits.md"
ROW = re.compile(r"^\| .+ \| ([\d,]+)( MiB| KiB| GiB| characters)? \| .+ \| `([\w.]+)` \|$", re.M)
UNITS = {"": 1, " characters": 1, " KiB": 1 << 10, " MiB": 1 << 20, " GiB": 1 << 30}
LIMITS = {
    name: int(figure.replace(",", "")) * UNITS[unit]
    for figure, unit, name in ROW.findall(PAGE.read_text(encoding="utf-8"))
}
TALKS = "Envoys of both banks met in Turku on Monday, and they will meet again before the ferries stop for the winter."


def constant(name: str) -> int:
    module, _, last = f"onrecord.{name}".rpartition(".")
    return int(getattr(importlib.import_module(module), last))


def test_every_row_is_a_limit() -> None:
    """Each row of the tables can be read, so none escapes the comparison."""
    rows = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and "`" in line.rpartition(" | ")[2]
    ]
    assert len(rows) == len(LIMITS) > 25


@pytest.mark.parametrize("name", LIMITS)
def test_the_page_tells_the_limits(name: str) -> None:
    """The figure on the page is the one in the code."""
    assert LIMITS[name] == constant(name)


def test_every_limit_is_on_the_page() -> None:
    """Whatever in the readers of input is named like a limit of what comes from outside is on the
    page."""
    named = re.compile(r"^(?:[A-Z_]+, )?((?:MOST|LONGEST|DEEPEST)(?:_[A-Z]+)?)(?:, \w+)? =", re.M)
    inner = {
        "reports.houses.LONGEST",
        "knowledge.MOST_WORDS",
        "knowledge.wikidata.MOST_WORDS",
        "reports.plain.LONGEST_CAPTION",
    }
    source = PAGE.parent.parent / "src" / "onrecord"
    for path in (*(source / "reports").glob("*.py"), *(source / "knowledge").glob("*.py")):
        module = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for name in named.findall(path.read_text(encoding="utf-8")):
            assert f"{module}.{name}" in LIMITS or f"{module}.{name}" in inner


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><h1>Envoys meet in Turku</h1><p>{TALKS}</p>{body}</body></html>"


def attributes(most: int) -> str:
    return page(f"<p {' '.join(f'a{i}=x' for i in range(most))}>The end.</p>")


def deep(most: int) -> str:
    return page("<div>" * (most - 2) + "The end." + "</div>" * (most - 2))


def elements(most: int) -> str:
    return page("<i></i>" * (most - 5))


EDGES: dict[str, Callable[[int], str]] = {
    "reports.visible.MOST_ATTRIBUTES": attributes, "reports.visible.DEEPEST": deep, "reports.visible.MOST_ELEMENTS": elements,
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_a_page_at_a_limit_is_read_and_one_past_it_refused(tmp_path: Path, name: str) -> None:
    """The limit itself is within, one more is not, and the line says what there is too much of."""
    for most, kind in ((LIMITS[name], Report), (LIMITS[name] + 1, Unread)):
        (tmp_path / "a.html").write_text(EDGES[name](most), encoding="utf-8")
        (found,) = reports([tmp_path])
        assert isinstance(found, kind), found
        if isinstance(found, Unread):
            assert f"over {LIMITS[name]:,}" in found.why


def test_a_page_too_large_for_the_extractor_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more elements or characters than that the page is judged line by line, and nothing of it
    is lost."""
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: pytest.fail("it was extracted"))
    for body in (
        "<i></i>" * LIMITS["reports.page.MOST_EXTRACTED"],
        f"<!--{' ' * LIMITS['reports.page.LONGEST_EXTRACTED']}-->",
    ):
        (tmp_path / "a.html").write_text(page(body + "<p>The end of it.</p>"), encoding="utf-8")
        (found,) = reports([tmp_path])
        assert isinstance(found, Report)
        assert found.text.splitlines() == ["Envoys meet in Turku", TALKS, "The end of it."]


def linked(**fields: object) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "Envoys meet", **fields})
    return page("", f'<script type="application/ld+json">{data}</script>')


def titled(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def told(**fields: object) -> str:
    return json.dumps({"text": TALKS, **fields})


SLOW: dict[str, tuple[str, Callable[[], str]]] = {
    "spaces between two words": ("txt", lambda: f"{TALKS} Envoys{' ' * 300_000}met."),
    "spaces in a line of the head": (
        "txt",
        lambda: f"Envoys meet in Turku\nBy Jo Doe{' ' * 300_000}x\n{TALKS}",
    ),
    "an author without end": (
        "txt",
        lambda: f"Envoys meet in Turku\nby\nJo Doe {'a@' * 200_000}\n{TALKS}",
    ),
    "a byline of addresses": ("jsonl", lambda: told(byline="a@" * 200_000)),
    "a byline of spaces": ("jsonl", lambda: told(byline="Jo" + " " * 300_000 + "Doe")),
    "a byline of one word": ("jsonl", lambda: told(byline="Jo " + "a" * 300_000)),
    "an outlet of spaces": ("jsonl", lambda: told(outlet="The" + " " * 300_000 + "Turku")),
    "an agency of dots": ("jsonl", lambda: told(agency="x" + " ." * 200_000 + "x")),
    "an author and an outlet of one letter": (
        "jsonl",
        lambda: told(outlet="a" * 600_000, byline="a" * 300_000 + "b"),
    ),
    "a title of words": ("jsonl", lambda: told(title="ab " * 200_000)),
    "authors by the thousand": (
        "html",
        lambda: linked(author=[{"name": f"Jo Doe{i}"} for i in range(60_000)]),
    ),
    "an author of addresses": ("html", lambda: linked(author="a@" * 200_000)),
    "attributes by the thousand": ("html", lambda: attributes(200_000)),
    "headings by the thousand": ("html", lambda: page("<h1>Envoys meet in Turku</h1>" * 20_000)),
    "a heading without end": (
        "html",
        lambda: page(f"<h1>{'ab ' * 100_000}</h1>", titled("ba " * 100_000)),
    ),
    "days by the thousand": ("txt", lambda: ("1 " * 57 + "2031\n") * 5_000),
}


@pytest.mark.parametrize("kind", SLOW)
def test_what_is_made_to_be_slow_is_not(tmp_path: Path, kind: str) -> None:
    """Inputs that took many minutes are read within the time that any test has."""
    suffix, made = SLOW[kind]
    (tmp_path / f"a.{suffix}").write_text(made(), encoding="utf-8")
    (found,) = reports([tmp_path])
    assert isinstance(found, Report) or kind == "attributes by the thousand"
