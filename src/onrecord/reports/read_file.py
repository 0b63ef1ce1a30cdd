"""One file -> its reports, by format; nothing of a container is held but the report at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from onrecord.record import Report, Unread
from onrecord.reports import formats
from onrecord.reports.decoding import declared, decoded
from onrecord.reports.files import STANDARD_INPUT, failure, opened
from onrecord.reports.formats import READ_ERRORS, Format, broken_gzip, format_of, plain, refuse_binary
from onrecord.reports.given import Given
from onrecord.reports.json_lines import fields, rows
from onrecord.reports.make import Source, from_page, from_text
from onrecord.reports.refused import Refused

Found = Iterator[Report | Unread]


def read_file(path: str) -> Found:
    """The reports of a file, or one `Unread`."""
    try:
        stream = opened(path)
    except Refused as refused:
        yield refused.at(path)
        return
    except OSError as error:
        yield failure(error).at(path)
        return
    try:
        yield from _read(path, stream)
    except Refused as refused:
        yield refused.at(path)
    except READ_ERRORS as error:
        yield broken_gzip(error).at(path)
    except OSError as error:
        yield failure(error).at(path)
    finally:
        if path != STANDARD_INPUT:
            stream.close()


def _read(path: str, stream: BinaryIO) -> Found:
    head, unpacked = plain(stream)
    if not head.strip():
        data = formats.whole(unpacked)
        head, unpacked = data.lstrip()[: formats.HEAD], BytesIO(data)
    yield from READERS[format_of(head, path)](path, unpacked)


def _text(path: str, stream: BinaryIO) -> Found:
    data = formats.whole(stream)
    refuse_binary(data)
    text, encoding = decoded(data)
    yield from_text(text, Source.of(path, data, encoding), Given())


def _html(path: str, stream: BinaryIO) -> Found:
    data = formats.whole(stream)
    refuse_binary(data)
    text, encoding = decoded(data, declared(data))
    yield from_page(text, Source.of(path, data, encoding), Given())


def _json_lines(path: str, stream: BinaryIO) -> Found:
    for number, row in rows(stream):
        name = f"{path}#{number}"
        if isinstance(row, Refused):
            yield row.at(name)
            continue
        yield one_object(path, str(number), row)


def _json(path: str, stream: BinaryIO) -> Found:
    yield one_object(path, "1", formats.whole(stream))


def one_object(path: str, number: str, row: bytes) -> Report | Unread:
    """The report that one line of JSON Lines holds."""
    name = f"{path}#{number}"
    try:
        item = fields(row)
        name = f"{path}#{item.given.id or number}"
        source = Source(name, hashlib.sha256(row).hexdigest(), "utf-8")
        return from_page(item.html, source, item.given) if item.text is None else from_text(item.text, source, item.given)
    except Refused as refused:
        return refused.at(name)


def _warc(path: str, stream: BinaryIO) -> Found:
    from onrecord.reports.warc import pages

    number = 0
    for number, (data, charset, url) in enumerate(pages(stream), 1):
        name = f"{path}#{number}"
        try:
            if isinstance(data, Refused):
                raise data
            text, encoding = decoded(data, charset or declared(data))
            yield from_page(text, Source.of(name, data, encoding), Given(url=url))
        except Refused as refused:
            yield refused.at(name)
    if not number:
        raise Refused("it holds no HTML page", "give a WARC file with response records of HTML pages")


READERS: dict[Format, Callable[[str, BinaryIO], Found]] = {"text": _text, "html": _html, "jsonl": _json_lines, "json": _json, "warc": _warc}
