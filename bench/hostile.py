"""CPU seconds of each step of reading on hostile reports of n, 2n, 4n and 8n words, and how each
step grows.

    python bench/hostile.py [--words 1000] [--only INPUT ...] [--culprits]
    python bench/hostile.py --bytes 5000000 [--only INPUT ...]

`growth` is the exponent between the smallest and the largest size: 1 is linear, 2 quadratic. A step
that grows by more than 1.3 and takes long enough to matter is marked; --culprits names the
functions that its time goes to. The parse is not timed: each distinct paragraph is parsed once and
copied. A report whose steps take too long is not doubled again.

With --bytes, files of an eighth of that size, a quarter, a half and all of it are read as a user
would, by `onrecord read`: CPU seconds and peak memory (MB) of the whole program. There the parts of
a report count too, and lines that stand there twice are read once.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import math
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.read import parse
from onrecord.read.draft import Draft
from onrecord.read.parse import Block
from onrecord.read.steps import STEPS, Step
from onrecord.record import Part, Published, Report

SIZES = (1, 2, 4, 8)
PATIENCE = 60.0
"""CPU seconds for the steps of one report, after which it is not doubled again."""
STEEP, MATTERS = 1.3, 0.2
"""Growth that is marked, in a step that takes at least so many seconds at the largest size."""


def of(sentence: str, words: int, joint: str = " ") -> str:
    """A sentence over and over, to so many words."""
    return joint.join([sentence] * max(1, words // len(sentence.split())))


SYLLABLES = (
    "ber",
    "lun",
    "mar",
    "sol",
    "tve",
    "kar",
    "hol",
    "pra",
    "nov",
    "dal",
    "stra",
    "vik",
    "ost",
    "ham",
    "ril",
    "gor",
)
MONTHS = ("January", "May", "June", "October")
STATES = ("Norway", "Chile", "Peru", "Kenya", "Japan", "Estonia", "Ghana")


def each(sentence: Callable[[int], str], words: int, joint: str = "\n\n") -> str:
    """Sentences that all differ, to so many words."""
    return joint.join(map(sentence, range(max(1, words // len(sentence(0).split())))))


def family(number: int) -> str:
    """The family name of that number."""
    return "".join(SYLLABLES[number // 16**place % 16] for place in (0, 1, 2, 3)).capitalize()


def date(number: int) -> str:
    return f"{MONTHS[number % 4]} {number % 28 + 1}, {1900 + number % 199}"


def state(number: int) -> str:
    return STATES[number % len(STATES)]


REPORTS: dict[str, Callable[[int], str]] = {
    "one name": lambda n: of("Oslo", n),
    "one speaker": lambda n: of(
        "Ragna Tveitt said that Ragna Tveitt would meet Ragna Tveitt in Oslo on Tuesday.", n, "\n\n"
    ),
    "dates": lambda n: of("on May 3, 2031, or 4/5/2031,", n),
    "right to left": lambda n: of(
        "\u202eRagna\u202c Tveitt שלום said e\u0301\u0301\u0301 مرحبا in Oslo\u200f.", n, "\n\n"
    ),
    "named like a country": lambda n: of(
        "Mr. Chad Jordan of Georgia told Israel Malta that Chad and Jordan left Georgia.", n, "\n\n"
    ),
    "emoji": lambda n: of(
        "😀 “We 👩‍👩‍👧 agree 😀,” 😀 Ragna Tveitt 😀 said in Oslo 🇳🇴 on Tuesday.", n, "\n\n"
    ),
    "quotation marks": lambda n: of('“ " ” \' « “ said ” » "', n),
    "open quotations": lambda n: of("“We said", n),
    "one sentence": lambda n: of(
        "and Norway which said that Chile met Peru in Lima where the envoy of Oslo who", n
    ),
    "list of places": lambda n: of("Oslo, Norway, Lima, Peru, Paris, Texas, and there,", n),
    "descriptions": lambda n: of(
        "The minister told the official that the country and the city would meet them there.",
        n,
        "\n\n",
    ),
    "no spaces": lambda n: "Oslo" * n,
    "combining": lambda n: "e" + "\u0301" * 6 * n,
    "told": lambda n: of("said Norway said Oslo told Lima that Peru said", n),
    "ten thousand dates": lambda n: each(date, n, ", "),
    "days of meetings": lambda n: each(
        lambda k: f"{state(k)} and {state(k + 1)} met in Oslo on {date(k)} and on {date(k + 1)}.", n
    ),
    "many people": lambda n: each(
        lambda k: (
            f"Anna {family(k)}, the foreign minister of {state(k)}, said that she would meet {family(k // 2)} in Oslo."
        ),
        n,
    ),
    "one family": lambda n: each(
        lambda k: f"{family(k)} Tveitt met Mr. Tveitt, and Tveitt said that the minister had gone.",
        n,
    ),
    "many bodies": lambda n: each(
        lambda k: (
            f"The {family(k)} Institute of {family(k + 1)} said the institute, the group and the government had met the ministry."
        ),
        n,
    ),
    "many places": lambda n: each(
        lambda k: (
            f"The envoys met in {family(k)}, in {state(k)}, and went to the city of {family(k // 2)}."
        ),
        n,
    ),
    "quotations": lambda n: each(
        lambda k: (
            f"“We met {family(k)} of {state(k)},” the official said. “We agreed.” She added: “{family(k)} left.”"
        ),
        n,
    ),
    "interview": lambda n: each(
        lambda k: (
            f"Q: What did {family(k)} say?\n\nA: I told {state(k)} that we would meet on {date(k)}."
        ),
        n,
    ),
    "talks": lambda n: each(
        lambda k: (
            f"The two governments met. The talks were called off. {state(k)} warned {state(k + 2)}, and both signed the deal."
        ),
        n,
    ),
    "visits": lambda n: each(
        lambda k: (
            f"The envoy of {state(k)} visited Lima on {date(k)} and agreed in Oslo to halve a fee in {family(k)}."
        ),
        n,
    ),
    "one minister": lambda n: each(
        lambda k: f"Trade Minister Ragna Tveitt met the minister and the envoy in {family(k)}.", n
    ),
    "many teams": lambda n: each(
        lambda k: (
            f"The {family(k)} team met a {family(k)} group. The country, the ministry and its army said the team had left."
        ),
        n,
    ),
    "officials": lambda n: each(
        lambda k: (
            f"A {family(k)} official said the envoy and administration officials met the {family(k + 1)} envoy and his brother."
        ),
        n,
    ),
    "called off": lambda n: each(
        lambda k: (
            f"{state(k)} and {state(k // 7)} were to meet on {date(k)}. The talks were called off."
        ),
        n,
    ),
    "capitals": lambda n: of("THE MINISTER Of The Royal Bank Street House Lake Mount Museum", n),
}


def report(text: str) -> Report:
    day = "2031-05-14"
    return Report(
        "0" * 16,
        "hostile.txt",
        "en",
        text,
        published=Published(day, day, day, "metadata"),
        parts=(Part("body", (0, len(text))),),
    )


@functools.cache
def parsed(text: str) -> object:
    return parse.pipeline()(text)


def draft(text: str) -> Draft:
    """A report with its paragraphs, of which those with the same words are parsed once."""
    spans = parse.paragraphs(text, 0, len(text))
    return Draft(report(text), tuple(Block("body", s, parsed(text[s:e]).copy()) for s, e in spans))  # type: ignore[attr-defined]


def name(step: Step) -> str:
    return step.__module__.rpartition(".")[2]


def costs(text: str, culprits: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """The CPU seconds of each step; those named as culprits tell what they are spent on."""
    known = draft(text)
    for step in STEPS:
        profile = cProfile.Profile() if name(step) in culprits else None
        start = time.process_time()
        found = (
            profile.runcall(lambda s=step, d=known: tuple(s(d))) if profile else tuple(step(known))
        )  # type: ignore[misc]
        known = known.plus(found)
        yield name(step), time.process_time() - start
        if profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(8)


def grown(sizes: list[dict[str, float]], step: str) -> float:
    """The exponent by which a step grows from the smallest size to the largest."""
    first, last = max(sizes[0][step], 1e-4), max(sizes[-1][step], 1e-4)
    return math.log(last / first) / math.log(SIZES[len(sizes) - 1]) if len(sizes) > 1 else 0.0


def measure(title: str, words: int, *, culprits: bool) -> bool:
    """Prints one report's table; true where no step grows too fast."""
    make, sizes = REPORTS[title], []
    for times in SIZES:
        sizes.append(dict(costs(make(words * times))))
        if sum(sizes[-1].values()) > PATIENCE:
            break
    steep = [s for s in sizes[0] if sizes[-1][s] > MATTERS and grown(sizes, s) > STEEP]
    print(
        f"{title}\n{'':12}"
        + "".join(f"{words * t:>10}" for t in SIZES[: len(sizes)])
        + f"{'growth':>9}"
    )
    for step in sizes[0]:
        row = "".join(f"{size[step]:10.3f}" for size in sizes)
        print(f"{step:12}{row}{grown(sizes, step):9.2f}{' !' if step in steep else ''}", flush=True)
    if culprits and steep:
        list(costs(make(words * SIZES[len(sizes) - 1]), steep))
    return not steep


