"""Bytes -> text: by byte order mark, by declaration, as UTF-8, as Windows-1252."""

from __future__ import annotations

import codecs
import re

from onrecord.reports.refused import Refused

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.I,
)
AS_READ_ON_THE_WEB = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Names that browsers take for a wider encoding of which they are a part."""
NO_TEXT = (
    "utf-16",
    "utf-32",
    "utf-7",
    "unicode-escape",
    "raw-unicode-escape",
    "idna",
    "punycode",
    "undefined",
    "charmap",
)
"""Beginnings of names that no page can have: it could not be read as ASCII, or they are known to
Python alone."""
LONGEST_NAME = 40
"""Characters of the name of an encoding; a longer one is not known."""


def declared(page: bytes) -> str | None:
    """The encoding that an HTML page says that it has."""
    found = DECLARED.search(page, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def decoded(data: bytes, said: str | None = None) -> tuple[str, str]:
    """The text and the name of the encoding; the text of a plain UTF-8 file is the file, but for
    its byte order mark."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data, name), name.removesuffix("-sig")
    named, known = _named(said)
    for name in (*named, "utf-8"):
        try:
            return data.decode(name), name.replace("cp125", "windows-125")
        except UnicodeDecodeError:
            continue
    if said and not known:
        raise Refused(
            f"it declares the encoding {said[:LONGEST_NAME]!r}, which is not known, and is not UTF-8",
            "convert it to UTF-8",
        )
    return _strict(data, "cp1252"), "windows-1252"


def _named(said: str | None) -> tuple[tuple[str, ...], bool]:
    """The encodings to try for a declaration, and whether it names a known one."""
    if not said:
        return (), True
    if len(said) > LONGEST_NAME:
        return (), False
    try:
        name = codecs.lookup(said).name
        if name.startswith(NO_TEXT):
            return (), True
        b"a".decode(name)
    except (LookupError, ValueError):
        return (), False
    name = AS_READ_ON_THE_WEB.get(name, name)
    return (("utf-8", name) if name == "cp1252" else (name,)), True


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Refused("its encoding could not be found out", "convert it to UTF-8") from error
