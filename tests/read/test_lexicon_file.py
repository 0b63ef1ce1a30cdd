"""The lexicon of event phrases: its file, where its phrases stand, and the events that they tell."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

import onrecord
from onrecord import Event, InputError, Phrase
from onrecord.models.events import FIRST, INSIDE, MODES, OUT, ROLES, STATUS, TYPES, triggers
from onrecord.models.pieces import WORD
from onrecord.models.reader import ARC, Seen, vocabulary
from onrecord.models.windows import Window, windows, words
from onrecord.read.events import confidence, phrases
from onrecord.read.events.joining import LEXICON, MODEL, Sighting, joined
from onrecord.read.events.parties import Party

HEADER = "phrase\ttype\tmode\n"
HERRING = Phrase("grey herring*", "AID")


def lexicon(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "phrases.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# --- the file -------------------------------------------------------------------------------------


def test_rows_are_read(tmp_path: Path) -> None:
    """Comments and blank lines are passed over, white space counts once, and a mode may be empty or
    absent."""
    path = lexicon(
        tmp_path,
        f"# ours\n\n{HEADER}declar*  persona non grata\tSANCTION\texpel\nheld talks\tCONSULT\t\n"
        "# more\ntea ceremony \t-\nsent rice\tAID\n",
    )
    assert phrases.phrases(path) == (
        Phrase("declar* persona non grata", "SANCTION", "expel"),
        Phrase("held talks", "CONSULT"),
        Phrase("sent rice", "AID"),
        Phrase("tea ceremony", "-"),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", HEADER, "phrase\ttype\n"])
def test_a_file_without_phrases_is_an_empty_lexicon(tmp_path: Path, text: str) -> None:
    """An empty file, and one of comments or a header alone, hold no phrase."""
    assert phrases.phrases(lexicon(tmp_path, text)) == ()


def test_what_spreadsheets_write(tmp_path: Path) -> None:
    """A byte order mark, carriage returns and packing are no part of the rows."""
    data = f"\ufeff{HEADER}sent rice\tAID\n".replace("\n", "\r\n").encode()
    for packed in (data, gzip.compress(data)):
        assert phrases.phrases(lexicon(tmp_path, packed)) == (Phrase("sent rice", "AID"),)


BAD = {
    "sent rice\tAID\n": (1, "is no header", "begin the file"),
    f"{HEADER}sent rice\n": (2, "has no type", "a tab between"),
    f"{HEADER}sent rice AID\n": (2, "has no type", "a tab between"),
    f"{HEADER}sent rice\tAID\t\tmuch\n": (2, "has 4 columns", "a tab between"),
    f"{HEADER}# one\nsent rice\tGIVE\n": (3, "PLOVER does not have (GIVE)", "give one of AGREE, "),
    f"{HEADER}sent rice\taid\n": (2, "PLOVER does not have (aid)", "give one of AGREE, "),
    f"{HEADER}sent rice\tAID\tvisit\n": (
        2,
        "a mode that AID does not have (visit)",
        "leave it out",
    ),
    f"{HEADER}met\tCONSULT\tarrest\n": (2, "a mode that CONSULT does not", "give one of visit, "),
    f"{HEADER}met\t-\tvisit\n": (2, "a mode that - does not have", "leave it out"),
    f"{HEADER}\tAID\n": (2, "has no phrase", "give its words"),
    f"{HEADER}“—”\tAID\n": (2, "has no phrase", "give its words"),
    f"{HEADER}*\tAID\n": (2, "has a * that does not end a word", "as in declar*"),
    f"{HEADER}sent *\tAID\n": (2, "has a * that does not end a word", "as in declar*"),
    f"{HEADER}s*nt rice\tAID\n": (2, "has a * that does not end a word", "as in declar*"),
    f"{HEADER}{'rice ' * 21}\tAID\n": (2, "over 20 words", "give fewer"),
    f"{HEADER}sent rice\tAID\nSent  Rice\t-\n": (3, "has the phrase of ", "leave out one"),
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_line_is_named(tmp_path: Path, text: str) -> None:
    """The error says which line of which file, what is wrong with it and what to do."""
    path, (line, why, advice) = lexicon(tmp_path, text), BAD[text]
    with pytest.raises(InputError) as error:
        phrases.phrases(path)
    assert error.value.path == f"{path}#{line}"
    assert why in error.value.why
    assert advice in error.value.advice


def test_a_file_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there, is a folder, is no UTF-8 or too long is refused in one line."""
    for path, why in ((tmp_path / "none", "is not there"), (tmp_path, "is a folder")):
        with pytest.raises(InputError, match=why):
            phrases.phrases(path)
    with pytest.raises(InputError, match=r"phrases\.tsv#2: is not UTF-8; save the file as UTF-8"):
        phrases.phrases(lexicon(tmp_path, HEADER.encode() + "café\tAID\n".encode("latin-1")))
    monkeypatch.setattr(phrases, "MOST_BYTES", 20)
    with pytest.raises(InputError, match="is longer than 20 bytes"):
        phrases.phrases(lexicon(tmp_path, f"{HEADER}sent rice\tAID\n"))


