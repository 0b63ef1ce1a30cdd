"""Coreference: whom the expressions mean that the reader finds, by what it says of pairs of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from marked import before
from onrecord.models.mentions import FORMS, Expression, View
from onrecord.models.pieces import WORD
from onrecord.models.reader import ARC
from onrecord.read import actors
from onrecord.record import Actor


@dataclass
class Says:
    """What the reader says of words, each given as it stands in the text ("his#2" for the second
    of its kind)."""

    text: str

    def __post_init__(self) -> None:
        self.spans = [m.span() for m in WORD.finditer(self.text)]
        self.ask = np.zeros((len(self.spans), ARC), np.float32)
        self.answer = np.zeros((len(self.spans), ARC), np.float32)
        self.ask[:, 0], self.answer[:, 0] = -6 * ARC**0.5, 1
        self.found: list[Expression] = []
        self.pairs = 0

    def at(self, word: str) -> int:
        name, _, number = word.partition("#")
        places = [n for n, (s, e) in enumerate(self.spans) if self.text[s:e] == name]
        return places[int(number or 1) - 1]

    def means(self, first: str, last: str, form: str, *others: str, sure: float = 0.9) -> Says:
        """An expression with its first and last word, and the words of those whom it means."""
        forms = np.full(len(FORMS), 0.0, np.float32)
        forms[0], forms[FORMS.index(form)] = 1 - sure, sure
        self.found.append(Expression(self.at(first), self.at(last), forms))
        for other in others:
            self.pairs += 1
            self.ask[self.at(last), self.pairs] = 10 * ARC**0.5
            self.answer[self.at(other), self.pairs] = 1
        return self

    def actors(self, new: int = 0) -> list[Actor]:
        """The actors of the text; what is said of the first `new` words, the window before has."""
        found = sorted(self.found, key=lambda one: one.last)
        view = View(self.spans, new, found, self.ask, self.answer)
        return list(actors.find(replace(before(actors.read, self.text), views=(view,))))

    def read(self, new: int = 0) -> dict[str, list[str]]:
        """The words of their mentions by their names."""
        return {a.name: [self.text[s:e] for s, e in a.mentions] for a in self.actors(new)}


RUIZ = "Ana Ruiz met Bo Lind in Lima. She thanked him. The minister left."


def test_a_pronoun_means_whom_the_reader_says() -> None:
    says = Says(RUIZ).means("She", "She", "pronoun", "Ruiz").means("him", "him", "pronoun", "Lind")
    found = says.read()
    assert found["Ana Ruiz"] == ["Ana Ruiz", "She"]
    assert found["Bo Lind"] == ["Bo Lind", "him"]


def test_a_pronoun_of_which_nothing_is_said_means_nobody() -> None:
    found = Says(RUIZ).means("She", "She", "pronoun").read()
    assert found == {"Ana Ruiz": ["Ana Ruiz"], "Bo Lind": ["Bo Lind"]}


def test_words_that_are_likely_none_are_passed_over() -> None:
    found = Says(RUIZ).means("She", "She", "pronoun", "Ruiz", sure=0.4).read()
    assert found["Ana Ruiz"] == ["Ana Ruiz"]


def test_they_may_be_several_and_she_is_one() -> None:
    text = "Ana Ruiz met Bo Lind in Lima. They left. She slept."
    says = Says(text).means("They", "They", "pronoun", "Ruiz", "Lind")
    found = says.means("She", "She", "pronoun", "Ruiz", "Lind").read()
    assert found["Ana Ruiz"] == ["Ana Ruiz", "They", "She"]
    assert found["Bo Lind"] == ["Bo Lind", "They"]


def test_a_chain_goes_on_from_pronoun_to_pronoun() -> None:
    text = "Ana Ruiz came to Lima. She slept. Later she left."
    says = Says(text).means("She", "She", "pronoun", "Ruiz").means("she", "she", "pronoun", "She")
    assert says.read() == {"Ana Ruiz": ["Ana Ruiz", "She", "she"]}


def test_a_pronoun_before_the_name() -> None:
    text = "In his speech Bo Lind was glad."
    assert Says(text).means("his", "his", "pronoun", "Lind").read() == {
        "Bo Lind": ["his", "Bo Lind"]
    }


def test_a_description_of_somebody_new() -> None:
    says = Says("A senior official spoke. Officials agreed. A court met.")
    says.means("A", "official", "description").means("Officials", "Officials", "description")
    found = says.means("A#2", "court", "description").actors()
    assert [(a.name, a.kind) for a in found] == [
        ("A senior official", "unnamed"),
        ("Officials", "group"),
        ("A court", "organisation"),
    ]


def test_a_description_with_the_is_the_last_one_called_so() -> None:
    says = Says("A court in Lima met. Ana Ruiz came. The court was full. One more court slept.")
    says.means("A", "court", "description").means("The", "court#2", "description")
    found = says.means("One", "court#3", "description").read()
    assert found["A court"] == ["A court", "The court"]
    assert found["One more court"] == ["One more court"]


def test_what_the_window_before_has_said_is_not_said_again() -> None:
    says = Says(RUIZ).means("She", "She", "pronoun", "Ruiz")
    assert says.read(new=says.at("thanked"))["Ana Ruiz"] == ["Ana Ruiz"]


def test_a_state_is_not_mentioned_by_where_something_is() -> None:
    text = "Peru thanked Chile. The talks in Peru went well."
    assert Says(text).read()["Peru"] == ["Peru", "Peru"]
    assert Says(text).means("Peru#2", "Peru#2", "place").read()["Peru"] == ["Peru"]


def test_a_name_stays_what_it_is() -> None:
    text = "Ana Ruiz met Bo Lind."
    found = Says(text).means("Bo", "Lind", "description", "Ruiz").read()
    assert found == {"Ana Ruiz": ["Ana Ruiz"], "Bo Lind": ["Bo Lind"]}


def test_a_part_of_a_name_means_nobody_else() -> None:
    text = "Ana Ruiz met Bo Lind-Marsh."
    found = Says(text).means("Bo", "Lind", "name", "Ruiz").read()
    assert found == {"Ana Ruiz": ["Ana Ruiz"], "Bo Lind-Marsh": ["Bo Lind-Marsh"]}


def test_two_are_never_one() -> None:
    text = "Ana Ruiz met Bo Lind. Both ministers left."
    says = Says(text).means("Both", "ministers", "description", "Ruiz")
    found = says.read()
    assert found["Ana Ruiz"] == ["Ana Ruiz"]
    assert found["Both ministers"] == ["Both ministers"]


def test_he_is_no_state_and_it_no_person() -> None:
    text = "Peru thanked Ana Ruiz. He slept. It slept."
    says = Says(text).means("He", "He", "pronoun", "Peru").means("It", "It", "pronoun", "Ruiz")
    assert says.read() == {"Peru": ["Peru"], "Ana Ruiz": ["Ana Ruiz"]}


def test_whose_name_stands_inside_is_not_meant() -> None:
    text = "Peru was glad. Critics of Peru in Lima left."
    found = Says(text).means("Critics", "Lima", "description", "Peru").read()
    assert found["Peru"] == ["Peru", "Peru"]


def test_who_says_something_is_an_actor() -> None:
    """Whatever the reader makes of the expression."""
    assert "aide" in Says("The talks failed, an aide said on Monday.").read()
