"""Words from outside that are no text of a report: cleaned of what cannot be written or shown, and
held to a length."""

from __future__ import annotations

import os
import re

HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no encoding can write."""
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that move a cursor or end a line."""


def cleaned(words: str, most: int) -> str:
    """Words without half characters and without control characters, cut at a number of
    characters."""
    return CONTROL.sub(" ", HALF.sub("", words[: 2 * most])).strip()[:most].rstrip()


def printable(path: str) -> str:
    """A path as it can be written: bytes that are no UTF-8 and control characters are escaped."""
    try:
        written = os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a character that stands for no byte
        written = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), written)
