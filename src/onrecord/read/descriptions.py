"""Resolves descriptions of persons: "the foreign minister", "a senior official", "officials", "a legend"."""

from __future__ import annotations

from onrecord.lexicon.states import by_capital
from onrecord.read.appointments import negated
from onrecord.read.chains import Cast, Chain
from onrecord.read.focus import MANY, NUMBERS, Focus, acts, each, speaks
from onrecord.read.lines import Line
from onrecord.read.offices import UNSAID, state_of_words
from onrecord.read.several import counted
from onrecord.read.tenure import PAST
from onrecord.read.titles import Title, demonym, modifiers, plural_of, singulars, states_in

INFORMED = frozenset(("familiar", "close", "briefed", "aware", "involved"))
EPITHETS = frozenset(
    ["dictator", "strongman", "leader", "ruler", "politician", "republican", "democrat", "statesman", "tycoon", "billionaire"]
)


POSSESSIVE = frozenset(("his", "her", "their", "my", "our"))
DEFINITE = frozenset(("the", "these", "those"))
BELONGING = frozenset(("members", "colleagues", "participants", "guests"))
"""Groups that are nobody without saying of what."""
LOWLY = frozenset(("secretary", "spokesman", "spokeswoman", "spokesperson", "adviser", "advisor", "ambassador", "envoy"))
"""Offices that one does not lead a country from."""


