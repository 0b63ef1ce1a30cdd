"""An HTTP answer as a WARC record holds it -> the HTML page in it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from onrecord.reports import formats
from onrecord.reports.formats import BLANK, PAGE, TOO_LARGE, refuse_binary
from onrecord.reports.gunzip import GZIP
from onrecord.reports.refused import Refused

HEAD = 1 << 16
"""Bytes of the head of an HTTP answer or of a WARC record; a longer one is refused."""
MOST_CODINGS = 3
"""Encodings of one page, each around the other; more are refused."""
HTML = ("text/html", "application/xhtml+xml")
HEAD_END = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
CONTINUES = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+1\d\d(?!\d)")
CHUNK = re.compile(rb"[ \t]{0,16}0{0,16}([0-9A-Fa-f]{1,8})[ \t]{0,16}(?:;[^\r\n]{0,200})?\r?\n")
CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,60})", re.I)
ADVICE = "fetch the page anew"
IN_SEGMENTS = Refused("it is stored in segments, which are not joined", ADVICE)
BY_CRAWLER = Refused("it was cut short when it was stored (WARC-Truncated)", ADVICE)
NO_END = Refused("the head of its HTTP answer is broken or cut short", ADVICE)
NO_STATUS = Refused("the status line of its HTTP answer is broken", ADVICE)
CHUNKS_BROKEN = Refused("the chunks of its HTTP answer are broken or cut short", ADVICE)


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page, the encoding that its HTTP head declares, and its address."""

    data: bytes
    charset: str | None
    url: str | None


def fields_of(head: bytes) -> dict[str, str]:
    """The first value of each field of a head by its name in lower case; a line that begins with a
    space goes on."""
    found: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(_words(name).lower(), _words(value))
    return found


def _words(data: bytes) -> str:
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("latin-1").strip()


def page_of(record: dict[str, str], block: bytes, broken: Refused | None) -> Page | None:
    """The page in a block, where it is HTML and was answered with success; raises where that page
    is not whole."""
    if not _answer(record):
        return None
    head, body = _last_parted(block)
    found = STATUS.match(head)
    said = fields_of(head)
    if (found and int(found[1]) not in (200, 203)) or not _seems_html(
        said, body, cut=broken is not None
    ):
        return None
    parted = IN_SEGMENTS if "warc-segment-number" in record else None
    refusals = (
        broken,
        BY_CRAWLER if "warc-truncated" in record else None,
        parted,
        None if found else NO_STATUS,
    )
    for refused in filter(None, refusals):
        raise refused.anew()
    if body is None:
        raise NO_END.anew()
    data = _unpacked(_joined(body, said), said)
    refuse_binary(data)
    charset = CHARSET.search(said.get("content-type", "")[:400])
    return Page(
        data, charset[1] if charset else None, record.get("warc-target-uri", "").strip("<>") or None
    )


def _answer(record: dict[str, str]) -> bool:
    """A record of a response over HTTP, as far as its fields say."""
    return (
        record.get("warc-type", "response").lower() == "response"
        and record.get("content-type", "application/http").lower().startswith("application/http")
    )  # fmt: skip


def _parted(block: bytes) -> tuple[bytes, bytes | None]:
    """The head and the body of an answer; no body where the head does not end."""
    end = HEAD_END.search(block, 0, HEAD)
    return (block[: end.start()], block[end.end() :]) if end else (block[:HEAD], None)


def _last_parted(block: bytes) -> tuple[bytes, bytes | None]:
    """The head and the body of the answer itself, behind those that only announce it: "100 Continue"."""
    head, body = _parted(block)
    for _ in range(MOST_CODINGS):
        if body is None or not CONTINUES.match(head):
            break
        head, body = _parted(body)
    return head, body


def _seems_html(said: dict[str, str], body: bytes | None, *, cut: bool) -> bool:
    """The answer says that it is HTML; one that does not say what it is looks like it, or its head
    is cut."""
    kind = said.get("content-type", "").lower()
    if kind:
        return kind.startswith(HTML)
    return cut if body is None else PAGE.search(body, 0, formats.HEAD) is not None


# --- where a page ends ----------------------------------------------------------------------------


def answer_end(block: bytes) -> int | None:
    """Where an answer ends by what it says itself, with nothing but white space behind that: by its
    length, by its last chunk, by the end of its gzip data, or by the last tag of HTML."""
    head, body = _parted(block)
    if body is None:
        return None
    said = fields_of(head)
    length = said.get("content-length", "")
    counted = int(length) if length.isdecimal() and len(length) < 12 else None
    ends = (counted, _chunks(body)[1], _packed_end(body), _last_tag(body, counted))
    here = next(
        (
            end
            for end in ends
            if end is not None and end <= len(body) and not body[end:].strip(BLANK)
        ),
        None,
    )
    return None if here is None else len(block) - len(body) + here


