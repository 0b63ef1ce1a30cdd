"""The marks by which single lines give themselves away: credits, teasers, furniture."""

from __future__ import annotations

import re

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
    r"(?:^|[.!?”\"|]\s*|\s)(?P<credit>(?:photo(?:graph)?s?|images?|pictures?|foto|bild|crédit photo|photo credit|image credit|credit|credits|quelle|bildquelle)"
    r"\s*:\s*[^.:!?]{2,90}"
    r"|(?<=[.!?”\"|] )(?:photo(?:graph)?s?|images?|pictures?|courtesy|credit)\s+(?:by|of)\s+[^.:!?]{2,90})\.?$",
    re.I,
)
WEB = re.compile(r"https?\s?:|www\.", re.I)
NAMES = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){0,4}"
SLASHED = re.compile(
    rf"(?:^|\s)(?P<credit>(?:©\s*)?{NAMES}\s?/\s?(?:{NAMES}\s?/\s?)?(?:Getty(?: Images)?|AP(?: Photo)?|AFP|Reuters|REUTERS|EPA|dpa|DPA|Pool|POOL|Shutterstock|Bloomberg"
    r"|Anadolu|ZUMA(?: Press)?|picture alliance|Xinhua|Alamy)\b[\w .,/'’-]{0,40})$"
)
CREDIT_ONLY = re.compile(
    rf"^[(\[]?(?:©|\(c\)\s|(?:{MAKERS})\s*[:/|]|[^.!?]{{2,40}}/\s?(?:getty|ap|afp|reuters|epa|dpa|pool|shutterstock|imago|zuma)\b"
    r"|(?:getty images|ap photo|afp photo|shutterstock|reuters file photo)\b)[^.!?]{0,80}[)\]]?$",
    re.I,
)
WORKERS = re.compile(
    r"^\(?(?:(?:additional |with )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by|compiled by|edited by|translated by)\b.{3,300}$",
    re.I,
)

