"""Templates, with escaping that cannot be turned off by a file's name, and the few words that they
use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files

import jinja2
from markupsafe import Markup

from onrecord import __version__, show, wording
from onrecord.show import Segment
from onrecord.web import links, pictures
from onrecord.web.people import office
from onrecord.web.story import first_days


def environment() -> jinja2.Environment:
    """The environment of the templates: everything is escaped, and an unknown name is an error."""
    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        wording=wording,
        links=links,
        pictures=pictures,
        office=office,
        version=__version__,
        marked=marked,
        whole=whole,
    )
    env.globals.update(
        office_line=show.office_line,
        first_days=first_days,
        statuses=tuple(wording.STATUS),
        basis=wording.BASIS,
    )
    env.filters["state_name"] = wording.state
    env.finalize = _finalize
    return env


def _source(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _finalize(value: object) -> object:
    """What a template prints: text of a report never brings control characters along, and None is
    nothing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return show.shown(value)
    return "" if value is None else value


def marked(
    parts: Iterable[Segment], hrefs: Mapping[str, str] | None = None, *, anchors: bool = False
) -> Markup:
    """Segments as HTML, already escaped by the highlighter."""
    link: Callable[[str], str | None] | None = hrefs.get if hrefs else None
    return Markup(show.html(parts, link, anchors=anchors))


def whole(text: str, *, quoted: bool) -> str:
    """What was said as a page shows it: in quotation marks where the words are the speaker's own,
    without the comma before "he said"."""
    bare = _COMMA.sub(r"\1", " ".join(show.short(text).split()))
    return "“" + bare.strip('“”"') + "”" if quoted else bare


_COMMA = re.compile(r"[,;:]+([”\"]?)$")