def _packed_end(body: bytes) -> int | None:
    if not body.startswith(GZIP):
        return None
    try:
        return len(body) - len(_members(body, 31)[1])
    except (zlib.error, EOFError):
        return None


def _last_tag(body: bytes, counted: int | None) -> int | None:
    """The end of a page that closes its last tag, and that should not be longer than it is."""
    shown = body.rstrip(BLANK)
    whole = shown[-7:].lower() == b"</html>" and (counted is None or counted <= len(body))
    return len(shown) if whole else None


# --- what an answer is packed in ------------------------------------------------------------------


def _chunks(body: bytes) -> tuple[list[bytes], int | None]:
    """The chunks that a body begins with, and where the last of them ends, if it is there and all
    are whole."""
    pieces: list[bytes] = []
    at = 0
    while found := CHUNK.match(body, at):
        size, start = int(found[1], 16), found.end()
        if not size:
            return pieces, start
        pieces.append(body[start : start + size])
        at = start + size
        end = body[at : at + 2]
        at += 2 if end == b"\r\n" else 1
        if not end.startswith((b"\r\n", b"\n")):
            break
    return pieces, None


def _joined(body: bytes, said: dict[str, str]) -> bytes:
    """The chunks of a body in one; a body that is said to come in chunks, but begins with none, is
    whole."""
    if "chunked" not in said.get("transfer-encoding", "").lower() or not CHUNK.match(body):
        return body
    pieces, end = _chunks(body)
    if end is None:
        raise CHUNKS_BROKEN.anew()
    return b"".join(pieces)


def _unpacked(body: bytes, said: dict[str, str]) -> bytes:
    """A body without the encodings that its head names; a name that is left over from what was
    unpacked before is passed over."""
    names = [
        name.strip(' "')
        for name in said.get("content-encoding", "").lower().split(",")
        if name.strip()
    ]
    if len(names) > MOST_CODINGS:
        raise Refused(f"it is packed more than {MOST_CODINGS} times", ADVICE)
    for name in reversed(names or ["gzip"]):
        body = CODINGS.get(name, _unknown)(body, name)
        if len(body) > formats.LIMIT:
            raise TOO_LARGE.anew()
    return body


def _gzip(body: bytes, name: str) -> bytes:
    return _inflated(body, name, 31) if body.startswith(GZIP) else body


def _deflate(body: bytes, name: str) -> bytes:
    """Packed with the frame of zlib, or, as some servers have it, without."""
    if len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0:
        return _inflated(body, name, 15)
    return body if _plain(body) else _inflated(body, name, -15)


def _inflated(body: bytes, name: str, bits: int) -> bytes:
    try:
        return _members(body, bits)[0]
    except (zlib.error, EOFError):
        raise _not_unpacked(name) from None


def _members(body: bytes, bits: int) -> tuple[bytes, bytes]:
    """What the members of packed data hold, as far as a report may be long, and what stands behind
    the last; raises where one is cut."""
    data, rest = b"", body
    while not data or rest.startswith(GZIP):
        member = zlib.decompressobj(bits)
        data += member.decompress(rest, formats.LIMIT + 1 - len(data))
        rest = member.unused_data
        if len(data) > formats.LIMIT or (member.eof and not data):
            break
        if not member.eof:
            raise EOFError
    return data, rest


def _brotli(body: bytes, name: str) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return _streamed(BrotliReader(BytesIO(body)).read, body, name)


def _zstd(body: bytes, name: str) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return _streamed(ZstdReader(BytesIO(body)).read, body, name)


def _streamed(read: Callable[[int], bytes], body: bytes, name: str) -> bytes:
    """What a stream unpacks, read to its end."""
    try:
        data = pieces = read(formats.LIMIT + 1)
        while pieces and len(data) <= formats.LIMIT:
            pieces = read(formats.LIMIT + 1 - len(data))
            data += pieces
        return data
    except OSError:
        return _unknown(body, name)


def _unknown(body: bytes, name: str) -> bytes:
    """A body that is in fact not packed."""
    if _plain(body):
        return body
    raise _not_unpacked(name)


def _plain(body: bytes) -> bool:
    """The bytes are text as they are."""
    try:
        refuse_binary(body[: formats.HEAD])
    except Refused:
        return False
    return True


def _not_unpacked(name: str) -> Refused:
    return Refused(f"its content encoding ({name[:40]}) is broken, cut short or not known", ADVICE)


CODINGS: dict[str, Callable[[bytes, str], bytes]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd, "identity": lambda body, _: body,
}  # fmt: skip
