"""Tests of the highlighter, and of the sheet on which any entry is shown."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from invented import LEDGER, fishing, hostile, kept
from onrecord import show
from onrecord.errors import NoEntry
from onrecord.show import Mark
from onrecord.store import Store

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
MARKS = st.lists(
    st.tuples(
        st.integers(0, 45),
        st.integers(0, 45),
        st.sampled_from(show.KINDS),
        st.sampled_from(["", "s1", "s2", "e1"]),
    ).map(lambda row: Mark((min(row[:2]), max(row[:2])), row[2], row[3])),
    max_size=12,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return kept(fishing(), tmp_path_factory.mktemp("shown") / "record")


class Parsed(HTMLParser):
    """The text of some HTML, its tags, and the text inside each `<mark>` with its classes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.tags, self.marked, self.ids = "", [], [], []
        self.inside: list[str] | None = None
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [v for k, v in attrs if k == "id"]
        if tag == "mark":
            self.inside = (dict(attrs)["class"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        self.inside = None if tag == "mark" else self.inside

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.inside is not None:
            self.marked.append((data, self.inside))


def kinds_at(marks: list[Mark], place: int) -> set[str]:
    return {m.kind for m in marks if m.span[0] <= place < m.span[1]}


@given(TEXTS, MARKS, st.lists(st.integers(-2, 50), max_size=4))
def test_segments_tile_the_text_and_carry_the_kinds_of_every_character(
    text: str, marks: list[Mark], cuts: list[int]
) -> None:
    """Whatever overlaps, the segments join to the text, and each character has exactly the kinds of
    the marks over it."""
    parts = show.segments(text, marks, cuts=cuts)
    assert "".join(p.text for p in parts) == text
    for part in parts:
        assert text[part.start : part.start + len(part.text)] == part.text
        for place in range(part.start, part.start + len(part.text)):
            assert set(part.kinds) == kinds_at(marks, place)
            entries = [m for m in marks if m.entry and m.span[0] <= place < m.span[1]]
            starts = [m.span[0] for m in entries]
            assert (
                (part.entry in {m.entry for m in entries if m.span[0] == max(starts)})
                if entries
                else part.entry == ""
            )


@given(TEXTS, MARKS)
def test_an_entry_begins_once_with_its_first_words(text: str, marks: list[Mark]) -> None:
    """Each entry that has words in the text has one anchor, where its first words start."""
    begun = [(e, p.start) for p in show.segments(text, marks) for e in p.begins]
    own = [
        m
        for m in marks
        if m.entry and m.kind not in show.BESIDE and m.span[0] < min(m.span[1], len(text))
    ]
    assert sorted(begun) == sorted(
        (e, min(m.span[0] for m in own if m.entry == e)) for e in {m.entry for m in own}
    )


@given(TEXTS, MARKS)
def test_html_escapes_the_text_and_nothing_else_is_a_tag(text: str, marks: list[Mark]) -> None:
    """What a browser reads out of the HTML is the text as shown; the only tags are ours."""
    parsed = Parsed(show.html(show.segments(text, marks), lambda e: f"/x/{e}", anchors=True))
    assert parsed.text == show.shown(text)
    assert {tag for tag, _ in parsed.tags} <= {"mark", "a", "span"}
    assert len(parsed.ids) == len(set(parsed.ids))


def test_code_points_beyond_the_first_plane_keep_their_place() -> None:
    """Spans count code points: a mark behind an emoji or a joined flag covers the right letters."""
    text = "👩‍🚀 and 🇳🇴 said “no”"
    at = text.index("said")
    parts = show.segments(text, [Mark((at, at + 4), "statement", "s1")])
    assert [p.text for p in parts if p.kinds] == ["said"]


def test_nested_and_overlapping_marks_are_cut_where_they_cross() -> None:
    """A statement that holds a name and runs into an event gives segments with both kinds where
    both are."""
    parts = show.segments(
        "abcdefgh",
        [Mark((0, 5), "statement", "s"), Mark((1, 2), "actor", "a"), Mark((4, 7), "event", "e")],
    )
    assert [(p.text, p.kinds, p.entry) for p in parts] == [
        ("a", ("statement",), "s"),
        ("b", ("statement", "actor"), "a"),
        ("cd", ("statement",), "s"),
        ("e", ("statement", "event"), "e"),
        ("fg", ("event",), "e"),
        ("h", (), ""),
    ]


def test_a_hundred_thousand_marks_take_seconds() -> None:
    """The highlighter stays near linear: 100,000 marks over 1 MB, 50,000 of them open at once."""
    marks = [Mark((n, 1_000_000 - n), "event", f"e{n}") for n in range(50_000)]
    marks += [Mark((n * 20, n * 20 + 30), "statement", f"s{n}") for n in range(49_000)]
    start = time.process_time()
    assert len(show.segments("x" * 1_000_000, marks)) > 100_000
    assert time.process_time() - start < 8


def test_control_characters_are_shown_as_signs_of_the_same_number() -> None:
    """Escapes, bells and turns of direction are replaced one for one; line breaks, tabs and letters
    stay."""
    text = "a\x1b[2Jb\u202ec\x00d\n\te\u200ff\u2066"
    assert show.shown(text) == "a�[2Jb�c�d\n\te\u200ff�"
    assert len(show.shown(text)) == len(text)


def test_an_excerpt_is_the_line_around_the_words_cut_between_words() -> None:
    """A short line is shown whole; of a long one at most a margin to either side, not in the middle
    of a word."""
    at = LEDGER.index("a deal was months away")
    start, end = show.excerpt(LEDGER, [(at, at + 22)])
    assert LEDGER[start:end].startswith("A senior Norwegian official")
    assert LEDGER[start:end].endswith("months away.")
    long = "word " * 1000
    start, end = show.excerpt(long, [(2500, 2504)])
    assert 2500 - show.MARGIN <= start <= 2500
    assert long[start:end].strip().split(" ") == ["word"] * len(long[start:end].split())
    assert show.excerpt("y" * 1000, [(500, 501)]) == (500 - show.MARGIN, 501 + show.MARGIN)


@pytest.mark.parametrize("entry", ["s4", "c1", "e1", "a1", "st1", "st2", "d1", "report"])
def test_every_kind_of_entry_has_a_sheet(store: Store, entry: str) -> None:
    """A statement, a claim, an event, an actor, a report, a story and a difference can all be
    shown, plain and in colour."""
    found = store.reports()[0].id if entry == "report" else entry
    console = Console(record=True, width=100, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(show.terminal(store, found))
    console.file.close()
    assert found in show.plain(store, found)
    assert found in console.export_text()


def test_a_statement_is_shown_with_its_words_in_place(store: Store) -> None:
    """The words stand between brackets in the line around them, with the source, the terms and the
    condition."""
    shown = show.plain(store, "s4")
    assert "said ⟦a deal was months away⟧." in shown
    assert "terms: name withheld" in shown
    assert "condition: on condition of anonymity to discuss private talks" in shown


def test_an_event_is_shown_with_the_words_of_every_report(store: Store) -> None:
    """An event that two reports tell has the words of both, and the reason why they are one."""
    shown = show.plain(store, "e1")
    assert "⟦will meet Chilean envoy Amaro Quilodrán in Oslo⟧" in shown
    assert "⟦The ministers met in Oslo on Thursday⟧" in shown
    assert "why: the same sides, place and day" in shown


def test_a_report_is_shown_with_all_that_is_said_in_it(store: Store) -> None:
    """In a pipe the statements of a report stand between brackets; on a terminal they have
    colours."""
    ledger = next(r.id for r in store.reports() if r.path == "ledger.txt")
    assert "“⟦We will not sign anything this week,⟧” Tveitt said." in show.plain(store, ledger)


def test_an_unknown_id_is_an_error_that_names_it(store: Store) -> None:
    """What is not there is said to be not there."""
    with pytest.raises(NoEntry, match="nowhere"):
        show.plain(store, "nowhere")


def test_a_hostile_report_cannot_move_the_cursor_of_a_terminal(tmp_path: Path) -> None:
    """Escape sequences of a report reach neither the plain nor the coloured output."""
    store = kept(hostile(), tmp_path / "record")
    console = Console(record=True, width=100, force_terminal=False, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(show.terminal(store, "s1"))
    console.file.close()
    for out in (
        show.plain(store, "s1"),
        console.export_text(),
        show.plain(store, "a1"),
        show.plain(store, "st1"),
    ):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", out)


def test_html_links_only_where_there_is_a_page() -> None:
    """A segment links to the page of its innermost entry; where the caller knows none, it is only
    marked."""
    parts = show.segments('say "x" & go', [Mark((4, 7), "statement", 's"1')])
    assert (
        show.html(parts)
        == f'say <mark class="statement">{html.escape(chr(34) + "x" + chr(34))}</mark> &amp; go'
    )
    linked = Parsed(show.html(parts, lambda e: f"/statement/{e}", anchors=True))
    assert linked.tags == [
        ("mark", {"id": 's"1', "class": "statement"}),
        ("a", {"href": '/statement/s"1'}),
    ]
