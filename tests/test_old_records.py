"""Records that earlier versions of onrecord wrote: each opens, says what it always said, and goes
on."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.record import Record
from onrecord.store import folder

RECORDS = Path(__file__).parent / "records"
VERSIONS = sorted(path.name.removesuffix(".tar.xz") for path in RECORDS.iterdir())
REPORT = "Fishing\n\nThe envoys of Chile and Peru met in Lima on May 20, 2031.\n"


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record of two invented reports, as that version wrote it."""
    with tarfile.open(RECORDS / f"{request.param}.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path / f"r-{request.param}"


def test_every_format_is_kept() -> None:
    """There is a record of each format before this one."""
    assert {"0.1.0", "0.2.0", "0.3.0"} <= set(VERSIONS)


def test_an_old_record_opens(old: Path) -> None:
    """Every table is read, words are found, and every command but `build` leaves the record as it
    is."""
    store = onrecord.open(old)
    assert all(isinstance(getattr(store, name)(), tuple) for name in Record.__struct_fields__)
    assert len(store.readings(r.id for r in store.reports())) == 2
    assert [s.content.text for s in store.statements(text="catch")] == [
        "Norway of “hiding the catch.”"
    ]
    assert not onrecord.check(old)


def test_an_old_record_goes_on(old: Path, tmp_path: Path) -> None:
    """A build adds to it, and it is then of this format."""
    (tmp_path / "new.txt").write_text(REPORT, encoding="utf-8")
    built = onrecord.build([tmp_path / "new.txt"], old)
    assert (built.counts["reports"], len(built.added)) == (3, 1)
    assert folder.manifest(old).format == folder.FORMAT
    assert not onrecord.check(old)


@pytest.mark.parametrize("data", [b"nothing that was here", b""])
@pytest.mark.parametrize("file", ["statements.parquet", "words.sqlite", "readings.parquet"])
def test_damage_to_an_old_record_is_one_line(old: Path, file: str, data: bytes) -> None:
    """Without sums a file that cannot be read is still named, by `find` where it needs it and by
    `check`."""
    (old / "version-1" / file).write_bytes(data)
    checked = CliRunner().invoke(main, ["check", str(old)])
    assert checked.exit_code == 1
    assert file in checked.stdout
    done = CliRunner().invoke(main, ["find", str(old), "catch"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    mended = CliRunner().invoke(main, ["mend", str(old)])
    assert mended.exit_code == (1 if file == "readings.parquet" else 0)


def test_an_old_record_without_its_manifest_is_mended(old: Path) -> None:
    """All is made anew from its readings, in this format."""
    (old / "record.json").unlink()
    with pytest.raises(onrecord.DamagedRecord, match="onrecord mend"):
        onrecord.open(old)
    onrecord.mend(old)
    assert len(onrecord.open(old).reports()) == 2
    assert not onrecord.check(old)
