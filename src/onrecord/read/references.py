"""Resolves descriptions and pronouns, in the order of the text: "the minister", "a senior official", "she", "the two"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.read.chains import Cast, Chain, Where
from onrecord.read.lines import Line
from onrecord.read.offices import PAST, UNSAID, state_of_words
from onrecord.read.titles import Title, demonym, modifiers, of_sort

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
IT = frozenset(("it", "its", "itself"))
I = frozenset(("i", "me", "my", "mine", "myself"))  # noqa: E741
YOU = frozenset(("you", "your", "yours", "yourself"))
PRONOUNS = frozenset(HE) | THEY | IT | I | YOU
SUBJECT = ("nsubj", "nsubjpass")
WEIGHT = {"nsubj": 3.0, "nsubjpass": 3.0, "poss": 1.5, "dobj": 1.0, "pobj": 0.8, "appos": 0.5}
FAR = 3
"""Sentences back in which a pronoun's actor is looked for."""
SEVERAL_BACK = 10
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ANY_BODY = frozenset(
    ("organization", "organisation", "group", "company", "firm", "agency", "institution", "team", "club", "movement", "band")
)
BETWEEN = frozenset((",", "and", "&", "the", "both", "his", "her", "their", "then"))
INFORMED = frozenset(("familiar", "close", "briefed", "aware", "involved"))
PARTIES = frozenset(("governments", "countries", "nations", "sides", "states", "parties", "neighbors", "neighbours", "allies", "capitals"))
EPITHETS = frozenset(
    ["dictator", "strongman", "leader", "ruler", "politician", "republican", "democrat", "statesman", "tycoon", "billionaire"]
)
GENERAL = frozenset(
    ("official", "source", "person", "diplomat", "aide", "spokesman", "spokeswoman", "spokesperson", "officer", "staffer", "insider")
)


@dataclass(frozen=True, eq=False)
class Seen:
    """An actor seen at a place: sentence counted over the report, the line, token and role in the sentence."""

    sentence: int
    line: int
    token: int
    role: str
    chain: Chain


@dataclass(eq=False)
class Focus:
    """What a reader has in mind on the way through a report."""

    cast: Cast
    base: str | None
    seen: list[Seen] = field(default_factory=list)
    speaker: Chain | None = None
    row: tuple[int, int, tuple[Chain, ...]] = (-1, 0, ())
    """Persons named one after another: the line, where the last ends, who."""
    interviewee: Chain | None = None

    def near(self, sentence: int, back: int = FAR) -> Iterator[Seen]:
        """What was seen in the last sentences, the last first."""
        for one in reversed(self.seen):
            if sentence - one.sentence > back:
                return
            yield one


def resolve(cast: Cast, base: str | None, interviewee: Chain | None) -> None:
    """Adds to the cast's actors their descriptions and pronouns, and to the cast those who are only described."""
    focus = Focus(cast, base, interviewee=interviewee)
    sentence = 0
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        _line(focus, line, {t.head: t for t in titles}, sentence)
        sentence += (line.sentences[-1] + 1) if line.sentences else 0


def _line(focus: Focus, line: Line, titles: dict[int, Title], sentence: int) -> None:
    speaker = _speaker(focus.cast, line)
    focus.speaker = speaker or (focus.speaker if line.words and any(line.quoted) else None)
    for at, word in enumerate(line.lowers):
        chain = focus.cast.head(line.number, at)
        here = sentence + line.sentences[at]
        if chain and not _head_of(focus.cast, line, at, chain):
            continue
        if not chain and at in titles:
            chain = _title(focus, line, titles[at], here)
        elif not chain and word in PRONOUNS and line.pos[at] in ("PRON", "DET"):
            chain = _pronoun(focus, line, at, here)
        elif not chain and word in NUMBERS:
            chain = _parties(focus, line, at) or _number(focus, line, at, here)
        elif not chain and word in of_sort("body") and line.words[at][0].islower():
            chain = _body(focus, line, at, here)
        elif not chain and line.labels[at] == "NORP" and line.pos[at] in ("NOUN", "PROPN", "ADJ"):
            chain = _people(focus, line, at)
        elif not chain and line.pos[at] == "NOUN" and line.deps[at] in ("appos", "attr"):
            chain = _noun(focus.cast, line, at)
        if chain:
            focus.seen.append(Seen(here, line.number, at, role(line, at), chain))
            _pair(focus, line, at, here, chain)


