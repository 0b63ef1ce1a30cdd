"""Inputs made from seeds: changed in their text, in their format, in their bytes.

The same number makes the same input.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Sequence

import wrapping
from inputs import ENDINGS, Input
from pieces import CODES, FIELDS, HEADS, JUNK, LINKED, METAS, PIECES, SYLLABLES, VALUES

MOST = 100_000
"""Characters of a text, before it is wrapped."""

Change = Callable[[str, random.Random], str]


def piece(chance: random.Random) -> str:
    """A word, a mark or a line that a report may hold."""
    return chance.choice(chance.choice(PIECES))


def coined(chance: random.Random) -> str:
    """A name or a number that stands nowhere else."""
    if chance.random() < 0.2:
        return str(chance.randrange(10 ** chance.choice([1, 2, 4, 9, 30])))
    return "".join(chance.choices(SYLLABLES, k=chance.choice([1, 2, 3, 4]))).capitalize()


def stretch(text: str, chance: random.Random, most: int = 2_000) -> tuple[int, int]:
    """Where a stretch of a text begins and ends; short ones are as likely as long ones."""
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + min(most, 2 ** chance.randrange(12)))


def put_in(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    joint = chance.choice(["", " "])
    return text[:at] + joint + piece(chance) + joint + text[at:]


def take_out(text: str, chance: random.Random) -> str:
    start, end = stretch(text, chance)
    return text[:start] + text[end:]


def say_again(text: str, chance: random.Random) -> str:
    start, end = stretch(text, chance)
    times = chance.choice([2, 2, 3, 10, 100])
    return text[:start] + text[start:end] * times + text[end:]


def move(text: str, chance: random.Random) -> str:
    start, end = stretch(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def recase(text: str, chance: random.Random) -> str:
    start, end = stretch(text, chance)
    how = chance.choice([str.upper, str.lower, str.title, str.swapcase])
    return text[:start] + how(text[start:end]) + text[end:]


def replace_all(text: str, chance: random.Random) -> str:
    """One character of a stretch, wherever it stands there, becomes a piece."""
    start, end = stretch(text, chance)
    old = chance.choice(text[start:end] or " ")
    return text[:start] + text[start:end].replace(old, piece(chance)) + text[end:]


def put_pattern(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + pattern(chance, 2 ** chance.randrange(6, 12)) + text[at:]


CHANGES: tuple[Change, ...] = (
    put_in,
    put_in,
    take_out,
    say_again,
    move,
    recase,
    replace_all,
    put_pattern,
)


def pattern(chance: random.Random, size: int) -> str:
    """A few pieces over and over, to so many characters; some of them differ each time."""
    makers: list[str | None] = [
        piece(chance) if chance.random() < 0.8 else None for _ in range(chance.randrange(1, 13))
    ]
    joint, end = (
        chance.choice(["", " ", " ", " "]),
        chance.choice(["", " ", "\n", "\n\n", ". ", ".\n\n", ", "]),
    )
    rounds, room = [], size
    while room > 0:
        rounds.append(joint.join(coined(chance) if each is None else each for each in makers) + end)
        room -= len(rounds[-1]) + 1
    return "".join(rounds)[:size]


def changed(text: str, chance: random.Random, number: int) -> str:
    """A text with so many changes."""
    for _ in range(number):
        text = chance.choice(CHANGES)(text, chance)[:MOST]
    return text


Wrap = Callable[[str, random.Random], Input]


def odd_value(chance: random.Random) -> object:
    """What a field of metadata might hold instead of what it should."""
    one, two = piece(chance), piece(chance)
    told = (
        one,
        coined(chance),
        pattern(chance, 200),
        [one, two],
        {"name": one},
        [{"name": two}, 7],
    )
    return chance.choice((*told, *VALUES))


def some(names: Sequence[str], chance: random.Random) -> dict[str, object]:
    return {name: odd_value(chance) for name in chance.sample(names, chance.randrange(3))}


def as_text(text: str, chance: random.Random) -> Input:
    return Input(chance.choice([".txt", ".txt", ""]), text.encode(chance.choice(CODES), "replace"))


def as_page(text: str, chance: random.Random) -> Input:
    metas = {name: str(value) for name, value in some(METAS, chance).items()}
    page = changed(
        wrapping.page(text, some(LINKED, chance), metas), chance, chance.choice([0, 0, 1, 5])
    )
    return Input(".html", page.encode(chance.choice(CODES), "replace"))


def as_lines(text: str, chance: random.Random) -> Input:
    lines = [
        wrapping.line(text[:2_000], some(FIELDS, chance)) for _ in range(chance.choice([1, 1, 3]))
    ]
    return Input(".jsonl", chance.choice([b"", b"\n", b"\r\n", b" "]).join(lines))


def as_records(text: str, chance: random.Random) -> Input:
    body = wrapping.page(text, some(LINKED, chance)).encode("utf-8", "replace")
    records = [_record(body, chance) for _ in range(chance.choice([1, 1, 2]))]
    return Input(".warc", b"".join(records))


def _record(body: bytes, chance: random.Random) -> bytes:
    head = [wrapping.PAGE, *chance.sample(HEADS, chance.randrange(3))]
    length = chance.choice([None, None, None, 0, 5, len(body) // 2, len(body) + 1_000, 10**12, -1])
    url = chance.choice([wrapping.ADDRESS, str(odd_value(chance))])
    return wrapping.record(
        body, head, end=chance.choice([b"\r\n", b"\r\n", b"\n"]), length=length, url=url
    )


WRAPS: tuple[Wrap, ...] = (as_text, as_text, as_text, as_page, as_lines, as_records)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a stretch cut off, taken out, doubled or overwritten."""
    start, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    junk = chance.choice(JUNK)
    ways = (
        data[:start],
        data[:start] + data[end:],
        data[:end] + data[start:],
        data[:start] + junk + data[start:],
        data[:start] + junk + data[end:],
    )
    return chance.choice(ways)


