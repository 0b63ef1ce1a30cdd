"""A record as web pages: no script, nothing loaded from elsewhere, every page also as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette

from onrecord.web.guard import LOCAL

__all__ = ["app"]


def app(path: str | Path, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """The page of the record at `path`, under the names in `hosts` only; a newer version shows as
    soon as a build has put it in place."""
    from onrecord.web.routes import Latest, application

    return application(Latest(path), hosts=hosts)
