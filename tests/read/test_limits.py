"""A report that holds more than is read is refused in one line; what an honest reader has is
not."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.errors import InputError
from onrecord.read import limits, parse
from onrecord.record import Part, Report, Span
from onrecord.store.write import read_safely

TALKS = "The ministers met in Oslo on Tuesday, and both of them said that the talks would go on."


def body(text: str) -> Report:
    return Report("0" * 16, "talks.txt", "en", text, parts=(Part("body", (0, len(text))),))


def spans(text: str) -> list[Span]:
    return list(parse.paragraphs(text, 0, len(text)))


def refusal(text: str) -> str:
    """Why a text is not read."""
    with pytest.raises(InputError) as error:
        limits.checked(body(text), spans(text))
    assert error.value.path == "talks.txt"
    assert error.value.advice
    return error.value.why


def test_a_long_report_is_read() -> None:
    """Prose of 80,000 words in 5,000 paragraphs, with quotations, is under every limit."""
    said = "“We will not go,” she told the ministers of Norway, Chile and Peru on Monday."
    text = "\n\n".join([said] * 5_700)
    assert 80_000 < len(text.split()) < limits.WORDS
    limits.checked(body(text), spans(text))


def test_too_many_words() -> None:
    """The reason names the limit."""
    assert refusal("word " * (limits.WORDS + 1)) == "it has over 100,000 words to read"


def test_too_many_marks() -> None:
    """Marks count on their own, as each is read like a word."""
    assert refusal("“, ” " * (limits.MARKS // 3 + 1)) == "it has over 30,000 marks to read"


def test_too_many_paragraphs() -> None:
    """Lines of a word each are read as paragraphs."""
    assert refusal("word.\n" * (limits.PARAGRAPHS + 1)) == "it has over 15,000 paragraphs to read"


def test_a_report_over_a_limit_is_refused_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes as one `Unread`, and `onrecord.read` raises InputError."""
    monkeypatch.setattr(limits, "WORDS", 10)
    found = read_safely(body(TALKS))
    assert isinstance(found, onrecord.Unread)
    assert found.why == "it has over 10 words to read"
    with pytest.raises(InputError, match="words to read"):
        onrecord.read(TALKS)


def test_what_is_read_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long paragraph that stands there a hundred times is no hundred paragraphs."""
    monkeypatch.setattr(limits, "WORDS", 400)
    paragraph = " ".join([TALKS] * 20)
    assert isinstance(read_safely(body("\n\n".join([paragraph] * 100))), onrecord.Reading)


def test_another_language_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a report that is not in English nothing is read, so that it may be as long as it is."""
    monkeypatch.setattr(limits, "WORDS", 3)
    french = (
        "Les ministres de la Norvège et du Chili se sont rencontrés à Oslo pour parler des droits."
    )
    assert onrecord.read(french).report.lang == "fr"


@pytest.mark.parametrize("run", ["“.,)" * 500, "Oslo" * 500, "e\u0301" * 800])
def test_a_run_without_spaces_is_cut(run: str) -> None:
    """No more than 500 characters without white space are parsed together, and none is lost."""
    text = f"{TALKS} {run} {TALKS}"
    cut = spans(text)
    assert "".join(text[s:e] for s, e in cut).replace(" ", "") == text.replace(" ", "")
    longest = max(len(word) for s, e in cut for word in text[s:e].split())
    assert longest <= limits.UNBROKEN


def test_a_long_address_is_not_cut() -> None:
    """An address of 400 characters stays with its sentence."""
    text = f"{TALKS} See https://paper.example/{'2031/' * 75} for more."
    assert spans(text) == [(0, len(text))]


@pytest.mark.parametrize("between", [", ", "; ", " and "])
def test_a_list_of_a_thousand_names_is_read(between: str) -> None:
    """However deep its parse is, a sentence is read: each name of a list hangs on the one
    before."""
    names = between.join(["UN", "EU", "US", "UK"] * (3_900 // (4 * (2 + len(between)))))
    for sentence in (f"Norway met {names}.", f"{names} met in Oslo."):
        assert isinstance(read_safely(body(f"{TALKS}\n\n{sentence}")), onrecord.Reading)