# --- where phrases stand --------------------------------------------------------------------------


def stand(text: str, *rows: str) -> list[str]:
    """What phrases cover in a text."""
    known = phrases.checked((row, Phrase(row, "AID")) for row in rows)
    spans = [m.span() for m in WORD.finditer(text)]
    found = phrases.find([text[slice(*span)] for span in spans], known)
    return [text[spans[one.at][0] : spans[one.end - 1][1]] for one in found]


def test_whole_words_whatever_their_case_and_white_space() -> None:
    """A phrase stands where all of its words do, over a line break too, and nowhere inside a
    word."""
    assert stand("He Sent\nRICE, and sent  rice.", "sent rice") == ["Sent\nRICE", "sent  rice"]
    assert stand("They resent rice; she sent riceballs.", "sent rice") == []
    assert stand("Sent, rice", "sent rice") == []


def test_marks_are_words() -> None:
    """A hyphen, an apostrophe of either kind and a full stop stand as they are written."""
    assert stand("A Cease-fire held; to cease fire is hard.", "cease-fire") == ["Cease-fire"]
    assert stand("They won’t meet. They won't meet.", "won't meet") == ["won’t meet", "won't meet"]
    assert stand("The U.S. envoy left.", "u.s. envoy") == ["U.S. envoy"]


def test_a_star_stands_for_every_ending() -> None:
    """`declar*` is any word that begins so, the bare letters too; elsewhere the word is whole."""
    text = "Declaring war, declared war, declar war, declared wars, redeclared war"
    assert stand(text, "declar* war") == ["Declaring war", "declared war", "declar war"]
    assert stand("persona non grata", "person* non grat*") == ["persona non grata"]
    assert stand("Cease-fires held.", "cease-fire*") == ["Cease-fires"]


def test_the_longest_wins() -> None:
    """Of phrases that have a word in common the longest stands, of equal ones that which leaves
    the least open; the others may stand elsewhere."""
    rows = ("non grata", "declared persona", "persona non grata")
    text = "declared persona non grata; non grata; declared persona"
    assert stand(text, *rows) == ["persona non grata", "non grata", "declared persona"]
    known = phrases.checked([("1", Phrase("sen* rice", "AID")), ("2", Phrase("sent rice", "-"))])
    assert [one.phrase.type for one in phrases.find(["Sent", "rice"], known)] == ["-"]
    assert stand("rice rice rice", "rice rice") == ["rice rice"]


def test_a_text_costs_what_its_words_do() -> None:
    """Ten thousand phrases of one beginning in a text of fifty thousand words take a moment."""
    known = phrases.checked((str(n), Phrase(f"w{n}* end", "AID")) for n in range(10_000))
    assert len(phrases.find(["w77", "end", "of", "it", "all"] * 10_000, known)) == 10_000


# --- what the model is asked there ----------------------------------------------------------------