def _head_of(cast: Cast, line: Line, at: int, chain: Chain) -> bool:
    """True of the last token of a mention, which stands for it."""
    return cast.head(line.number, at + 1) is not chain or line.heads[at] > at + 1


def role(line: Line, at: int) -> str:
    """The dependency of a token; of one in a list that of the first."""
    for _ in range(6):
        if line.deps[at] not in ("conj", "compound", "nmod", "flat") or line.heads[at] == at:
            break
        at = line.heads[at]
    return line.deps[at]


def _pair(focus: Focus, line: Line, at: int, sentence: int, chain: Chain) -> None:
    """Two or more persons joined by "and" are seen together too, as those of whom "they" may be said."""
    name = next((n for n in chain.names if n.line == line.number and n.first <= at < n.end), None)
    if chain.kind != "person" or not name:
        return
    before, after, members = focus.row
    between = line.words[after : name.lead] if before == line.number and after <= name.lead else ()
    joined = 0 < len(between) < 4 and set(between) <= BETWEEN
    members = (*members, chain) if joined else (chain,)
    focus.row = (line.number, name.end, members)
    if joined and ("and" in between or "&" in between):
        first = role(line, line.heads[at]) if line.deps[at] == "conj" else role(line, at)
        focus.seen.append(Seen(sentence, line.number, at, first, Chain("group", plural=True, members=members)))


def _speaker(cast: Cast, line: Line) -> Chain | None:
    """Who says what a paragraph quotes: the subject of a verb of saying outside the quotation marks."""
    for at, lemma in enumerate(line.lemmas):
        if lemma in of_sort("saying") and not line.quoted[at] and line.pos[at] == "VERB":
            said = "dobj" if lemma in ("quote", "cite") else "nsubj"
            for child in line.children[at]:
                chain = cast.head(line.number, child) if line.deps[child] == said else None
                if chain and chain.kind in ("person", "unnamed"):
                    return chain
    return None


# --- pronouns -----------------------------------------------------------------------------------------------------


