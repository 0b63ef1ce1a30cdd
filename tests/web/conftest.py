"""The pages of the records made by hand."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from asking import RECORDS
from invented import kept
from onrecord.web import app


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Starlette]:
    """The pages of each record made by hand."""
    made = {}
    for name, record in RECORDS.items():
        path = tmp_path_factory.mktemp("records") / name
        kept(record(), path)
        made[name] = app(path)
    return made
