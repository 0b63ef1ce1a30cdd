"""One file -> its reports, by format; nothing of a container is held but the report at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from io import BufferedReader, BytesIO
from typing import BinaryIO

from onrecord.cleaned import printable
from onrecord.record import Report, Unread
from onrecord.reports import formats
from onrecord.reports.answers import Page
from onrecord.reports.decoding import declared, decoded
from onrecord.reports.files import STANDARD_INPUT, failure, opened
from onrecord.reports.formats import Format, format_of, plain, refuse_binary
from onrecord.reports.given import Given
from onrecord.reports.gunzip import Damaged
from onrecord.reports.json_lines import fields, rows
from onrecord.reports.make import Source, from_page, from_text
from onrecord.reports.refused import Refused, fault, faults

Found = Iterator[Report | Unread]


def read_file(path: str) -> Found:
    """The reports of a file; whatever ends the reading of it comes as `Unread` in the place of what
    is left."""
    name = printable(path)
    try:
        stream = opened(path)
        with nullcontext() if path == STANDARD_INPUT else stream:
            yield from _read(name, stream)
    except Exception as error:
        yield refusal(error).at(name)


def refusal(error: Exception) -> Refused:
    """Why a file is read no further."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Damaged):
        return error.refused
    return failure(error) if isinstance(error, OSError) else fault(error)


def _read(path: str, stream: BinaryIO) -> Found:
    head, unpacked = plain(stream)
    if not head.strip():
        data = formats.whole(unpacked)
        head, unpacked = data.lstrip()[: formats.HEAD], BufferedReader(BytesIO(data))
    yield from READERS[format_of(head, path)](path, unpacked)


def _text(path: str, stream: BufferedReader) -> Found:
    data = formats.whole(stream)
    refuse_binary(data)
    text, encoding = decoded(data)
    yield from_text(text, Source.of(path, data, encoding), Given())


def _html(path: str, stream: BufferedReader) -> Found:
    data = formats.whole(stream)
    refuse_binary(data)
    text, encoding = decoded(data, declared(data))
    yield from_page(text, Source.of(path, data, encoding), Given())


def _json_lines(path: str, stream: BufferedReader) -> Found:
    for number, row in rows(stream):
        yield (
            row.at(f"{path}#{number}")
            if isinstance(row, Refused)
            else one_object(path, str(number), row)
        )


def _json(path: str, stream: BufferedReader) -> Found:
    yield one_object(path, "1", formats.whole(stream))


def one_object(path: str, number: str, row: bytes) -> Report | Unread:
    """The report that one line of JSON Lines holds."""
    name = f"{path}#{number}"
    try:
        with faults():
            item = fields(row)
            name = f"{path}#{item.given.id or number}"
            source = Source(name, hashlib.sha256(row).hexdigest(), "utf-8")
            return (
                from_page(item.html, source, item.given)
                if item.text is None
                else from_text(item.text, source, item.given)
            )
    except Refused as refused:
        return refused.at(name)


def _warc(path: str, stream: BufferedReader) -> Found:
    from onrecord.reports.warc import pages

    number = 0
    for number, page in enumerate(pages(stream), 1):
        yield (
            page.at(f"{path}#{number}")
            if isinstance(page, Refused)
            else _one_page(f"{path}#{number}", page)
        )
    if not number:
        raise Refused(
            "it holds no HTML page", "give a WARC file with response records of HTML pages"
        )


def _one_page(name: str, page: Page) -> Report | Unread:
    """The report that a page of a WARC file is."""
    try:
        with faults():
            text, encoding = decoded(page.data, page.charset or declared(page.data))
            return from_page(text, Source.of(name, page.data, encoding), Given(url=page.url))
    except Refused as refused:
        return refused.at(name)


READERS: dict[Format, Callable[[str, BufferedReader], Found]] = {
    "text": _text, "html": _html, "jsonl": _json_lines, "json": _json, "warc": _warc,
}  # fmt: skip
