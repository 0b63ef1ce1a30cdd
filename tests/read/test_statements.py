"""Statements: who said what, in which words, on what terms."""

from __future__ import annotations

import time

import pytest

from marked import before, lines
from onrecord.read import statements
from onrecord.read.draft import Draft
from onrecord.read.quotations import quotations
from onrecord.record import Statement

CASES = [line for _, line in lines("statements")]


def found(text: str) -> tuple[Draft, tuple[Statement, ...]]:
    """A report of that text alone, and its statements."""
    draft = before(statements.find, text)
    return draft, tuple(s for s in statements.find(draft) if isinstance(s, Statement))


def told(text: str, statement: Statement) -> str:
    """A statement as the cases write it."""
    content = " … ".join(text[s:e] for s, e in statement.content.spans)
    cue = statement.cue.text if statement.cue else "-"
    return f"{statement.source.text} | {cue} | {content} | {statement.kind} {statement.act} {statement.terms}"


@pytest.mark.parametrize("line", CASES)
def test_cases(line: str) -> None:
    """The statements of a case are found, and no others."""
    report, _, want = line.rpartition(" -> ")
    text = report.replace(" ¶ ", "\n\n")
    assert (" ;; ".join(told(text, s) for s in found(text)[1]) or "nothing") == want


def test_words_are_where_the_spans_say() -> None:
    """Source, cue and content are what their spans cover."""
    text = "In Lima, “the bridge,” said Ana Duarte, Chile’s envoy, “stays closed.” She added that it was unsafe."
    statements = found(text)[1]
    assert len(statements) == 2
    for statement in statements:
        for part in (statement.source, statement.cue, statement.content):
            assert part is not None
            assert part.text == " ".join(text[s:e] for s, e in part.spans)


def test_the_source_is_one_of_the_actors() -> None:
    """Names, pronouns and an editorial lead to the actor who speaks."""
    text = "Foreign Minister Ana Duarte arrived in Lima. “The bridge stays closed,” she said. Duarte added that trains would stop."
    draft, statements = found(text)
    names = {a.id: a.name for a in draft.actors}
    assert [names.get(s.source.actor or "") for s in statements] == ["Ana Duarte", "Ana Duarte"]


def test_a_joint_statement_has_all_its_sources() -> None:
    """Where two speak together there is no one actor, but both."""
    draft, (statement,) = found("Ana Duarte and Luis Vega said that the bridge would open.")
    names = {a.id: a.name for a in draft.actors}
    assert statement.source.actor is None
    assert [names[i] for i in statement.source.actors] == ["Ana Duarte", "Luis Vega"]


ANONYMITY = "on condition of anonymity because no note was signed"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "“It is over,” said the official, speaking on condition of anonymity to discuss private talks.",
            "on condition of anonymity to discuss private talks",
        ),
        ("The talks failed, said a diplomat who asked not to be named.", "asked not to be named"),
        (
            "An aide, who spoke anonymously because he was not authorized to speak publicly, said the talks failed.",
            "spoke anonymously because he was not authorized to speak publicly",
        ),
        (
            "A Chilean envoy, who was not authorized to speak publicly, said the talks failed.",
            "not authorized to speak publicly",
        ),
        (
            "Two envoys said the talks failed. They spoke on condition of anonymity because no note was signed.",
            ANONYMITY,
        ),
        (
            "The talks failed, an envoy said. The envoy requested anonymity to discuss them.",
            "requested anonymity to discuss them",
        ),
    ],
)
def test_condition(text: str, condition: str) -> None:
    """The condition on which a name is withheld is kept in its own words, and the source is
    anonymous."""
    (statement,) = found(text)[1]
    assert statement.condition is not None
    assert (statement.condition.text, statement.terms) == (condition, "anonymous")


def test_one_who_is_named_speaks_on_no_condition() -> None:
    """A condition that tells of someone else leaves a statement of a named person as it is."""
    (statement,) = found(
        "Ana Duarte said the talks failed. A diplomat spoke on condition of anonymity."
    )[1]
    assert (statement.condition, statement.terms) == (None, "named")


def test_the_two_governments_are_both_sources() -> None:
    """What "the two governments" say together is said by the two states that the report named
    before."""
    draft, (statement,) = found(
        "Chile and Peru met in Lima. The two governments published a joint statement condemning the raid."
    )
    names = {a.id: a.name for a in draft.actors}
    assert [names[i] for i in statement.source.actors] == ["Chile", "Peru"]


