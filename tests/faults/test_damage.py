"""Damaged records: every command says which file, none shows a wrong word, and `mend` makes anew
what can be made."""

from __future__ import annotations

import os
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
def test_a_damage_is_named_by_every_command(
    made: Made, record: Path, tmp_path: Path, kind: str
) -> None:
    """A command that needs the file says in one line what is wrong and what to do; any other prints
    what it always did."""
    whole = {
        name: run(*args).stdout
        for name, args in commands(made, made.record, tmp_path / "out").items()
    }
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
            assert (
                "onrecord mend" in done.stderr
                or "onrecord build" in done.stderr
                or "new folder" in done.stderr
            ), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_damage_is_found_and_mended(made: Made, record: Path, kind: str) -> None:
    """`check` names the damage, and after `mend` the record is the one that it was, or the version
    before and says what is lost."""
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
        assert (
            "second.txt" in done.stderr
            or "version missing" in kind
            or "empty" in kind
            or "file" in kind
        )
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
    """Of 480 single bits turned anywhere in a record, `check` finds each, and no table gives other
    words."""
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
def test_a_record_without_its_manifest_is_never_emptied(
    made: Made, record: Path, tmp_path: Path, harm: str
) -> None:
    """Without `record.json` a build refuses, whatever it is given, and `mend` takes the newest
    whole version."""
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
    """Where `record.json` was put back from a copy, a build refuses and `mend` takes the newer
    version that is there."""
    shutil.copy(record / "version-1" / "manifest.json", record / "record.json")
    done = run("build", made.reports, "-o", record)
    assert (done.exit_code, "version-2 is there" in done.stderr) == (1, True)
    assert run("mend", record).exit_code == 0
    assert held(record) == held(made.record)


def test_what_a_dead_build_left_is_looked_at(made: Made, record: Path) -> None:
    """A reading cut short is found by `check`, and after `mend` only whole ones are kept."""
    whole = onrecord.open(record).readings([onrecord.open(record).reports()[0].id])[0]
    with closing(Pending(record / PENDING)) as kept:
        kept.add(
            Kept(
                whole.report.id,
                whole.report.digest,
                onrecord.__version__,
                msgspec.json.encode(whole).decode(),
            )
        )
    assert run("check", record).exit_code == 0
    with (record / PENDING).open("ab") as file:
        file.write(b'{"id": "half a li')
    assert PENDING in run("check", record).stdout
    assert run("mend", record).exit_code == 0
    assert run("check", record).exit_code == 0
    assert not onrecord.build([made.reports], record).changed


@pytest.mark.parametrize("left", ["a folder", "a file"])
def test_what_a_dead_mend_left_does_not_stop_the_next(made: Made, record: Path, left: str) -> None:
    """A draft of a mend or build that died, even one that is no folder, is cleared, and the record
    is mended."""
    (record / "version-2" / "words.sqlite").unlink()
    (record / "draft-3").mkdir() if left == "a folder" else (record / "draft-3").touch()
    assert run("mend", record).exit_code == 0
    assert held(record) == held(made.record)
    assert not (record / "draft-3").exists()


@pytest.mark.parametrize(
    "name", [PENDING, "record.json.new", "build.lock", "version-2/manifest.json"]
)
@pytest.mark.parametrize("what", ["a folder", "a pipe"])
def test_what_stands_in_the_place_of_a_small_file(
    made: Made, record: Path, name: str, what: str
) -> None:
    """A folder or a pipe in the place of a file that is not a table hangs no command, and `mend`
    sets it aside."""
    (record / name).unlink(missing_ok=True)
    (record / name).mkdir() if what == "a folder" else os.mkfifo(record / name)
    for args in (("check", record), ("mend", record), ("build", made.reports, "-o", record)):
        done = run(*args)
        assert done.exception is None or isinstance(done.exception, SystemExit)
    if name == "build.lock" and what == "a folder":
        assert "cannot be written" in done.stderr
        return
    assert done.exit_code == 0, done.output
    assert held(record) == held(made.record)
    assert run("check", record).exit_code == 0


def test_a_reading_of_another_shape_is_read_again(made: Made, record: Path) -> None:
    """A kept reading that this onrecord cannot use, as one of another version may be, stops no
    build."""
    with closing(Pending(record / PENDING)) as kept:
        kept.add(Kept("0123456789abcdef", "digest", "0.0", '{"report": 1}'))
    assert run("check", record).exit_code == 1
    assert run("build", made.reports, "-o", record).exit_code == 0
    assert held(record) == held(made.record)


def test_a_version_about_to_be_put_in_place_is_no_damage(made: Made, record: Path) -> None:
    """Between the last two renames of a build, or where it died there, the record is as it was
    before for every reader."""
    shutil.copy(record / "record.json", record / "record.json.new")
    shutil.copy(record / "version-1" / "manifest.json", record / "record.json")
    assert run("check", record).exit_code == 0
    onrecord.open(record).expect_whole()
    assert len(onrecord.open(record).reports()) == 1
    run("build", made.reports, "-o", record)
    assert held(record) == held(made.record)


def test_an_export_does_not_lie_in_the_record(record: Path) -> None:
    """A folder of the record is refused, whatever it is called."""
    for name in ("version-9", "pending.jsonl", "inner"):
        done = run("export", record, "-o", record / name)
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert run("check", record).exit_code == 0


def test_a_record_is_not_read_as_reports(made: Made, record: Path, tmp_path: Path) -> None:
    """A record in the folder that it is built from is passed over; one that is named is refused."""
    shutil.copytree(made.reports, tmp_path / "reports")
    done = run("build", tmp_path, "-o", record)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "it is a record" in run("read", record).stderr
