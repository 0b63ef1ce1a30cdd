"""Runs the README's commands on the samples and puts what they print below them.

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


def refreshed(text: str) -> str:
    """The text of a README with every output as it is today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        text = CONSOLE.sub(lambda found: console(found[1], folder), text)
        return PYTHON.sub(lambda found: python(found[1], folder), text)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(refreshed(readme.read_text(encoding="utf-8")), encoding="utf-8")
