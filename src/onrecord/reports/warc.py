"""WARC files: the HTML pages of their response records, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.reports import formats
from onrecord.reports.formats import TOO_LARGE
from onrecord.reports.refused import Refused


class _Told:
    """A stream that says how far it has been read, which fastwarc asks of a stream that cannot go back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError(f"it cannot go back to {offset} ({whence})")

    def close(self) -> None:
        """The file is closed by who opened it."""


HTML = ("text/html", "application/xhtml+xml")


def pages(stream: BinaryIO) -> Iterator[tuple[bytes | Refused, str | None, str | None]]:
    """The payload, the encoding that its HTTP header declares, and the address of each HTML page that was answered with success."""
    for record in ArchiveIterator(_Told(stream), record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
        if _is_page(record):
            data = record.reader.read(formats.LIMIT + 1)
            yield TOO_LARGE if len(data) > formats.LIMIT else data, record.http_charset, record.headers.get("WARC-Target-URI")


def _is_page(record: WarcRecord) -> bool:
    if not record.is_http or record.http_headers is None:
        return False
    kind = (record.http_content_type or "").lower()
    return record.http_headers.status_code in (200, 203) and kind.startswith(HTML)