def _pronoun(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    word = line.lowers[at]
    if word in I or word in YOU:
        chain = _first_person(focus, line, at)
    elif word in HE:
        chain = _best(focus, line, at, sentence, HE[word])
    elif word in THEY:
        chain = _best(focus, line, at, sentence, "")
    else:
        chain = _it(focus, line, at, sentence)
    for one in _each(chain):
        focus.cast.put(one, (line.number, at, at + 1), "pronoun")
    return chain


def _each(chain: Chain | None) -> tuple[Chain, ...]:
    if chain is None:
        return ()
    return chain.members if chain.kind == "group" and chain.members else (chain,)


def _first_person(focus: Focus, line: Line, at: int) -> Chain | None:
    asks = line.words[-1] == "?" or "?" in line.words[-2:]
    if line.quoted[at]:
        return focus.speaker if line.lowers[at] in I else None
    if focus.interviewee and asks != (line.lowers[at] in I):
        return focus.interviewee
    return None


def _best(focus: Focus, line: Line, at: int, sentence: int, gender: str) -> Chain | None:
    """The likeliest actor of a third person: near, a subject, of the right gender and number, often spoken of."""
    scores: dict[Chain, float] = {}
    told: dict[Chain, set[int]] = {}
    for one in focus.near(sentence):
        if _may(focus, line, at, one, gender):
            scores[one.chain] = max(scores.get(one.chain, -9.0), _score(line, one, sentence, gender))
            told.setdefault(one.chain, set()).add(one.sentence)
    return max(scores, key=lambda c: scores[c] + 0.3 * len(told[c]), default=None)


def _may(focus: Focus, line: Line, at: int, one: Seen, gender: str) -> bool:
    if gender:
        fits = one.chain.kind in ("person", "unnamed") and not one.chain.plural and one.chain.gender in ("", "?", gender)
    else:
        fits = one.chain.plural or (one.chain.kind == "organisation" and line.lowers[at] in ("their", "they"))
    if not fits or (line.quoted[at] and focus.speaker is one.chain):
        return False
    same_verb = one.line == line.number and line.heads[one.token] == line.heads[at]
    return not (same_verb and line.deps[at] in ("dobj", "pobj", "dative") and not line.lowers[at].endswith(("self", "selves")))


def _score(line: Line, one: Seen, sentence: int, gender: str) -> float:
    score = WEIGHT.get(one.role, 0.3) - 1.3 * (sentence - one.sentence)
    if gender and one.chain.gender == gender:
        score += 1.5
    if one.line == line.number and one.sentence == sentence:
        score += 0.5
    if not gender and one.chain.kind == "organisation":
        score -= 2.0
    return score


def _it(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "it" and "its" are taken for a state or body only where one stands before them in the same sentence as subject or owner."""
    if line.deps[at] == "expl":
        return None
    for one in focus.near(sentence, 0):
        if one.chain.kind in ("state", "organisation") and one.role in (*SUBJECT, "poss") and line.heads[at] != line.heads[one.token]:
            return one.chain
    return None


def _number(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the two" and "both" by themselves: the last persons named together."""
    alone = line.deps[at] in (*SUBJECT, "dobj", "pobj") and line.word(at + 1) != "of"
    if not alone or (line.lowers[at] != "both" and line.word(at - 1) not in ("the", "these")):
        return None
    return _together(focus, line, at, at + 1, sentence)


def _parties(focus: Focus, line: Line, at: int) -> Chain | None:
    """ "the two governments", "both sides": a group of whom the report does not say again who they are."""
    end = next((end for end in range(at + 1, min(at + 4, len(line))) if line.lowers[end] in PARTIES), 0)
    if not end or any(line.pos[k] not in ("ADJ", "NOUN", "PROPN", "PUNCT") for k in range(at + 1, end)):
        return None
    name = line.text(at, end + 1)
    chain = next((c for c in focus.cast.chains if c.kind == "group" and c.name == name), None)
    if not chain and not acts(line, end):
        return None
    chain = chain or focus.cast.new("group", name)
    chain.plural = True
    focus.cast.put(chain, (line.number, at, end + 1), "parties")
    return chain


def _together(focus: Focus, line: Line, at: int, end: int, sentence: int) -> Chain | None:
    wanted = NUMBERS[line.lowers[at]]
    chain = next((s.chain for s in focus.near(sentence, 2 * FAR) if len(s.chain.members) == wanted and s.chain.kind == "group"), None)
    chain = chain or (_several(focus, wanted, sentence) if wanted > 2 else None)
    for one in _each(chain):
        focus.cast.put(one, (line.number, at, end), "number")
    return chain


def _body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the foundation" after a name that ends so; "the company" after the last body named; "the country" where one state was."""
    first = modifiers(line, at)
    if line.word(first - 1) not in ("the", "this", "that") or line.deps[at] in ("compound", "nmod", "amod"):
        return None
    words = set(line.lowers[first : at + 1])
    if line.lowers[at] in ("country", "nation"):
        chain = _only_state(focus, sentence) if first == at else None
    else:
        chain = _named_so(focus, words) or (_last_body(focus, line, at, sentence) if first == at else None)
    if chain:
        focus.cast.put(chain, (line.number, first, at + 1), "description")
    return chain


def _people(focus: Focus, line: Line, at: int) -> Chain | None:
    """A people or party in the plural: "the Danes", "Democrats"; with "the" a nation that acts or speaks stands for its state."""
    the = line.word(at - 1) == "the"
    word = line.words[at]
    if line.deps[at] in ("compound", "amod", "nmod", "attr", "poss") or not (word.endswith("s") or (the and acts(line, at))):
        return None
    known = (c for c in focus.cast.chains if c.kind == "group" and c.name == word)
    chain = next(known, None) or focus.cast.new("group", word)
    chain.plural = True
    chain.state = chain.state or (demonym(word) if the and speaks(line, at) else None)
    focus.cast.put(chain, (line.number, at, at + 1), "people")
    return chain


def _named_so(focus: Focus, words: set[str]) -> Chain | None:
    """The last body whose name has all these words."""
    order = dict.fromkeys(s.chain for s in reversed(focus.seen) if s.chain.kind == "organisation" and s.chain.names)
    return next((c for c in order if any(words <= set(n.words) for n in c.names)), None)


def _last_body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    if line.lowers[at] not in ANY_BODY:
        return None
    bodies = (s.chain for s in focus.near(sentence, 2) if s.chain.kind == "organisation" and s.chain.names and not s.chain.state)
    return next(bodies, None)


def _only_state(focus: Focus, sentence: int) -> Chain | None:
    near = {s.chain for s in focus.near(sentence, 2) if s.chain.kind == "state"}
    return near.pop() if len(near) == 1 else None


# --- descriptions -------------------------------------------------------------------------------------------------


def _title(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """The actor whom a title describes that stands by itself; a new one where it acts or speaks and was not seen before."""
    if line.deps[title.head] in ("compound", "nmod", "amod", "npadvmod"):
        return None
    if not title.plural and (chain := _predicate(focus.cast, line, title)):
        focus.cast.put(chain, (line.number, title.first, title.end), "predicate")
        return chain
    where = (line.number, title.first, title.end)
    if title.plural:
        counted = _counted(focus, line, title, sentence)
        if counted:
            return counted
        chain = _group(focus, line, title)
    else:
        chain = _one(focus, line, title, sentence)
    for one in _each(chain):
        focus.cast.put(one, where, "description")
    return chain


def _several(focus: Focus, wanted: int, sentence: int) -> Chain | None:
    """So many persons as one sentence names, the nearest such sentence before."""
    persons: dict[int, dict[Chain, None]] = {}
    for one in focus.near(sentence, SEVERAL_BACK):
        if one.chain.kind == "person" and one.sentence < sentence:
            persons.setdefault(one.sentence, {})[one.chain] = None
    members = next((tuple(held) for held in persons.values() if len(held) == wanted), ())
    return Chain("group", plural=True, members=members) if members else None


def _predicate(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The actor of whom a pronoun says what he or she is: "she was a judge"."""
    verb = line.heads[title.head]
    if line.deps[title.head] != "attr" or line.lemmas[verb] not in ("be", "become", "remain"):
        return None
    if any(line.deps[c] == "neg" for c in line.children[verb]):
        return None
    subjects = (cast.head(line.number, c) for c in line.children[verb] if line.deps[c] == "nsubj")
    return next((c for c in subjects if c and c.kind in ("person", "unnamed") and not c.plural), None)


def _noun(cast: Cast, line: Line, at: int) -> Chain | None:
    """The person of whom any other noun is said in apposition, or with "a" in predication: "a legend"."""
    governor = line.heads[at]
    first = modifiers(line, at)
    if line.deps[at] == "appos":
        subjects: tuple[int, ...] = (governor,) if line.word(first - 1) in ("a", "an", "the", ",") and line.pos[governor] == "PROPN" else ()
    elif (
        line.word(first - 1) in ("a", "an")
        and line.lemmas[governor] == "be"
        and not any(line.deps[c] == "neg" for c in line.children[governor])
    ):
        subjects = tuple(c for c in line.children[governor] if line.deps[c] == "nsubj")
    else:
        subjects = ()
    chain = next((c for c in (cast.head(line.number, s) for s in subjects) if c and c.kind == "person"), None)
    if chain:
        cast.put(chain, (line.number, first, at + 1), "noun")
    return chain


def _counted(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the two men", "the four officials": the last so many persons named together."""
    before = title.first - 1
    if line.word(before) in NUMBERS and line.word(before - 1) in ("the", "these"):
        return _together(focus, line, before, title.end, sentence)
    return None


def _key(line: Line, title: Title) -> frozenset[str]:
    return frozenset(line.lowers[title.first : title.head]) - UNSAID


def _group(focus: Focus, line: Line, title: Title) -> Chain | None:
    known = [
        c for c in focus.cast.chains if c.kind in ("group", "unnamed") and c.plural and c.titles and _same_group(focus.cast, c, line, title)
    ]
    if known:
        return known[-1]
    if not acts(line, title.head) or (title.sort != "office" and not speaks(line, title.head)):
        return None
    informed = line.word(title.end) in INFORMED
    first = title.first - 1 if informed and title.determiner in NUMBERS else title.first
    chain = focus.cast.new("unnamed" if informed else "group", line.text(first, _informed_end(line, title.end) if informed else title.end))
    chain.plural, chain.state = True, _side(focus, line, title)
    chain.titles.append((line.number, title))
    return chain


def _informed_end(line: Line, at: int) -> int:
    """Past "familiar with the talks" and the like."""
    end = at + 1
    while end < len(line) and end - at < 7 and line.pos[end] in ("ADP", "DET", "ADJ", "NOUN", "PROPN"):
        end += 1
    return end


def _same_group(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    other = cast.lines[number]
    if other.lowers[first.head] != line.lowers[title.head]:
        return False
    mine, theirs = _key(line, title), _key(other, first)
    return mine == theirs or (title.determiner in ("the", "these", "those") and mine < theirs)


def _side(focus: Focus, line: Line, title: Title) -> str | None:
    """The state for which officials act: "Danish officials", "officials in Copenhagen's foreign ministry", "administration officials"."""
    if title.sort not in ("office", "post"):
        return None
    words = line.words[title.first : title.head]
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            text = " ".join(words[at : at + size])
            state = state_of_words(text) if size > 1 else (state_of_words(text) or demonym(text))
            if state:
                return state
    if "administration" in line.lowers[title.first : title.head]:
        administrations = [c.state for c in focus.cast.chains if c.kind == "organisation" and c.name.endswith("administration")]
        return next(filter(None, administrations), focus.base)
    if line.word(title.first - 1) in ("'s", "’s"):
        owner = focus.cast.head(line.number, title.first - 2)
        return owner.state if owner else None
    if title.end > title.head + 1:
        return next((s for s in (state_of_words(line.text(at, title.end)) for at in range(title.head + 2, title.end)) if s), None)
    return None


def _one(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    definite = title.determiner in ("the", "this", "that")
    if definite:
        chain = _holder(focus, line, title) or _unnamed(focus, line, title) or _epithet(focus, line, title, sentence)
        if chain:
            return chain
    elif title.determiner in ("a", "an", "another", "one", "") and (seen := _headline(focus, line, title)):
        return seen
    if title.determiner in ("no", "any", "every", "each") or not (acts(line, title.head) and (definite or speaks(line, title.head))):
        return None
    if title.sort in ("person", "kin") and not speaks(line, title.head):
        return None
    chain = focus.cast.new("unnamed", line.text(_with_determiner(title), title.end))
    chain.state = _side(focus, line, title) or (_like_group(focus, line, title) if definite else None)
    chain.gender = title.gender
    chain.titles.append((line.number, title))
    return chain


def _with_determiner(title: Title) -> int:
    return title.first - 1 if title.determiner in ("the", "a", "an", "another", "one", "this", "that") else title.first


def _holder(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last person of whom the report says that he or she has this office: "the foreign minister"."""
    wanted = {line.lowers[title.head]} | {w for w in _key(line, title) if not demonym(w.title())}
    past = any(word in PAST for word in line.lowers[title.first : title.head])
    state = _side(focus, line, title)
    order = dict.fromkeys(s.chain for s in reversed(focus.seen) if s.chain.kind == "person")
    for chain in order:
        if state and chain.state and state != chain.state:
            continue
        if any(
            wanted <= words and bool(words & PAST) == past for words in (_words_of(focus.cast, n, t) for n, t in chain.titles)
        ) and line.lowers[title.head] not in ("official", "diplomat"):
            return chain
    return _president(focus) if wanted == {"president"} and not past else None


def _president(focus: Focus) -> Chain | None:
    """The person by whom the last administration is called."""
    heads = (s.chain.members[0] for s in reversed(focus.seen) if s.chain.members and s.chain.name.endswith("administration"))
    return next(heads, None)


def _words_of(cast: Cast, number: int, title: Title) -> set[str]:
    line = cast.lines[number]
    return set(line.lowers[title.first : title.end])


def _unnamed(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last of those without a name whom the words fit: "the official" after "a senior Danish official"."""
    order = dict.fromkeys(s.chain for s in reversed(focus.seen) if s.chain.kind == "unnamed")
    return next((c for c in order if _fits(focus.cast, c, line, title)), None)


def _fits(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    other = cast.lines[number]
    return other.lowers[first.head] == line.lowers[title.head] and _key(line, title) <= _key(other, first)


def _headline(focus: Focus, line: Line, title: Title) -> Chain | None:
    """Of "a senior official" in the text: the "Senior official" of title or standfirst."""
    if line.kind in ("title", "standfirst"):
        return None
    for chain in focus.cast.chains:
        if chain.kind == "unnamed" and focus.cast.lines[chain.titles[0][0]].kind in ("title", "standfirst"):
            number, first = chain.titles[0]
            if (
                len(chain.mentions) == 1
                and _key(focus.cast.lines[number], first) == _key(line, title)
                and _fits(focus.cast, chain, line, title)
            ):
                return chain
    return None


def _epithet(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the dictator", "the Republican": the last person named whose offices do not speak against it."""
    if line.lowers[title.head] not in EPITHETS or _key(line, title):
        return None
    for one in focus.near(sentence, 2):
        if one.chain.kind == "person" and one.sentence < sentence and not any(o.title for o in one.chain.offices if _lowly(o.title)):
            return one.chain
    return None


def _lowly(title: str) -> bool:
    return title.split()[-1].lower() in (
        "secretary",
        "spokesman",
        "spokeswoman",
        "adviser",
        "advisor",
        "ambassador",
        "envoy",
        "spokesperson",
    )


def _like_group(focus: Focus, line: Line, title: Title) -> str | None:
    """Of "the official" whom nobody introduced: the state of the officials spoken of last."""
    for one in reversed(focus.seen):
        if one.chain.kind == "group" and one.chain.titles:
            number, first = one.chain.titles[0]
            if focus.cast.lines[number].lowers[first.head].startswith(line.lowers[title.head]):
                return one.chain.state
    return None


def acts(line: Line, head: int) -> bool:
    """True of one who does something: subject, agent, "according to", or before a colon."""
    name = role(line, head)
    if name in SUBJECT:
        return True
    governor = line.heads[head]
    if name == "pobj":
        return line.deps[governor] == "agent" or (line.lowers[governor] == "to" and line.word(governor - 1) == "according")
    return name == "ROOT" and line.word(head + 1) == ":"


def speaks(line: Line, head: int) -> bool:
    """True of one who says something, or does it as governments do."""
    name = role(line, head)
    if name not in SUBJECT:
        return acts(line, head)
    at = head
    while line.deps[at] == "conj" and line.heads[at] != at:
        at = line.heads[at]
    return line.lemmas[line.heads[at]] in of_sort("saying")


def places_of(chain: Chain) -> list[Where]:
    """The mentions of an actor in text order."""
    return sorted(chain.mentions)
