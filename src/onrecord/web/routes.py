"""Which address shows what: each page is a value made from the record, printed as HTML or as
JSON."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import jinja2
import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import DamagedRecord, NewerRecord, NoEntry, NoRecord, OnrecordError
from onrecord.store import Store, listed
from onrecord.web import entries, links, lists, report, story
from onrecord.web.guard import HEADERS, LOCAL, Guard
from onrecord.web.render import environment
from onrecord.web.turns import Turns

Open = Callable[[], Store]
Page = Callable[[Store, Request], Struct]
Failures = dict[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]]
Answer = Callable[[Request], Awaitable[Response]]


class Latest:
    """The record as the latest build left it: opened once, and again when a newer version is in
    place."""

    def __init__(self, path: str | Path) -> None:
        self.path, self.lock, self.store = path, threading.Lock(), listed.opened(path)

    def __call__(self) -> Store:
        with self.lock:
            if self.store.stale:
                self.store = listed.opened(self.path)
            return self.store


class Failure(Struct, frozen=True):
    """A page that could not be shown: what is wrong, and what to do."""

    status: int
    title: str
    why: str
    advice: str


def application(opened: Open, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """The pages of the record that `opened` gives."""
    env, turns = environment(), Turns()
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(packages=[("onrecord.web", "static")]))]
    for address, name, page in PAGES:
        routes += _pair(address, turns(_json(opened, page)), turns(_html(opened, env, name, page)))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers=_failures(env),
    )


def _pair(address: str, as_json: Answer, as_html: Answer) -> list[BaseRoute]:
    """The address with `.json` and without; the first page answers to `/stories` as well."""
    if address == "/":
        return [*_pair("/stories", as_json, as_html), Route("/.json", as_json), Route("/", as_html)]
    return [Route(address + ".json", as_json), Route(address, as_html)]


def _html(
    opened: Open, env: jinja2.Environment, name: str, page: Page
) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        made = page(opened(), request)
        twin = request.url.path if request.url.path != "/" else "/stories"
        query = f"?{request.url.query}" if request.url.query else ""
        return HTMLResponse(
            env.get_template(f"{name}.html").render(page=made, json=f"{twin}.json{query}")
        )

    return show


def _json(opened: Open, page: Page) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        return Response(msgspec.json.encode(page(opened(), request)), media_type="application/json")

    return show


# --- the pages ------------------------------------------------------------------------------------


def _id(request: Request) -> str:
    return str(request.path_params["id"])


def _number(request: Request, name: str) -> int:
    """A number in the address; 0 where it has none."""
    value = request.query_params.get(name, "0")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise HTTPException(400, f"The part of the address after “{name}=” must be a number.")
    return int(value)


def _stories(store: Store, request: Request) -> lists.StoriesPage:
    return lists.stories(store, _number(request, "page"))


def _report(store: Store, request: Request) -> report.ReportPage:
    try:
        words = links.read_spans(request.query_params.get("words", ""))
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    at, part = request.query_params.get("at", ""), _number(request, "part")
    return report.page(store, _id(request), at=at, words=words, part=part)


PAGES: tuple[tuple[str, str, Page], ...] = (
    ("/", "stories", _stories),
    ("/story/{id}", "story", lambda store, request: story.page(store, _id(request))),
    ("/report/{id}", "report", _report),
    ("/statement/{id}", "statement", lambda store, request: entries.statement(store, _id(request))),
    ("/claim/{id}", "claim", lambda store, request: entries.claim(store, _id(request))),
    ("/event/{id}", "event", lambda store, request: entries.event(store, _id(request))),
    ("/actor/{id}", "actor", lambda store, request: entries.actor(store, _id(request))),
    (
        "/search",
        "search",
        lambda store, request: lists.search(store, request.query_params.get("q", "")),
    ),
)
"""Address, template, and what makes the page."""


# --- when something is wrong ----------------------------------------------------------------------


def _failures(env: jinja2.Environment) -> Failures:
    async def show(request: Request, error: Exception) -> Response:
        made = failure(error)
        headers = {**HEADERS, **(getattr(error, "headers", None) or {})}
        if request.url.path.endswith(".json"):
            body = msgspec.json.encode(made)
            return Response(body, made.status, headers, media_type="application/json")
        page = env.get_template("failure.html").render(page=made, json=None)
        return HTMLResponse(page, made.status, headers)

    return {HTTPException: show, OnrecordError: show, Exception: show}


SEARCH = "Search for what you are looking for, or start from the stories."
AGAIN = "`onrecord check RECORD` says what is wrong with it, and `onrecord mend RECORD` makes anew what can be made."
AGAIN_LATER = "Wait a moment, then load the page again."


def failure(error: Exception) -> Failure:
    """An error as a page: what is wrong in a sentence that names no folder of this machine, and
    what to do."""
    match error:
        case NoEntry():
            return Failure(
                404, "There is no such entry", "No entry of this kind has this id.", SEARCH
            )
        case HTTPException(status_code=404):
            return Failure(
                404, "There is no such page", "Nothing of the record has this address.", SEARCH
            )
        case HTTPException(status_code=503):
            return Failure(503, "Please wait", error.detail, AGAIN_LATER)
        case HTTPException():
            return Failure(error.status_code, "This address does not work", error.detail, SEARCH)
        case OnrecordError():
            return Failure(500, "The record cannot be read", _gone(error), AGAIN)
    why = f"onrecord met an error of its own ({type(error).__name__})."
    return Failure(500, "This page failed", why, "Please report it, with the address of the page.")


def _gone(error: OnrecordError) -> str:
    """Why a record that could be read cannot be read any more."""
    match error:
        case NoRecord():
            return "There is no record any more where this page found it."
        case DamagedRecord():
            return "A file of it is damaged or missing."
        case NewerRecord():
            return "A newer onrecord than this one has written it since."
    return "What this page needs of it could not be read."
