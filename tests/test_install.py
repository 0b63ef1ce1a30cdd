"""What a user gets from `pip install .`, with the pip that Python brings along."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: str | Path, **places: str) -> str:
    """What a command prints; one that fails is shown whole."""
    env = {**CLEAN, **places}
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, env=env, cwd="/", check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    how = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run(sys.executable, "-m", "pip", "wheel", *how, "--wheel-dir", folder, ROOT)
    return next(folder.glob("onrecord-*.whl"))


def test_the_wheel_holds_every_file(wheel: Path) -> None:
    """Models, tables, templates and samples are in it, and nothing that is not in the sources."""
    wanted = set()
    for source, target in (("src/onrecord", "onrecord"), ("samples", "onrecord/samples")):
        files = [path.relative_to(ROOT / source) for path in (ROOT / source).rglob("*.*")]
        wanted |= {f"{target}/{path}" for path in files if path.suffix != ".pyc"}
    held = set(ZipFile(wheel).namelist())
    assert {name for name in held if ".dist-info/" not in name} == wanted
    assert any(name.endswith("/licenses/LICENSE") for name in held)


def test_pins_name_no_registry() -> None:
    """Pins have hashes, and no address of where they came from."""
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"^\s*-(?!-hash)\S+|://", text, flags=re.M), path
        assert len(re.findall(r"^\S+==", text, flags=re.M)) <= text.count("--hash=sha256:")


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Iterator[Path]:
    """Where the programs lie of a fresh environment with the wheel, installed as a user would."""
    with tempfile.TemporaryDirectory(prefix="onrecord-install-") as folder:
        run(sys.executable, "-m", "venv", folder)
        programs = Path(folder, "bin")
        reach_a_registry(programs, folder)
        run(programs / "pip", "install", "--quiet", wheel)
        yield programs


def reach_a_registry(programs: Path, folder: str) -> None:
    """Where pip can fetch nothing the test is skipped, but fails where CI=true."""
    fetch = [
        programs / "pip",
        "download",
        "--retries",
        "0",
        "--no-deps",
        "--dest",
        folder,
        "py3langid",
    ]
    tried = subprocess.run(fetch, capture_output=True, text=True, env=CLEAN, check=False)
    if tried.returncode:
        say = f"pip reaches no registry: {tried.stderr.strip().splitlines()[-1]}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(say)


@pytest.mark.timeout(900)  # it fetches some 300 MB where pip has not kept them
def test_a_plain_install_reads_every_format(installed: Path, tmp_path: Path) -> None:
    """The samples that came along are read, pages too, and no file of a library is left behind."""
    ask = "from onrecord.cli.page import samples; print(samples())"
    where = run(installed / "python", "-c", ask)
    homes = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    for home in homes.values():
        Path(home).mkdir()
    lines = run(installed / "onrecord", "read", where.strip(), **homes).splitlines()
    reports = [json.loads(line)["report"] for line in lines]
    assert {Path(r["path"].partition("#")[0]).suffix for r in reports} == {
        ".txt",
        ".html",
        ".jsonl",
        ".gz",
    }
    assert all(r["title"] for r in reports if r["path"].endswith(".html"))
    assert [p for home in homes.values() for p in Path(home).iterdir()] == []