def test_a_statement_inside_another() -> None:
    """What officials are said to have told someone is a statement of its own that says in which
    other it stands."""
    first, second = found(
        "Ana Duarte said that Peruvian officials had told her that the bridge was unsafe."
    )[1]
    assert (first.inside, second.inside) == (None, first.id)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ana Duarte told reporters in Lima that the bridge would open.", "reporters"),
        ("Ana Duarte warned Peru to keep away.", "Peru"),
        (
            "The official, who briefed reporters on condition of anonymity, said the bridge would open.",
            "reporters",
        ),
        ("Ana Duarte said that the bridge would open.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    """Whom the words were said to is named where the report says so."""
    (statement,) = found(text)[1]
    assert statement.addressee == addressee


def test_place_and_day_of_the_saying() -> None:
    """Place and day are those of the saying, not of what is said."""
    draft, (statement,) = found(
        "Ana Duarte said in Oslo on Tuesday that talks would begin in Lima on Friday."
    )
    names = {p.id: p.name for p in draft.places}
    assert names.get(statement.place or "") == "Oslo"
    assert statement.date is not None
    assert statement.date.value == "2021-03-16"


def test_what_is_said_about_another_day_gives_no_day() -> None:
    """A day that only the content names is not the day of the saying."""
    (statement,) = found("Ana Duarte said that talks would begin in Lima on Friday.")[1]
    assert (statement.place, statement.date) == (None, None)


def test_an_answer_points_at_what_it_answers() -> None:
    """ "Shot back" before a statement, or a threat that one declines to answer, leads to the statement that is
    meant."""
    text = (
        "“Peru has broken its word,” Chile’s foreign minister, Ana Duarte, said.\n\nPeruvian officials shot back.\n\n"
        "“Chile has never kept its own,” said Peru’s foreign minister, Luis Vega.\n\nDuarte declined to respond to Vega’s accusation."
    )
    first, answer, declined = found(text)[1]
    assert (first.reply_to, answer.reply_to, declined.reply_to) == (None, first.id, answer.id)


def test_a_quotation_that_stands_alone_goes_on() -> None:
    """A paragraph of nothing but a quotation belongs to who spoke before, and has no cue."""
    first, second = found(
        "“The bridge stays closed,” Ana Duarte said.\n\n“We have no other choice.”"
    )[1]
    assert (second.continues, second.cue, second.source) == (first.id, None, first.source)


def test_a_quotation_without_a_speaker_is_left_out() -> None:
    """Nobody is made the source of words that the report gives to nobody."""
    assert found("“The bridge stays closed.”")[1] == ()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He said ''no'' twice.", ["''no''"]),
        ("“No, he said ‘no’ to me,” she said.", ["“No, he said ‘no’ to me,”"]),
        ("“This one is never closed", ["“This one is never closed"]),
        ("He is 6'2\" tall, he said.", []),
        ("‘We will go,’ the ministers’ aide said.", ["‘We will go,’"]),
        ("The ministers’ aides’ cars stopped.", []),
    ],
)
def test_quotations(text: str, spans: list[str]) -> None:
    """Quotations are found in all the marks that news use, outermost only; one left open ends with
    its paragraph."""
    assert [text[s:e] for s, e in quotations(text)] == spans


def test_ids_are_in_text_order() -> None:
    """Statements come in the order of their words and are numbered so."""
    text = "Ana Duarte said that the bridge was closed. “It is unsafe,” said Luis Vega. Peru denied that it had been told."
    draft, statements = found(text)
    assert [s.id for s in statements] == [draft.name("s", n) for n in range(1, len(statements) + 1)]
    starts = [s.content.spans[0] for s in statements]
    assert starts == sorted(starts)


def test_a_long_paragraph_takes_linear_time() -> None:
    """Ten times as much text takes about ten times as long, not a hundred times."""
    sentence = "“The bridge stays closed,” Ana Duarte said, adding that Peru had said that Chile had said that it would open. "
    few, many = (seconds(sentence * n) for n in (15, 150))
    assert many < 40 * few + 0.2


def test_many_paragraphs_take_linear_time() -> None:
    """A report of ten times as many paragraphs takes about ten times as long, however many places
    and days it names."""
    paragraph = "Ana Duarte said in Oslo on Tuesday that talks would begin in Lima on Friday.\n\n"
    few, many = (seconds(paragraph * n) for n in (30, 300))
    assert many < 20 * few + 0.1


def seconds(text: str) -> float:
    """CPU seconds that the statements of a text take, the parse not counted."""
    draft, _ = found(text)
    start = time.process_time()
    list(statements.find(draft))
    return time.process_time() - start
