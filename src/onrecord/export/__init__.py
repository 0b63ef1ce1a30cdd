"""A record written out: a module a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.export import jsonl
from onrecord.store import Store

FORMATS: dict[str, Callable[[Store, Path], None]] = {"jsonl": jsonl.write}
"""How each format is written."""
