"""Tests of what stands between the browser and the pages."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from asking import ask
from onrecord.web.guard import host_of


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000", "[::1]"]
)
def test_this_machine_is_answered(pages: dict[str, Starlette], host: str) -> None:
    """The names of this machine are answered, with any port."""
    assert ask(pages["fishing"], "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example:80",
        "localhost.evil",
        "",
        "localhost@evil.example",
        "[::1",
        "0.0.0.0",
    ],
)
def test_a_foreign_name_is_refused(pages: dict[str, Starlette], host: str) -> None:
    """A name that was made to point at this machine gets no page, and not what is in it either."""
    answer = ask(pages["fishing"], "/stories.json", host=host)
    assert answer.status == 400
    assert "Norway" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_allowed(pages: dict[str, Starlette], method: str) -> None:
    """Whatever would write is refused before anything is looked at."""
    answer = ask(pages["fishing"], "/", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["/", "/story/st1.json", "/nowhere", "/static/page.css", "/report/x?words=a"]
)
def test_every_answer_says_what_a_page_may_do(pages: dict[str, Starlette], path: str) -> None:
    """Pages, data, failures and files all carry the policy."""
    headers = ask(pages["fishing"], path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_refusal_carries_the_policy_too(pages: dict[str, Starlette]) -> None:
    """Even what is said to a foreign name may load nothing."""
    assert "content-security-policy" in ask(pages["fishing"], "/", host="evil.example").headers


def test_the_port_is_not_part_of_the_host() -> None:
    """The port is cut off, and the colons of an address of version 6 are not taken for one."""
    assert [host_of(h) for h in ("a:80", "[::1]:80", "[::1]", "A", "a:b")] == [
        "a",
        "[::1]",
        "[::1]",
        "a",
        "a:b",
    ]