HEADS = re.compile(
    r"""\s*(?:[•▶►»>*#-]+\s*)?(?:
    more\s+(?:in|from|on|about|by|stories|news|headlines|top\s+stories|coverage|articles|to\s+explore|reading)\b.{0,50}
    |most\s+(?:read|popular|viewed|shared|commented|watched)\b.{0,30}
    |(?:related|similar|recommended|recent|popular|suggested|featured|sponsored|promoted|other|latest|top|trending)(?:\s+(?:stories|story|articles?|content|news|coverage|topics|links|posts?|reading|videos|headlines|reads|now|for\s+you))?
    |(?:read|watch|see|up|what\s+to\s+read|continue\s+reading)\s+(?:more|also|next)|up\s+next|editors?['’]?s?\s+(?:picks?|choice)|(?:you|we)\s+(?:may|might|think\s+you)\b.{0,40}
    |don['’]?t\s+miss(?:\s+.{0,20})?|further\s+reading|in\s+other\s+news|(?:around|from)\s+the\s+web|in\s+case\s+you\s+missed\s+it|what\s+others\s+are\s+reading|next\s+(?:story|article|up)
    |mehr\s+(?:zum\s+thema|dazu|aus|von|nachrichten|lesen)\b.{0,40}|das\s+könnte\s+(?:sie|dich|ihnen)\b.{0,40}|(?:meist|viel)gelesen.{0,20}|lesen\s+sie\s+auch|auch\s+interessant|weitere\s+(?:artikel|themen|nachrichten|meldungen)\b.{0,30}|passend\s+dazu|empfehlungen.{0,30}
    |à\s+lire(?:\s+aussi)?|lire\s+aussi|les\s+plus\s+lus|sur\s+le\s+même\s+(?:sujet|thème)|articles\s+(?:liés|similaires)|lee\s+también|te\s+puede\s+interesar.{0,20}|más\s+(?:noticias|leídas|leído|información).{0,20}|noticias\s+relacionadas
    |leggi\s+anche|potrebbe\s+interessarti.{0,20}|leia\s+(?:também|mais)|veja\s+também|mais\s+lidas|lees\s+ook|meer\s+(?:nieuws|over)\b.{0,30}|läs\s+(?:också|mer|även).{0,20}|les\s+også|mest\s+(?:lest|läst|læste)|czytaj\s+(?:także|też|więcej)|zobacz\s+(?:także|też)|ilgili\s+haberler|baca\s+juga
    )\s*[:.…>»]*\s*""",
    re.I | re.X,
)
POINTER = re.compile(
    r"""\s*[([]?(?:[•▶►»>*-]+\s*)?(?:read\s+(?:more|also|next|the\s+full\s+story)|also\s+read|see\s+also|related(?:\s+(?:story|stories|article|coverage|video))?|more|watch(?:\s+(?:live|now|also|more))?|listen|recommended|opinion|explainer|in\s+pictures|video
    |lesen\s+sie(?:\s+(?:auch|hier|dazu))?|mehr\s+dazu|à\s+lire(?:\s+aussi)?|lire\s+aussi|lee\s+también|leggi\s+anche|leia\s+também|lees\s+ook|läs\s+också|les\s+også|czytaj\s+także|baca\s+juga)\s*(?::|[|»>]|\s[–—-]\s).{3,}""",
    re.I | re.X,
)
FURNITURE = re.compile(
    r"""\s*(?:advertise?ment|ad|advert|anzeige|werbung|publicité|publicidad|sponsored|promoted|article\s+content|story\s+continues\s+below.{0,30}|(?:continue|keep)\s+reading.{0,40}|continues?\s+below.{0,30}|share(?:\s+(?:this|on|via|to|article|story)\b.{0,40})?|share\s+and\s+comment|follow\s+us\b.{0,60}
    |click\s+here\b.{0,80}|sign\s+up\b.{0,120}|subscribe\b.{0,120}|join\s+our\b.{0,100}|get\s+(?:our|the)\b.{0,60}newsletters?\b.{0,60}|download\s+(?:our|the)\b.{0,60}app\b.{0,40}|copy\s+link|print|email|e-mail|facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|leave\s+a\s+comment.{0,30}
    |all\s+rights\s+reserved.{0,60}|copyright\b.{0,120}|©.{0,120}|\(c\)\s.{0,120}|skip\s+(?:to|navigation)\b.{0,40}|back\s+to\s+top|home|menu|search|log\s+in|sign\s+in|register|close|next|previous|loading.{0,10}|listen(?:\s+to\s+this\s+article)?.{0,20}|\d+\s*min(?:ute)?s?(?:\s+read)?|reading\s+time.{0,20}|save|bookmark|gift(?:\s+this\s+article)?|tags?\s*:.{0,200}|topics?\s*:.{0,200}|filed\s+under\b.{0,100}|view\s+(?:comments|all|gallery)|show\s+more|load\s+more|read\s+more|end\s+of\s+(?:article|story)|\#{1,5}|-{2,}|\*{2,}(?:\s*\*)*)\s*[.:…]*\s*""",
    re.I | re.X,
)
ADDRESS = re.compile(r"\s*(?:https?\s?:\s?/\s?/|www\s?\.)\S*(?:\s[\w./?=&%:~#+-]+)*\s*", re.I)


def closing_credit(text: str) -> Span | None:
    """Where the credit stands that ends a caption: "... in Bern on Monday. (Jo Doe / Pool Photo)"."""
    tail = text[-220:]
    if tail[-1] in ")]" or tail.endswith(").") or tail.endswith("]."):
        found = PARENTHESIS.search(tail)
        found = found if found and not WORKERS.match(found[0]) and not WEB.search(found[0]) else None
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
    return len(line.text) <= 120 and (CREDIT_ONLY.match(line.text) is not None or closing_credit(line.text) == (0, len(line.text)))


def workers(text: str) -> bool:
    """The line that names those who reported, wrote or edited, at the end of an agency's report."""
    return len(text) <= 320 and WORKERS.match(text) is not None


def heads_teasers(text: str) -> bool:
    """A heading under which other reports are offered."""
    return len(text) <= 80 and HEADS.fullmatch(text) is not None


def pointer(text: str) -> bool:
    """A line that sends the reader to one other report: "Read more: ..."."""
    return len(text) <= 220 and POINTER.match(text) is not None


def furniture(line: Line) -> bool:
    """A short line that the page says, not the report: a button, a notice, an advertisement's mark."""
    if line.width > 160:
        return False
    return FURNITURE.fullmatch(line.text) is not None or (
        len(line.words) <= 5 and len(hints(line)) > 0 and all(w in CUES for w in line.words if w.isalpha()) and not line.ends
    )


def address(text: str) -> bool:
    """A line that is a web address."""
    return ADDRESS.match(text) is not None and ADDRESS.fullmatch(text) is not None
