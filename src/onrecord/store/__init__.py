"""A record opened for reading; `tables` has what is on the disk, `folder` how a new version is put
in place."""

from __future__ import annotations

import functools
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack, get_type_hints

import msgspec
from msgspec import Struct

from onrecord import search
from onrecord.errors import DamagedRecord, NoEntry, RecordError
from onrecord.record import (
    ActorKind,
    Claim,
    Difference,
    MergedActor,
    MergedEvent,
    Position,
    Reading,
    StoredReport,
    StoredStatement,
    Story,
)
from onrecord.search import folded
from onrecord.store import folder
from onrecord.store.listing import Listing, table_html
from onrecord.store.tables import READINGS, TABLES, ReportIssue, ReportPlace, database, whole

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

Entry = StoredReport | MergedActor | StoredStatement | Claim | MergedEvent | Story | Difference
T = TypeVar("T", bound=Struct)


ENTRIES = ("reports", "actors", "statements", "claims", "events", "stories", "differences")
"""The kinds that have an id of their own."""


class ActorsWhere(TypedDict, total=False):
    """Which actors: all conditions hold."""

    name: str
    """Words of a name, an alias, an office, or the code or name of the state that it acts for."""
    kind: ActorKind
    state: str
    story: str
    text: str
    limit: int | None


REMEMBERED, LONG = 1000, 20_000
"""Entries that an open record keeps at hand; a report only if it has fewer characters."""


class Asked(TypedDict, total=False):
    """What may be asked of statements and of events alike."""

    who: str
    """The source, or one who acts, is acted on or takes part: words of a name, an alias or an
    office, or the code or name of a state."""
    about: str
    """Words of what was said or done, or of an issue in it; the name of a state finds its people
    too ("China": "Chinese")."""
    issue: str
    """Id, name or area of an issue."""
    day: str
    """A day, month or year (`2021-03-18`, `2021-03`, `2021`) or an interval
    (`2021-03-16/2021-03-18`)."""
    text: str
    """Words anywhere in it; words in double quotation marks stand together."""


class StatementsWhere(Asked, total=False):
    """Which statements: all conditions hold."""

    story: str
    report: str
    claim: str
    actor: str
    """Id of the source."""
    kind: str
    terms: str
    act: str
    manner: str
    min_confidence: float
    limit: int | None


class EventsWhere(Asked, total=False):
    """Which events: all conditions hold."""

    type: str
    status: str
    story: str
    report: str
    actor: str
    """Id of one who acts, is acted on or takes part."""
    limit: int | None