HEAD = "By Ragna Tveitt\nOSLO, May 14, 2031\n\nThe ministers met in the harbour for talks, and this is what they said.\n\n"


def file(title: str, size: int) -> str:
    """A report of some bytes, with a head that shows it to be one and to be in English."""
    make = REPORTS[title]
    words = 1000 * size // len(make(1000).encode())
    return HEAD + make(words).encode()[: size - len(HEAD)].decode(errors="ignore") + "\n"


def whole(text: str) -> tuple[float, int]:
    """CPU seconds and peak memory (MB) of reading a file with the command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(path)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the command ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def curve(title: str, size: int) -> None:
    """Prints how long the command takes for files of growing size."""
    measured = [whole(file(title, size // part)) for part in (8, 4, 2, 1)]
    print(
        f"{title:20}" + "".join(f"{took:8.1f} s {room:5} MB" for took, room in measured), flush=True
    )


def main() -> int:
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("--words", type=int, default=1000, help="words of the smallest report")
    args.add_argument("--bytes", type=int, help="read whole files up to this size with the command")
    args.add_argument("--only", nargs="+", choices=REPORTS, default=list(REPORTS))
    args.add_argument(
        "--culprits", action="store_true", help="the functions that a steep step spends its time in"
    )
    given = args.parse_args()
    if given.bytes:
        for title in given.only:
            curve(title, given.bytes)
        return 0
    list(costs("Ragna Tveitt said so in Oslo."))
    good = [measure(title, given.words, culprits=given.culprits) for title in given.only]
    print(f"{sum(good)} of {len(good)} reports without a step that grows faster than n log n")
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