def title(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """The actor whom a title describes that stands by itself; a new one where it acts or speaks and was not seen before."""
    if line.deps[title.head] in ("compound", "nmod", "amod", "npadvmod"):
        return None
    if not title.plural and (chain := _predicate(focus.cast, line, title)):
        focus.cast.put(chain, (line.number, title.first, title.end), "predicate", title.head + 1)
        return chain
    where = (line.number, title.first, title.end)
    if title.plural:
        if several := counted(focus, line, title, sentence):
            return several
        chain = _group(focus, line, title)
    else:
        chain = _one(focus, line, title, sentence)
    for one in each(chain):
        focus.cast.put(one, where, "description", title.head + 1)
    return chain


def _predicate(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The actor of whom a clause says what he or she is: "she was a judge", "both a judge and a poet", "chosen as chair"."""
    at = title.head
    while line.deps[at] == "conj" and line.heads[at] < at:
        at = line.heads[at]
    above = line.heads[at]
    if line.deps[at] == "attr" and line.lemmas[above] in ("be", "become", "remain"):
        return _one_subject(cast, line, above)
    if line.deps[at] == "pobj" and line.lowers[above] == "as" and title.determiner not in ("the", "these", "those"):
        return _one_subject(cast, line, line.heads[above])
    return None


def _one_subject(cast: Cast, line: Line, verb: int) -> Chain | None:
    """The one person who is the subject of a verb that is not denied."""
    if negated(line, verb) and not any(line.lowers[c] == "only" for c in line.children[verb]):
        return None
    subjects = (cast.head(line.number, c) for c in line.children[verb] if line.deps[c] in ("nsubj", "nsubjpass"))
    return next((c for c in subjects if c and c.kind in ("person", "unnamed") and not c.plural), None)


def noun(cast: Cast, line: Line, at: int) -> Chain | None:
    """The person of whom any other noun is said in apposition, or with "a" in predication: "a legend"."""
    governor = line.heads[at]
    first = modifiers(line, at)
    before = line.word(first - 1)
    subjects: tuple[int, ...] = ()
    if line.deps[at] == "appos" and before in ("a", "an", "the", ",") and line.pos[governor] == "PROPN":
        subjects = (governor,)
    elif before in ("a", "an") and line.lemmas[governor] == "be" and not negated(line, governor):
        subjects = tuple(c for c in line.children[governor] if line.deps[c] == "nsubj")
    chain = next((c for c in (cast.head(line.number, s) for s in subjects) if c and c.kind == "person"), None)
    if chain:
        cast.put(chain, (line.number, first, at + 1), "noun")
    return chain


def _key(line: Line, title: Title) -> frozenset[str]:
    return frozenset(line.lowers[title.first : title.head]) - UNSAID


def _group(focus: Focus, line: Line, title: Title) -> Chain | None:
    word = line.lowers[title.head]
    known = next((c for c in reversed(focus.grouped.get(word, ())) if _same_group(focus.cast, c, line, title)), None)
    active = acts(line, title.head) and (title.sort == "office" or speaks(line, title.head))
    nobody = word in BELONGING and title.end == title.head + 1 and title.first == title.head
    if known:
        known.quiet = known.quiet and (nobody or not active)
        return known
    informed = (line.word(title.end) in INFORMED and line.deps[title.end] in ("acl", "amod", "relcl")) or _knowing(line, title.end)
    first = title.first - 1 if informed and title.determiner in NUMBERS else title.first
    first -= title.determiner == "their"
    name = line.text(first, _informed_end(line, title.end) if informed else title.end)
    chain = focus.new("unnamed" if informed else "group", name, word)
    chain.plural, chain.state, chain.quiet = True, _side(focus, line, title), nobody or not (active or _names(line, title))
    chain.titles.append((line.number, title))
    return chain


def _names(line: Line, title: Title) -> bool:
    """True of a description that says by a name whose these are: "Delta Bank employees"."""
    named = any(line.pos[at] == "PROPN" or line.labels[at] == "NORP" for at in range(title.first, title.end) if at != title.head)
    return named or (title.plural and line.words[title.head][0].isupper() and line.pos[title.head] == "PROPN")


def _active(line: Line, title: Title, *, definite: bool) -> bool:
    """True of one who speaks, and of one told of with "the" by an office or role who acts."""
    return acts(line, title.head) and ((definite and title.sort not in ("person", "kin")) or speaks(line, title.head))


def _knowing(line: Line, at: int) -> bool:
    """True of "officials" "with knowledge of the talks"."""
    return line.word(at) == "with" and "knowledge" in line.lowers[at + 1 : at + 4]


def _informed_end(line: Line, at: int) -> int:
    """Past "familiar with the talks" and the like."""
    end = at + 1
    while end < len(line) and end - at < 7 and line.pos[end] in ("ADP", "DET", "ADJ", "NOUN", "PROPN"):
        end += 1
    return end


def _same_group(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    other = cast.lines[number]
    mine, theirs = _key(line, title), _key(other, first)
    if chain.quiet and not mine and title.determiner not in DEFINITE and line.pos[title.head] != "PROPN":
        return False
    ends = line.lowers[title.head + 1 : title.end], other.lowers[first.head + 1 : first.end]
    if all(ends) and ends[0] != ends[1]:
        return False
    return mine == theirs or (title.determiner in DEFINITE and mine < theirs)


def _side(focus: Focus, line: Line, title: Title) -> str | None:
    """The state for which officials act: "Danish officials", "officials in Copenhagen's foreign ministry", "administration officials"."""
    if title.sort not in ("office", "post"):
        return None
    words = line.words[title.first : title.head]
    if title.plural and len(states_in(line.text(title.first, title.end))) > 1:
        return None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            text = " ".join(words[at : at + size])
            state = state_of_words(text) or demonym(text)
            if state:
                return state
    if "administration" in line.lowers[title.first : title.head]:
        administrations = [c.state for c in focus.cast.chains if c.kind == "organisation" and c.name.endswith("administration")]
        return next(filter(None, administrations), focus.base)
    if line.word(title.first - 1) in ("'s", "’s"):
        owner = focus.cast.head(line.number, title.first - 2)
        return owner.state if owner else None
    if title.end > title.head + 1:
        seat = by_capital().get(line.text(title.head + 2, title.end)) if line.word(title.head + 1) == "in" else None
        if seat and line.lowers[title.head] in ("official", "officials"):
            return seat.iso3
        return next((s for s in (state_of_words(line.text(at, title.end)) for at in range(title.head + 2, title.end)) if s), None)
    return None


def _one(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    definite = title.determiner in ("the", "this", "that")
    if (
        title.determiner in ("his", "her")
        and line.lowers[title.head] in ("counterpart", "colleague")
        and (equal := _equal(focus, line, title))
    ):
        return equal
    if title.sort == "kin" and (owner := _owner(focus, line, title)):
        return _relative(focus, line, title, owner)
    if definite:
        chain = _holder(focus, line, title) or _unnamed(focus, line, title) or _epithet(focus, line, title, sentence)
        if chain:
            chain.quiet = chain.quiet and not _active(line, title, definite=definite)
            return chain
    elif title.determiner in ("a", "an", "another", "one", "") and (seen := _headline(focus, line, title)):
        return seen
    if title.determiner in ("no", "any", "every", "each"):
        return None
    chain = focus.new("unnamed", line.text(_with_determiner(line, title), title.end), line.lowers[title.head])
    chain.quiet = not (_names(line, title) or _active(line, title, definite=definite))
    chain.state = _side(focus, line, title) or (_like_group(focus, line, title) if definite else None)
    chain.gender = title.gender
    chain.titles.append((line.number, title))
    return chain


def _owner(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The person in the genitive before a description: "his" in "his brother"."""
    before = title.first - (1 if title.determiner in POSSESSIVE else 2)
    chain = focus.cast.head(line.number, before) if title.determiner in (*POSSESSIVE, "'s", "’s") and before >= 0 else None
    return chain if chain and chain.kind in ("person", "unnamed") else None


def _relative(focus: Focus, line: Line, title: Title, owner: Chain) -> Chain:
    """The one of a person's kin whom a word names: the one told of before with that word, be it with a name, or a new one."""
    key = f"{owner.name}'s {line.lowers[title.head]}"
    if key not in focus.grouped:
        named = next((c for c in focus.last("person") if c is not owner and _kin_of(focus, c, line.lowers[title.head], owner)), None)
        chain = named or focus.new("unnamed", f"{owner.name}'s {line.text(title.first, title.head + 1)}", key)
        focus.grouped[key] = [chain]
        chain.quiet = chain.quiet or not (named or speaks(line, title.head))
        chain.gender = chain.gender or title.gender
    return focus.grouped[key][0]


def _kin_of(focus: Focus, chain: Chain, word: str, owner: Chain) -> bool:
    """True of one whom the report calls so, with this owner."""
    cast = focus.cast
    return any(
        cast.lines[n].lowers[t.head] == word and owner in (cast.head(n, t.first - 1), cast.head(n, t.first - 2)) for n, t in chain.titles
    )


def _equal(focus: Focus, line: Line, title: Title) -> Chain | None:
    """Of "her Danish counterpart" the one person who holds the same office for that state."""
    own = focus.cast.head(line.number, title.first - 1)
    state = next(filter(None, map(demonym, line.words[title.first : title.head])), None)
    heads = {o.title.split()[-1].lower() for o in own.offices if not o.former} if own and state else set()
    fits = [c for c in focus.last("person") if c.state == state and any(o.title.split()[-1].lower() in heads for o in c.offices)]
    return fits[0] if len(fits) == 1 else None


def _with_determiner(line: Line, title: Title) -> int:
    at = title.first - 2
    if title.determiner in ("'s", "’s") and at >= 0 and line.pos[at] == "PROPN":
        while at > 0 and line.pos[at - 1] == "PROPN":
            at -= 1
        return at
    return title.first - 1 if title.determiner in ("the", "a", "an", "another", "one", "this", "that") else title.first


def _holder(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last person of whom the report says that he or she has this office: "the foreign minister"."""
    wanted = {line.lowers[title.head]} | {w for w in _key(line, title) if not demonym(w.title())}
    past = any(word in PAST for word in line.lowers[title.first : title.head])
    state = _side(focus, line, title)
    fits = []
    for chain in focus.last("person") if line.lowers[title.head] not in ("official", "diplomat") else ():
        held = {_words_of(focus.cast, n, t) for n, t in chain.titles}
        agree = not (state and chain.state and state != chain.state)
        if agree and any(wanted <= words and bool(words & PAST) == past for words in held):
            fits.append(chain)
    if fits:
        return _compatriot(focus, line, title, fits) or fits[0]
    return _president(focus) if wanted == {"president"} and not past else None


def _compatriot(focus: Focus, line: Line, title: Title, fits: list[Chain]) -> Chain | None:
    """Of several the one who acts for the state of the sentence's subject: "a Danish official said the minister would come"."""
    here = (k for k in range(title.first) if line.sentences[k] == line.sentences[title.head] and line.deps[k] == "nsubj")
    states = {chain.state for k in here if (chain := focus.cast.head(line.number, k)) and chain.state}
    return next((c for c in fits if c.state in states), None)


def _president(focus: Focus) -> Chain | None:
    """The person by whom the last administration is called."""
    return next((c.members[0] for c in focus.last("organisation") if c.members and c.name.endswith("administration")), None)


def _words_of(cast: Cast, number: int, title: Title) -> frozenset[str]:
    words = cast.lines[number].lowers[title.first : title.end]
    return frozenset(singulars().get(w, w) for w in words) if title.named else frozenset(words)


def _unnamed(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last of those without a name whom the words fit: "the official" after "a senior Danish official"."""
    known = focus.grouped.get(line.lowers[title.head], ())
    return next((c for c in focus.last("unnamed") if c in known and _fits(focus.cast, c, line, title)), None)


def _fits(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    return not chain.plural and _key(line, title) <= _key(cast.lines[number], first)


def _headline(focus: Focus, line: Line, title: Title) -> Chain | None:
    """Of "a senior official" in the text: the "Senior official" of title or standfirst."""
    if line.kind in ("title", "standfirst"):
        return None
    for chain in focus.grouped.get(line.lowers[title.head], ())[:MANY]:
        number, first = chain.titles[0]
        other = focus.cast.lines[number]
        above = other.kind in ("title", "standfirst") and len(chain.mentions) == 1 and not chain.plural
        if above and _repeats(_key(line, title), _key(other, first)):
            chain.state = chain.state or _side(focus, line, title)
            chain.name = max(chain.name, line.text(_with_determiner(line, title), title.end), key=len)
            return chain
    return None


def _repeats(words: frozenset[str], above: frozenset[str]) -> bool:
    """True of a description that says what the headline did, or more: "a senior Danish official" after "senior official"."""
    return words == above or bool(above and above < words)


def _epithet(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the dictator", "the Republican": the last person named whose offices do not speak against it."""
    if line.lowers[title.head] not in EPITHETS or _key(line, title):
        return None
    for one in focus.near(sentence, 2):
        if one.chain.kind == "person" and one.sentence < sentence and not any(o.title for o in one.chain.offices if _lowly(o.title)):
            return one.chain
    return None


def _lowly(title: str) -> bool:
    return title.split()[-1].lower() in LOWLY


def _like_group(focus: Focus, line: Line, title: Title) -> str | None:
    """Of "the official" whom nobody introduced: the state of the officials spoken of last."""
    known = focus.grouped.get(plural_of(line.lowers[title.head]), ())
    return next((c.state for c in focus.last("group") if c in known), None)
