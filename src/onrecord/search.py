"""Full text: one index a record, in SQLite's FTS5, that `find` asks by words, by what a thing is
about, by day and by issue.

Words are compared without case, accents and endings; words in double quotation marks stand
together.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct

FILE = "words.sqlite"
SCHEMA = """
create virtual table words using fts5(about, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
create table entry (n integer primary key, kind text, id text, first text, last text);
create table issue (n integer, issue text);
"""
INDEXES = "create index by_issue on issue (issue); create index by_day on entry (kind, first);"


class Row(Struct, frozen=True):
    """What the index knows of an entry: its kind and id, what it is about, its other words, its
    days, its issues."""

    kind: str
    id: str
    about: str
    text: str
    days: tuple[str, str] | None
    issues: tuple[str, ...] = ()


def write(path: Path, rows: Iterable[Row]) -> None:
    """Writes the index; a build that fails leaves it to be cleared."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
        for n, row in enumerate(rows):
            db.execute(
                "insert into words (rowid, about, text) values (?, ?, ?)",
                (n, folded(row.about), folded(row.text)),
            )
            db.execute(
                "insert into entry values (?, ?, ?, ?, ?)",
                (n, row.kind, row.id, *(row.days or (None, None))),
            )
            db.executemany("insert into issue values (?, ?)", ((n, issue) for issue in row.issues))
        db.executescript(INDEXES)
        db.commit()


def find(
    path: Path, kind: str, *, text: str = "", about: str = "", day: str = ""
) -> tuple[str, ...]:
    """Ids of the entries of a kind that have the words, are about the words, and lie in the days;
    the best first."""
    asked = " AND ".join(filter(None, (_query(text, "{about text}"), _query(about, "about"))))
    if (text or about) and not asked:
        return ()
    tests, values = ["kind = ?"], [kind]
    if day:
        first, last = days(day)
        tests.append("first <= ? and last >= ?")
        values += [last, first]
    if not asked:
        return _ask(
            path, f"select id from entry where {' and '.join(tests)} order by first, n", values
        )
    sql = f"select id from words join entry on n = words.rowid where words match ? and {' and '.join(tests)} order by rank, n"
    return _ask(path, sql, [asked, *values])


def with_issues(path: Path, kind: str, issues: Sequence[str]) -> tuple[str, ...]:
    """Ids of the entries of a kind that speak of one of the issues."""
    marks = ", ".join("?" * len(issues))
    sql = f"select distinct id from issue join entry using (n) where kind = ? and issue in ({marks}) order by n"
    return _ask(path, sql, [kind, *issues])


def _ask(path: Path, sql: str, values: Sequence[object]) -> tuple[str, ...]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        return tuple(row[0] for row in db.execute(sql, values))


LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"}
)


def folded(text: str) -> str:
    """Small letters without accents: what a keyboard without them types."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


TERM = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w")


def _query(words: str, columns: str) -> str:
    """What FTS5 is asked: every term, in the columns; nothing that a user types is read as its
    syntax."""
    plain = words.translate(
        {ord("“"): '"', ord("”"): '"', 0: " "}
    )  # SQLite ends a text at its first NUL
    terms = [phrase or word for phrase, word in TERM.findall(plain) if WORD.search(phrase or word)]
    return " AND ".join(
        f"{columns} : ({' OR '.join(_quoted(t) for t in _alike(term))})" for term in terms
    )


def _quoted(term: str) -> str:
    return '"' + folded(term).replace('"', '""') + '"'


def _alike(term: str) -> tuple[str, ...]:
    """A term, and where it names a state the name of its people: "China" finds "Chinese"."""
    from onrecord.lexicon.states import by_name

    state = by_name().get(term) or by_name().get(term.title())
    return (term, *state.demonyms) if state else (term,)


DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)")


def days(value: str) -> tuple[str, str]:
    """The first and last day of a day, month, year, ISO week, or of two of them joined by `/`;
    raises where it is none."""
    first, _, last = value.partition("/")
    begin, end = _span(first.strip()), _span((last or first).strip())
    if begin is None or end is None or begin[0] > end[1]:
        raise ValueError(
            f"{value}: not a day; give 2021-03-18, 2021-03, 2021 or two of them as 2021-03-16/2021-03-18"
        )
    return begin[0], end[1]


def _span(value: str) -> tuple[str, str] | None:
    import calendar
    import datetime

    try:
        if week := WEEK.fullmatch(value):
            monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday.isoformat(), (monday + datetime.timedelta(6)).isoformat()
        found = DAY.fullmatch(value)
        if not found:
            return None
        year, month, day = found.groups()
        first = datetime.date(int(year), int(month or 1), int(day or 1))
        last = datetime.date(
            int(year),
            int(month or 12),
            int(day or calendar.monthrange(int(year), int(month or 12))[1]),
        )
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()