class Store:
    """A record opened for reading: what it returns are the frozen types of `onrecord.record`, in
    tuples.

    It goes on with the version that it opened while a build puts a new one in place; `stale` then
    says so. One Store may be used from several threads.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.manifest = folder.manifest(self.path)
        self.folder = folder.place(self.path, self.manifest.version)
        self._met: dict[tuple[type[Struct], str], Struct] = {}
        self._db = database()
        self._tables: set[str] = set()
        self._lock = threading.Lock()

    # --- what is in it

    @property
    def stale(self) -> bool:
        """True where a build has put a newer version in place since; open the record again to see
        it."""
        return folder.manifest(self.path).version != self.manifest.version

    def expect_whole(self) -> None:
        """Raises DamagedRecord where a file of the record is not as it was written."""
        with self._reading():
            folder.expect_whole(self.path, self.manifest)

    def counts(self) -> dict[str, int]:
        """How many entries of each kind."""
        return dict(self.manifest.counts)

    def table(self, kind: str) -> DuckDBPyRelation:
        """A table as a DuckDB relation: `polars.DataFrame(t)` takes it through Arrow, `t.df()` is a
        pandas frame."""
        if kind not in TABLES:
            raise ValueError(f"{kind}: no such table; there are {', '.join(TABLES)}")
        sql = f"select * from {kind}"
        with self._reading():
            self._open(sql)
            return self._db.cursor().sql(sql)

    # --- reports and stories

    def reports(self, *, story: str | None = None) -> tuple[StoredReport, ...]:
        """The reports, by day of publication."""
        return self._all(
            StoredReport, _where(_equal("story", story)), order="published.earliest nulls last, id"
        )

    def report(self, id: str) -> StoredReport:
        return self._one(StoredReport, id)

    def published(self) -> dict[str, str | None]:
        """The day of publication of each report, or the first day on which it may have been."""
        return dict(
            self._ask("select id, coalesce(published.date, published.earliest) from reports")
        )

    def reading(self, report_id: str) -> Reading:
        """What was read in one report, as `read` prints it: its ids are those of the report
        alone."""
        return self.readings([report_id])[0]

    def readings(self, report_ids: Iterable[str]) -> tuple[Reading, ...]:
        """What was read in some reports, in the order asked for."""
        wanted = list(report_ids)
        sql = "select id, reading from readings where id in (select unnest(?::varchar[]))"
        found = dict(self._ask(sql, [wanted]))
        if missing := [id for id in wanted if id not in found]:
            raise NoEntry(
                f"{missing[0]}: no report of {self.path} has this id; `onrecord find {self.path}` lists what there is"
            )
        return tuple(msgspec.json.decode(found[id], type=Reading) for id in wanted)

    def stories(self) -> tuple[Story, ...]:
        """The stories, by their first day."""
        return self._all(Story, order='"first" nulls last, id')

    def story(self, id: str) -> Story:
        return self._one(Story, id)

    # --- who

    def actors(self, **where: Unpack[ActorsWhere]) -> tuple[MergedActor, ...]:
        """The actors that fit, those in most reports first."""
        _known(where, ActorsWhere)
        tests = [
            _equal("kind", where.get("kind")),
            _equal("state", where.get("state")),
            *self._found("actors", where),
        ]
        if "story" in where:
            tests.append(
                (
                    "list_has_any(reports, (select reports from stories where id = ?))",
                    [where["story"]],
                )
            )
        if "name" in where:
            tests.append(_in("id", self.who(where["name"])))
        return self._all(
            MergedActor,
            _where(*tests),
            order="len(reports) desc, name, id",
            limit=where.get("limit"),
        )

    def actor(self, id: str) -> MergedActor:
        return self._one(MergedActor, id)

    def who(self, words: str) -> tuple[str, ...]:
        """Ids of the actors whose name, alias, office or state has these words."""
        pattern, state = _words(words), _state(words)
        return tuple(
            id
            for id, of, names in self._everyone
            if (state and of == state) or pattern.search(names)
        )

    @functools.cached_property
    def _everyone(self) -> list[tuple[str, str | None, str]]:
        """Id, state and names of each actor, a name a line, folded."""
        offices = "[o.title || ' ' || coalesce(o.of, '') for o in offices]"
        sql = f"""select id, state, array_to_string([name] || names || {offices}, chr(10)) from actors order by id"""
        return [(id, state, folded(names)) for id, state, names in self._ask(sql)]

    # --- what was said and done

    def statements(self, **where: Unpack[StatementsWhere]) -> tuple[StoredStatement, ...]:
        """The statements that fit, by report and place in it."""
        _known(where, StatementsWhere)
        tests = [
            _equal(name, where.get(name))
            for name in ("story", "report", "claim", "kind", "terms", "act", "manner")
        ]
        tests += self._found("statements", where)
        if "who" in where:
            tests.append(self._by(where["who"]))
        if "actor" in where:
            tests.append((SAID, [[where["actor"]]]))
        if "min_confidence" in where:
            tests.append(("confidence >= ?", [where["min_confidence"]]))
        return self._all(
            StoredStatement,
            _where(*tests),
            order="report, content.spans[1][1], id",
            limit=where.get("limit"),
        )

    def _by(self, words: str) -> Test:
        """A statement by an actor with these words, or one whose source is named with them in the
        report."""
        test, args = SAID, [list(self.who(words))]
        return f"({test} or regexp_matches(source.text, ?))", [
            *args,
            f"(?i){EDGE}{re.escape(words)}{EDGE}",
        ]

    def claims(self, *, story: str | None = None, source: str | None = None) -> tuple[Claim, ...]:
        """The claims, those that most reports carry first."""
        return self._all(
            Claim,
            _where(_equal("story", story), _equal("source", source)),
            order="len(reports) desc, id",
        )

    def claim(self, id: str) -> Claim:
        return self._one(Claim, id)

    def events(self, **where: Unpack[EventsWhere]) -> tuple[MergedEvent, ...]:
        """The events that fit, by day."""
        _known(where, EventsWhere)
        tests = [_equal(name, where.get(name)) for name in ("story", "type", "status")]
        tests += self._found("events", where)
        if "who" in where:
            tests.append(self._took_part(where["who"]))
        if "actor" in where:
            tests.append((DID, [[where["actor"]]]))
        if "report" in where:
            tests.append(("list_contains(reports, ?)", [where["report"]]))
        return self._all(
            MergedEvent, _where(*tests), order='"date" nulls last, id', limit=where.get("limit")
        )

    def event(self, id: str) -> MergedEvent:
        return self._one(MergedEvent, id)

    def _took_part(self, words: str) -> Test:
        return f"({DID} or list_has_any(sides || targets, ?::varchar[]))", [
            list(self.who(words)),
            [_state(words) or ""],
        ]

    def differences(self, *, story: str | None = None) -> tuple[Difference, ...]:
        """Where the reports of one story do not agree, conflicts first."""
        return self._all(
            Difference,
            _where(_equal("story", story)),
            order="kind = 'conflict' desc, kind = 'finer' desc, id",
        )

    def positions(
        self, *, actor: str | None = None, issue: str | None = None
    ) -> tuple[Position, ...]:
        """Where actors stand; `issue` is an id, a name or an area."""
        tests = [_equal("actor", actor)]
        if issue is not None:
            tests.append(_in("issue", self.issue_ids(issue)))
        return self._all(Position, _where(*tests), order="actor, issue")

    def issues(self, *, report: str | None = None) -> tuple[ReportIssue, ...]:
        """The issues, as each report speaks of them."""
        return self._all(ReportIssue, _where(_equal("report", report)), order="name, id, report")

    def issue_ids(self, words: str) -> tuple[str, ...]:
        """Ids of the issues with this id, or with these words in name, area or referent."""
        pattern = _words(words)
        rows = self._ask(
            "select distinct id, concat_ws(' ', name, area, referent) from issues order by id"
        )
        return tuple(id for id, name in rows if id == words or pattern.search(folded(name))) or (
            words,
        )

    def places(self, *, report: str | None = None) -> tuple[ReportPlace, ...]:
        """The places, as each report mentions them."""
        return self._all(ReportPlace, _where(_equal("report", report)), order="name, id, report")

    # --- any entry

    def entry(self, id: str) -> Entry:
        """The entry with this id, of any kind; the beginning of an id does where only one begins
        so.

        An event or actor of one report gives the event or actor of the record that it is part
        of.
        """
        kind, whole = self._whole(id)
        return self._one(TABLES[kind], whole)  # type: ignore[return-value]

    def _whole(self, id: str) -> tuple[str, str]:
        found = self._starting(id)
        exact = [row for row in found if row[1] == id] or self._part(id)
        if exact:
            return exact[0]
        if found and all(row[1].startswith(found[0][1]) for row in found):
            return found[0]
        if found:
            raise NoEntry(
                f"{id}: several entries begin so ({', '.join(row[1] for row in found[:3])} …); give more of the id"
            )
        raise NoEntry(
            f"{id}: {self.path} has no entry with this id; `onrecord find {self.path}` lists what there is"
        )

    def _starting(self, id: str) -> list[tuple[str, str]]:
        """The entries whose id begins so, the shortest id first."""
        each = " union all ".join(
            f"select '{kind}' kind, id from {kind} where starts_with(id, $id)" for kind in ENTRIES
        )
        sql = f"select kind, id from ({each}) order by len(id), id limit 20"
        return self._ask(sql, {"id": id}) if id else []

    def _part(self, id: str) -> list[tuple[str, str]]:
        """The entry of the record that an entry of one report is part of."""
        sql = """select 'events', id from events where list_contains([m.event for m in mentions], $id)
                 union all select 'actors', id from actors where list_contains([m.actor for m in members], $id)"""
        return self._ask(sql, {"id": id})

    # --- how rows are fetched

    def _ask(self, sql: str, values: object = None) -> list[Any]:
        """The rows that a query gives, from files that are as they were written."""
        with self._reading():
            self._open(sql)
            return self._db.cursor().execute(sql, values).fetchall()

    def _open(self, sql: str) -> None:
        """Makes sure that the files of the tables that a query names are whole."""
        for name in FROM.findall(sql):
            if name in TABLES or name == READINGS:
                folder.expect(self.path, self.manifest, f"{name}.parquet")
                with self._lock:
                    if name not in self._tables:
                        self._db.execute(
                            f"create view {name} as {whole(self._db, self.folder, name)}"
                        )
                    self._tables.add(name)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What is wrong with the files of the record comes as one error of ours."""
        import duckdb

        try:
            yield
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except (DamagedRecord, duckdb.Error, sqlite3.Error, msgspec.MsgspecError, OSError) as error:
            if (
                not self.folder.is_dir()
                and folder.manifest(self.path).version > self.manifest.version
            ):
                raise RecordError(
                    f"{self.path}: was built anew since it was opened; open it again"
                ) from None
            if isinstance(error, DamagedRecord):
                raise
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> RecordError:
        """The error that is said where files cannot be read: in format 1, which has no sums, they
        may be damaged."""
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        if self.manifest.format == 1:
            return folder.damaged(self.path, f"cannot be read ({why})")
        return RecordError(
            f"{self.path}: cannot be read ({why}); `onrecord check` tells whether its files are whole"
        )

    def _index(self) -> Path:
        """The index for full text, whole."""
        folder.expect(self.path, self.manifest, search.FILE)
        return self.folder / search.FILE

    def _found(self, kind: str, where: Any) -> list[Test]:
        """The conditions that the index for full text answers."""
        asked = {name: where[name] for name in ("text", "about", "day") if where.get(name)}
        tests = []
        with self._reading():
            if asked:
                tests.append(_in("id", search.find(self._index(), kind, **asked)))
            if where.get("issue"):
                tests.append(
                    _in(
                        "id",
                        search.with_issues(self._index(), kind, self.issue_ids(where["issue"])),
                    )
                )
        return tests

    def _all(
        self,
        kind: type[T],
        where: Test = ("true", []),
        *,
        order: str = "id",
        limit: int | None = None,
    ) -> Listing[T]:
        sql = f"select to_json(row_) from {_table(kind)} row_ where {where[0]} order by {order}"
        sql += "" if limit is None else f" limit {int(limit)}"
        decode = msgspec.json.Decoder(kind).decode
        rows = self._ask(sql, where[1])
        with self._reading():
            return Listing(decode(row[0]) for row in rows)

    def _one(self, kind: type[T], id: str) -> T:
        if (found := self._met.get((kind, id))) is None:
            found = self._fetched(kind, id)
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            if not isinstance(found, StoredReport) or len(found.text) < LONG:
                self._met[kind, id] = found
        return found  # type: ignore[return-value]

    def _fetched(self, kind: type[T], id: str) -> T:
        found = self._all(kind, ("id = ?", [id]))
        if not found:
            raise NoEntry(
                f"{id}: {self.path} has none of its {_table(kind)} with this id; `onrecord find {self.path}` lists what there is"
            )
        return found[0]

    def __repr__(self) -> str:
        return f"<onrecord.Store {self.path}: {', '.join(f'{n:,} {kind}' for kind, n in self.counts().items())}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return table_html(("what", "how many"), self.counts().items(), caption=str(self.path))


