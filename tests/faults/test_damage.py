"""Damaged records: every command says which file, none shows a wrong word, and `mend` makes anew what can be made."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

import onrecord
from asking import ask
from faults.damages import FILES, damages, flip
from onrecord.cli import main
from onrecord.record import Record
from onrecord.store.folder import PENDING
from onrecord.store.pending import Pending
from onrecord.store.tables import Kept
from onrecord.web import app

FIRST = "Talks\n\nOSLO, May 13, 2031 — Foreign Minister Ragna Tveitt will meet Chilean envoy Amaro Quilodran in Oslo on Thursday.\n"
SECOND = "More talks\n\nOSLO, May 16, 2031 — “We will come back,” Chilean envoy Amaro Quilodran said in Oslo.\n"
KINDS = dict(damages())


@dataclass(frozen=True)
class Made:
    """A record of two reports, built one after the other, and one of its statements."""

    record: Path
    reports: Path
    statement: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (reports / name).write_text(text, encoding="utf-8")
        onrecord.build([reports], folder / "r")
    return Made(folder / "r", reports, onrecord.open(folder / "r").statements()[0].id)


@pytest.fixture
def record(made: Made, tmp_path: Path) -> Path:
    """A copy that a test may harm."""
    return Path(shutil.copytree(made.record, tmp_path / "r"))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def commands(made: Made, record: Path, out: Path) -> dict[str, tuple[str | Path, ...]]:
    """The commands that open a record."""
    return {
        "find": ("find", record, "back"),
        "show": ("show", record, made.statement),
        "why": ("why", record, made.statement),
        "export": ("export", record, "-o", out),
        "build": ("build", made.reports, "-o", record),
    }


def held(record: Path) -> dict[str, object]:
    """All that a record holds."""
    store = onrecord.open(record)
    found: dict[str, object] = {name: getattr(store, name)() for name in Record.__struct_fields__}
    return found | {"readings": store.readings(r.id for r in store.reports())}


def pages(record: Path, made: Made) -> Iterator[str]:
    """What the page answers."""
    page = app(record)
    for address in ("/", f"/statement/{made.statement}.json", "/search?q=back"):
        yield ask(page, address, raises=False).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_damage_is_named_by_every_command(made: Made, record: Path, tmp_path: Path, kind: str) -> None:
    """A command that needs the file says in one line what is wrong and what to do; any other prints what it always did."""
    whole = {name: run(*args).stdout for name, args in commands(made, made.record, tmp_path / "out").items()}
    KINDS[kind](record)
    served = run("serve", record, "--port", "0")
    assert (served.exit_code, len(served.stderr.splitlines())) == (1, 1)
    for name, args in commands(made, record, tmp_path / "out").items():
        done = run(*args)
        assert done.exception is None or isinstance(done.exception, SystemExit), name
        if done.exit_code == 0 and name != "build":
            assert done.stdout == whole[name], name
        else:
            assert done.exit_code == 1, name
            assert len(done.stderr.splitlines()) == 1, name
            assert "onrecord mend" in done.stderr or "onrecord build" in done.stderr or "new folder" in done.stderr, name


@pytest.mark.parametrize("kind", KINDS)
def test_a_damage_is_found_and_mended(made: Made, record: Path, kind: str) -> None:
    """`check` names the damage, and after `mend` the record is the one that it was, or the version before and says what is lost."""
    KINDS[kind](record)
    checked = run("check", record)
    assert checked.exit_code == 1
    done = run("mend", record)
    if kind == "both versions missing":
        assert done.exit_code == 1
        return
    assert done.exit_code == 0, done.output
    assert run("check", record).exit_code == 0
    if "is lost" in done.stderr:
        assert len(onrecord.open(record).reports()) == 1
        assert "second.txt" in done.stderr or "version missing" in kind or "empty" in kind or "file" in kind
        run("build", made.reports, "-o", record)
    assert held(record) == held(made.record)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_shows_no_wrong_word(made: Made, record: Path, kind: str) -> None:
    """A page of a damaged record is the page as ever, or says that the record cannot be read."""
    whole = list(pages(made.record, made))
    KINDS[kind](record)
    try:
        shown = list(pages(record, made))
    except onrecord.RecordError:
        return
    for now, before in zip(shown, whole, strict=True):
        assert now == before or "cannot be read" in now


def test_a_page_that_is_open_sees_later_damage(record: Path) -> None:
    """A file that is changed under an open record is hashed again, and nothing of it is shown."""
    store = onrecord.open(record)
    assert store.statements()
    flip(record / FILES[3], 800)
    with pytest.raises(onrecord.DamagedRecord, match="statements"):
        store.statements()


def test_no_flipped_bit_is_silent(record: Path) -> None:
    """Of 480 single bits turned anywhere in a record, `check` finds each, and no table gives other words."""
    chance = random.Random(20311113)
    files = sorted(p for p in record.rglob("*") if p.is_file() and p.stat().st_size)
    sizes = [p.stat().st_size for p in files]
    for _ in range(480):
        path = chance.choices(files, sizes)[0] if chance.random() < 0.7 else chance.choice(files)
        at = chance.randrange(path.stat().st_size * 8)
        flip(path, at)
        assert onrecord.check(record), f"{path.name}, bit {at}"
        flip(path, at)
    assert not onrecord.check(record)


@pytest.mark.parametrize("harm", ["", "version-1"])
def test_a_record_without_its_manifest_is_never_emptied(made: Made, record: Path, tmp_path: Path, harm: str) -> None:
    """Without `record.json` a build refuses, whatever it is given, and `mend` takes the newest whole version."""
    (record / "record.json").unlink()
    if harm:
        shutil.rmtree(record / harm)
    for given in (tmp_path / "nowhere", made.reports):
        done = run("build", given, "-o", record)
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
        assert "onrecord mend" in done.stderr
    assert run("mend", record).exit_code == 0
    assert held(record) == held(made.record)


def test_a_manifest_of_an_older_version_is_noticed(made: Made, record: Path) -> None:
    """Where `record.json` was put back from a copy, a build refuses and `mend` takes the newer version that is there."""
    shutil.copy(record / "version-1" / "manifest.json", record / "record.json")
    done = run("build", made.reports, "-o", record)
    assert (done.exit_code, "version-2 is there" in done.stderr) == (1, True)
    assert run("mend", record).exit_code == 0
    assert held(record) == held(made.record)


def test_what_a_dead_build_left_is_looked_at(made: Made, record: Path) -> None:
    """A reading cut short is found by `check`, and after `mend` only whole ones are kept."""
    whole = onrecord.open(record).readings([onrecord.open(record).reports()[0].id])[0]
    with closing(Pending(record / PENDING)) as kept:
        kept.add(Kept(whole.report.id, whole.report.digest, onrecord.__version__, msgspec.json.encode(whole).decode()))
    assert run("check", record).exit_code == 0
    with (record / PENDING).open("ab") as file:
        file.write(b'{"id": "half a li')
    assert PENDING in run("check", record).stdout
    assert run("mend", record).exit_code == 0
    assert run("check", record).exit_code == 0
    assert not onrecord.build([made.reports], record).changed
