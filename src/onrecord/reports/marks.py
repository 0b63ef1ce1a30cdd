"""The marks by which single lines give themselves away: credits, teasers, furniture."""

from __future__ import annotations

import functools
import re

from onrecord.lexicon import table
from onrecord.record import Span
from onrecord.reports.features import CUES, hints
from onrecord.reports.lines import Line

MAKERS = (
    r"(?:photos?|photographs?|photographers?|file|handout|courtesy|screenshot|screengrab|illustration|getty|reuters|afp|epa|ap|a\.p|upi|xinhua|bloomberg"
    r"|shutterstock|istock|alamy|imago|dpa|anadolu|tass|yonhap|kyodo|fotos?|bild|wikimedia|pixabay|unsplash|flickr|associated press|crédit"
    r"|archivbild|archivfoto)"
)
CAPITALISED = r"(?-i:[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|of|the|for)){0,4})"
PARENTHESIS = re.compile(
    rf"[(\[](?P<credit>[^()\[\]:]{{0,80}}?\b{MAKERS}\b[^()\[\]]{{0,80}}|©[^()\[\]]{{2,80}}"
    rf"|(?:images?|pictures?|photos?|foto|bild|credit|source)\s?:[^()\[\]]{{2,80}}|{CAPITALISED}(?:\s?/\s?{CAPITALISED}){{1,3}})[)\]]\.?$",
    re.I,
)
NAMED = re.compile(
    r"(?:^|[.!?”\"|]\s*|\s)(?P<credit>"
    r"(?:photo(?:graph)?s?|images?|pictures?|foto|bild|crédit photo|photo credit|image credit|credit|credits|quelle|bildquelle)"
    r"\s*:\s*[^.:!?]{2,90}"
    r"|(?<=[.!?”\"|] )(?:photo(?:graph)?s?|images?|pictures?|courtesy|credit)\s+(?:by|of)\s+[^.:!?]{2,90})\.?$",
    re.I,
)
WEB = re.compile(r"https?\s?:|www\.", re.I)
NAMES = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){0,4}"
SLASHED = re.compile(
    rf"(?:^|\s)(?P<credit>(?:©\s*)?{NAMES}\s?/\s?(?:{NAMES}\s?/\s?)?"
    r"(?:Getty(?: Images)?|AP(?: Photo)?|AFP|Reuters|REUTERS|EPA|dpa|DPA|Pool|POOL|Shutterstock|Bloomberg"
    r"|Anadolu|ZUMA(?: Press)?|picture alliance|Xinhua|Alamy)\b[\w .,/'’-]{0,40})$"
)
CREDIT_ONLY = re.compile(
    rf"^[(\[]?(?:©|\(c\)\s|(?:{MAKERS})\s*[:/|]|[^.!?]{{2,40}}/\s?(?:getty|ap|afp|reuters|epa|dpa|pool|shutterstock|imago|zuma)\b"
    r"|(?:getty images|ap photo|afp photo|shutterstock|reuters file photo)\b)[^.!?]{0,80}[)\]]?$",
    re.I,
)
WORKERS = re.compile(
    r"^\(?(?:(?:additional |with )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by"
    r"|compiled by|edited by|translated by)\b.{3,300}$",
    re.I,
)

SIGNERS = r"(?-i:[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3})"
HELPERS = re.compile(
    rf"^[(\[]?(?:{SIGNERS}(?:(?:, | and |, and ){SIGNERS}){{0,5}} reported from\b[^.]{{2,120}}\."
    rf"|(?:[^“”\"]{{3,300}}\b)?contributed(?: reporting)? to this (?:report|story|article|dispatch)\b[^.]{{0,40}}\.?"
    rf"|{SIGNERS}(?:(?:, | and |, and ){SIGNERS}){{0,5}}(?: in {SIGNERS})? contributed reporting\b[^.]{{0,60}}\.?)[)\]]?$",
    re.I,
)
ADDRESS = re.compile(r"\s*(?:https?\s?:\s?/\s?/|www\s?\.)\S*(?:\s[\w./?=&%:~#+-]+)*\s*", re.I)


@functools.cache
def phrases(kind: str) -> re.Pattern[str]:
    """What a page says around an article, of one kind."""
    known = "|".join(
        row["pattern"].replace(" ", r"\s+") for row in table("page_phrases") if row["kind"] == kind
    )
    bullet = r"\s*" if kind == "furniture" else r"\s*[(\[]?(?:[•▶►»>*#-]+\s*)?"
    close = {"pointer": r"\s*(?::|[|»>]|\s[–—-]\s).{3,}", "colophon": "", "picture": ""}.get(
        kind, r"\s*[:.…>»]*\s*"
    )
    return re.compile(f"{bullet}(?:{known}){close}", re.I)


def closing_credit(text: str) -> Span | None:
    """Where the credit stands that ends a caption: "... in Bern on Monday. (Jo Doe / Pool
    Photo)"."""
    tail = text[-220:]
    if tail[-1] in ")]" or tail.endswith(").") or tail.endswith("]."):
        found = PARENTHESIS.search(tail)
        found = (
            found if found and not WORKERS.match(found[0]) and not WEB.search(found[0]) else None
        )
    elif len(text) > 600:
        return None
    else:
        found = (SLASHED.search(tail) if "/" in tail else None) or (
            NAMED.search(tail) if ":" in tail or " by " in tail or " of " in tail else None
        )
    if not found:
        return None
    before = len(text) - len(tail)
    start, end = found.span() if tail[found.start()] in "([" else found.span("credit")
    return before + start, before + end


def credit_line(line: Line) -> bool:
    """A line that is a credit and nothing else."""
    return len(line.text) <= 120 and (
        CREDIT_ONLY.match(line.text) is not None or closing_credit(line.text) == (0, len(line.text))
    )


def workers(text: str) -> bool:
    """The line that names those who reported, wrote or edited, at the end of an agency's report."""
    return len(text) <= 320 and (WORKERS.match(text) is not None or HELPERS.match(text) is not None)


def colophon(text: str) -> bool:
    """A note on the report itself: who made it or translated it, that it was corrected, where it
    stood first."""
    return (
        len(text) <= 400 and phrases("colophon").match(text) is not None and not QUOTED.search(text)
    )


QUOTED = re.compile(r"[“”\"«»„]")


def pictured(text: str) -> bool:
    """A line that says that it is about a picture: "File photo of the castle in Turku.\""""
    return len(text) <= 500 and phrases("picture").match(text) is not None


def heads_teasers(text: str) -> bool:
    """A heading under which other reports are offered."""
    return len(text) <= 80 and phrases("heading").fullmatch(text) is not None


def pointer(text: str) -> bool:
    """A line that sends the reader to one other report: "Read more: ..."."""
    return len(text) <= 220 and phrases("pointer").match(text) is not None


def furniture(line: Line) -> bool:
    """A short line that the page says, not the report: a button, a notice, an advertisement's
    mark."""
    if line.width > 160:
        return False
    return phrases("furniture").fullmatch(line.text) is not None or (
        len(line.words) <= 5
        and len(hints(line)) > 0
        and all(w in CUES for w in line.words if w.isalpha())
        and not line.ends
    )


def address(text: str) -> bool:
    """A line that is a web address."""
    return ADDRESS.match(text) is not None and ADDRESS.fullmatch(text) is not None