# --- conditions -----------------------------------------------------------------------------------

Test = tuple[str, list[Any]]
"""A condition in SQL, and the values of its question marks."""
SAID = "list_has_any(source.actors || [source.actor], ?::varchar[])"
DID = "list_has_any(source || target || participants, ?::varchar[])"
FROM = re.compile(r"\bfrom (\w+)")
"""The tables that a query names."""
EDGE = r"(^|$|[^\pL\pN])"


def _equal(column: str, value: object) -> Test:
    return ("true", []) if value is None else (f"{column} = ?", [value])


def _in(column: str, values: Sequence[str]) -> Test:
    return f"{column} in (select unnest(?::varchar[]))", [list(values)]


def _where(*tests: Test) -> Test:
    return " and ".join(sql for sql, _ in tests), [value for _, values in tests for value in values]


def _known(where: Any, kind: type) -> None:
    """Raises where a condition is not one of those of `kind`, as a misspelt argument would."""
    there_are = get_type_hints(kind)
    if unknown := set(where) - set(there_are):
        raise TypeError(
            f"no such condition: {', '.join(sorted(unknown))}; there are {', '.join(there_are)}"
        )


def _words(words: str) -> re.Pattern[str]:
    """What finds these words, whole, in a folded text."""
    return re.compile(rf"(?<!\w){re.escape(folded(words.strip()))}(?!\w)")


def _state(words: str) -> str | None:
    """The code of a state by its code or one of its names, in any case."""
    from onrecord.lexicon.states import by_iso3, states

    if words.upper() in by_iso3():
        return words.upper()
    low = words.strip().casefold()
    return next(
        (s.iso3 for s in states() if low in (s.name.casefold(), *(n.casefold() for n in s.names))),
        None,
    )


def _table(kind: type[Struct]) -> str:
    return next(name for name, each in TABLES.items() if each is kind)