def seen(window: Window, likely: Sequence[tuple[int, int]] = ()) -> Seen:
    """A window in which the model takes these runs of its words for triggers, and no other."""
    size = sum(len(part) for part in window.parts)
    tags = np.zeros((size, FIRST + len(TYPES)), np.float32)
    tags[:, OUT] = 20
    for start, end in likely:
        tags[start:end, OUT] = 0
        tags[start, FIRST] = tags[start + 1 : end, INSIDE] = 20

    def zeros(wide: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.zeros((size, wide), np.float32)

    others = {f.name: zeros(1) for f in fields(Seen)} | {"window": window, "trigger": tags}
    others |= {name: zeros(len(ROLES) * ARC) for name in ("event_ask", "event_answer")}
    return Seen(**others | {"status": zeros(len(STATUS)), "mode": zeros(len(MODES))})


def told(text: str, *rows: Phrase, likely: Sequence[tuple[int, int]] = ()) -> list[tuple[str, str]]:
    """The triggers of a text in one window: their words, and by what."""
    held = words(text, (0, len(text)), (), vocabulary())
    standing = phrases.find(
        [text[slice(*word.span)] for word in held], phrases.checked(("", r) for r in rows)
    )
    spans = [word.span for word in held]
    found = triggers(seen(Window((held,), 0, 0), likely), spans, 0.2, standing)
    return [(text[slice(*t.span)], t.phrase.type if t.phrase else "model") for t in found]


def test_a_phrase_is_a_trigger_whatever_the_model_says() -> None:
    """It covers the words of the phrase, and the others stay the model's."""
    text = "Norway sent rice and left"
    assert told(text, likely=[(4, 5)]) == [("left", "model")]
    assert told(text, Phrase("sent rice", "AID"), likely=[(4, 5)]) == [
        ("sent rice", "AID"),
        ("left", "model"),
    ]


@pytest.mark.parametrize("run", [(1, 2), (2, 3), (1, 3), (0, 2), (2, 4)])
def test_what_the_model_finds_in_a_phrase_is_dropped(run: tuple[int, int]) -> None:
    """Also what only has a word in common with it; a phrase of no event tells nothing at all."""
    text = "Norway sent rice and left"
    assert told(text, Phrase("sent rice", "AID"), likely=[run]) == [("sent rice", "AID")]
    assert told(text, Phrase("sent rice", "-"), likely=[run]) == []


def test_a_phrase_is_found_wherever_a_window_ends() -> None:
    """In a paragraph of several windows it is told whole, whatever words stand before it."""
    row = Phrase("sent rice and salt and tea and oil to the poor of the north in the year", "AID")
    for before in range(200, 280):
        text = "x " * before + row.phrase + " y" * 300
        held = words(text, (0, len(text)), (), vocabulary())
        spans = [word.span for word in held]
        standing = phrases.find([text[slice(*s)] for s in spans], (row,))
        found = {
            text[slice(*trigger.span)]
            for window in windows([held])
            for trigger in triggers(seen(window), spans[window.first :], 0.2, standing)
        }
        assert found == {row.phrase}, before


# --- the events -----------------------------------------------------------------------------------


TEXT = (
    "OSLO, May 13, 2031 — Norway and Chile spoke of the\n"
    "grey  herrings in Oslo on Tuesday, and the envoys of both left the town at night.\n"
)


def by_lexicon(text: str, *rows: Phrase) -> Iterator[tuple[Event, list[str]]]:
    """The events of phrases, each with the words that tell it."""
    for event in onrecord.read(text, lexicon=rows).events:
        if event.by == LEXICON:
            yield event, [text[start:end] for start, end in event.evidence]


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("the\n", "the "), TEXT.replace("grey", "Grey")]
)
def test_a_phrase_is_an_event(text: str) -> None:
    """It has type and mode of its row, its words among the evidence, and is always read."""
    ((event, (told,)),) = by_lexicon(text, Phrase("Grey herring*", "REQUEST", "meet"))
    assert (event.type, event.mode) == ("REQUEST", "meet")
    assert "herrings" in told
    assert "rey" in told
    assert event.confidence is not None
    assert event.confidence >= confidence.PRINTED


def test_a_row_without_a_mode_gives_none() -> None:
    """The mode is that of the row, be it none."""
    ((event, _),) = by_lexicon(TEXT, Phrase("grey herring*", "REQUEST", ""))
    assert event.mode is None


def test_ids_are_unique_and_in_order() -> None:
    """Events of phrases are numbered with the others in text order."""
    text = TEXT + "\nSweden and Peru sent the green salmon to Lima on Friday.\n"
    reading = onrecord.read(text, lexicon=[HERRING, Phrase("green salmon", "COERCE")])
    ids = [event.id for event in reading.events]
    assert len(set(ids)) == len(ids)
    types = [event.type for event in reading.events if event.by == LEXICON]
    assert types == ["AID", "COERCE"]


def test_words_of_no_event_tell_none() -> None:
    """With every word of a text in such a phrase nothing is read as an event."""
    rows = [
        Phrase(word, "-") for word in {m[0].lower() for m in WORD.finditer(TEXT)} if word.isalnum()
    ]
    assert onrecord.read(TEXT, lexicon=rows).events == ()


def test_a_phrase_gives_its_mode_to_what_it_is_joined_with() -> None:
    """Where the model tells the same event elsewhere, and is surer, the row's mode stays."""

    def sighting(mode: str | None, by: str, sure: float) -> Sighting:
        party = Party(("a1",), ("NOR",))
        return Sighting(
            "CONSULT", mode, "happened", party, party, (), None, None, 0.5, sure, sure, ((0, 1),),
            (), None, by,
        )  # fmt: skip

    one, other = sighting("visit", LEXICON, 0.2), sighting("multilateral", MODEL, 0.9)
    for seen in ((one, other), (other, one)):
        (event,) = joined(seen)
        assert (event.mode, event.by, event.confidence) == ("visit", LEXICON, 0.9)


def test_phrases_given_as_values_are_checked() -> None:
    """A bad one is named by its place among those given, before anything is read."""
    with pytest.raises(InputError, match=r"lexicon#2: has a type that PLOVER does not have \(X\)"):
        onrecord.read(TEXT, lexicon=[HERRING, Phrase("x", "X")])
    with pytest.raises(InputError, match="has no phrase"):
        next(onrecord.read_all([Path("none")], lexicon=[Phrase("\ud800", "AID")]))
