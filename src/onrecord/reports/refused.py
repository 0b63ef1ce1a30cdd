"""Why an input is not read: raised where it is noticed, turned into an `Unread` at the edge."""

from __future__ import annotations

from onrecord.record import Unread


class Refused(Exception):
    """Not a report: why, and what to do about it."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why, self.advice = why, advice

    def at(self, path: str) -> Unread:
        return Unread(path, self.why, self.advice)
