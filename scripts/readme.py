"""Puts figures from docs/accuracy.md in the README, and what its commands print on the samples.

python scripts/readme.py          writes README.md anew; tests/test_readme.py says when that is due
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.S)
PYTHON = re.compile(r"(?<=```python\n)(.*?)(?=```)", re.S)

FIGURES = {
    "direct quotations with the right source | F1 @": (
        "direct quotations: content; with source | # of them | F1 #; @ |",
    ),
    "all statements with the right source | F1 @ (people by each other @; "
    "BBC Citron, retrained, @) | @ with kind, terms and act right too |": (
        "statements: content and source | the same | P #, R #, F1 @ |",
        "two people who marked the same reports, one by the other | # / @ |",
        "the same, retrained on PolNeAR | # / @ |",
        "had source, kind, terms and act all as expected (@)",
    ),
    "events of single items of news: found; whole | F1 @; @ | F1 @; @ (items kept aside) |": (
        "events of single items of news: found; whole | # items, # events | F1 @; F1 @ |",
        "the same, on items kept aside | # items, # events | F1 @; F1 @ |",
    ),
    "events of whole reports: found; whole | F1 @; @ | F1 @; @ (reports kept aside) |": (
        "events of whole reports: found; whole | # reports, # events | F1 @; F1 @ |",
        "the same, on reports kept aside | # reports, # events | F1 @; F1 @ |",
    ),
    "which reports tell one story | B-cubed F1 @ (@ articles); @ (@ short reports) | |": (
        "stories, full articles | # articles, # stories | B-cubed P #, R #, F1 @ |",
        "stories, full articles | @ articles,",
        "two happenings of each kind | # reports, # stories | B-cubed P #, R #, F1 @ |",
        "two happenings of each kind | @ reports,",
    ),
    "offices; places | | @, @, @; @ |": (
        "of offices @, then @ and @,",
        "places @; of events",
    ),
    "CPU time of reading | @ times the bare spaCy parse | |": ("**read, all** | # | **@** |",),
}
"""Rows of the README, and what says their figures (@) in docs/accuracy.md; # is any other."""


def printed(command: list[str], folder: Path) -> str:
    """What a command prints, notes on standard error left out."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3) or "Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def console(block: str, folder: Path) -> str:
    """A block of commands, each followed by what it prints; those of make stay as they are."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    if not all(line.startswith("$ onrecord ") for line in lines):
        return block
    program = str(Path(sys.executable).parent / "onrecord")
    shell = ((line, ["sh", "-c", line[2:].replace("onrecord", program, 1)]) for line in lines)
    return "".join(f"{line}\n{printed(command, folder)}" for line, command in shell)


def python(block: str, folder: Path) -> str:
    """A Python session with its results."""
    code = [line[4:] for line in block.splitlines() if line.startswith(">>> ")]
    session = "import code, sys\nc = code.InteractiveConsole()\nfor l in sys.argv[1:]:\n    print('>>> ' + l, flush=True)\n    c.push(l)\n"
    return printed([sys.executable, "-c", session, *code], folder)


def pattern(words: str) -> re.Pattern[str]:
    """Finds words with any figures in their places, however the lines are broken."""
    figure = r"\d+(?:[.,]\d+)*(?: of \d+)?"
    parts = re.escape(words).replace(r"\ ", r"\s+").replace(r"\#", figure)
    return re.compile(parts.replace("@", f"({figure})"))


def once(words: str, text: str) -> re.Match[str]:
    """Where a text has the words; they must stand there once."""
    found = list(pattern(words).finditer(text))
    if len(found) != 1:
        raise SystemExit(f"{len(found)} times in the text: {words}")
    return found[0]


def with_figures(text: str, accuracy: str) -> str:
    """The text of a README with the figures of an account of the accuracy."""
    for row, sources in FIGURES.items():
        figures = [figure for words in sources for figure in once(words, accuracy).groups()]
        old = once(row, text)
        new = row.replace("@", "{}").format(*figures)
        text = text[: old.start()] + new + text[old.end() :]
    return text


def refreshed(text: str) -> str:
    """The text of a README with every output as it is today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        text = with_figures(text, (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"))
        text = CONSOLE.sub(lambda found: console(found[1], folder), text)
        return PYTHON.sub(lambda found: python(found[1], folder), text)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(refreshed(readme.read_text(encoding="utf-8")), encoding="utf-8")