def packed(data: bytes, chance: random.Random) -> bytes:
    """Bytes gzipped: whole, in two members, cut short or with something behind."""
    whole = gzip.compress(data, 1, mtime=0)
    half = len(data) // 2
    twice = gzip.compress(data[:half], 1, mtime=0) + gzip.compress(data[half:], 1, mtime=0)
    return chance.choice(
        [whole, whole, twice, whole[: len(whole) // 2], whole + b"behind", whole + b"\0" * 8]
    )


def text_of(seed: Input) -> str:
    """The bytes of a seed as text, whatever they are."""
    return seed.data.decode("utf-8", "replace")


def mutated(seed: Input, chance: random.Random) -> Input:
    """An input like a seed: its text changed, in its format or another; at times damaged."""
    text = changed(text_of(seed)[:MOST], chance, chance.choice([0, 1, 1, 2, 5, 20]))
    same = Input(seed.ending, text.encode("utf-8", "replace"))
    found = chance.choice((chance.choice(WRAPS)(text, chance), same, same, seed))
    data, ending = found.data, found.ending
    if chance.random() < 0.15:
        data = damaged(data, chance)
    if chance.random() < 0.1:
        data = packed(data, chance)
    return Input(chance.choice(ENDINGS) if chance.random() < 0.1 else ending, data)


def made(number: int, seeds: Sequence[Input], most: int = MOST) -> Input:
    """The input of that number: a changed seed, or a pattern as long as `most` at most."""
    chance = random.Random(number)
    if chance.random() < 0.7:
        return mutated(chance.choice(seeds), chance)
    size = int(most ** chance.uniform(0.5, 1.0))
    return chance.choice(WRAPS)(HEAD + pattern(chance, size), chance)


HEAD = (
    "By Ragna Tveitt\nOSLO, May 14, 2031\n\n"
    "The ministers met in the harbour for talks, and this is what they said.\n\n"
)
"""So that what follows is taken for a report in English."""
