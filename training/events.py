"""Trains the heads of events and expressions on the statement model's encoder, together with those
of statements.

    python training/events.py --init SHIPPED.pt --out RUN --items ITEMS.jsonl --reports REPORTS.jsonl …
        --references REFERENCES.jsonl … --names NAMES.jsonl.gz --pronouns GAP.jsonl.gz
        --readings READINGS.jsonl … --statements TRAIN.jsonl [--epochs 8]

Of every word: is it the first of a trigger, and of what PLOVER type; of a trigger its status, its
mode, and whether the report is about it; of a trigger and a word: is the word of who acts, of whom
he acts on, by whose word it is told, where, when (bilinear forms, as in Dozat and Manning, 2017).
An event that a careful coder could give another type as well teaches both. Of what is marked unsure
the trigger is not taught. Texts without marks of statements teach what `--teacher`, a run that
was trained on statements alone, says of them (Li and Hoiem, 2016), so that nothing is forgotten.
Of a mention and a word: does the word stand for the state for which the one who is mentioned acts.
What is taught of names and expressions, `referring.py` says.
What `marks.aside` names is left out. What is saved is the running mean of the weights.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

import marks
import referring
import statements
from exchange import Exchange
from onrecord.models.events import FIRST, INSIDE, MODES, OUT, ROLES, STATUS, TYPES
from onrecord.models.mentions import FORMS, KINDS
from onrecord.models.pieces import WORD, Vocabulary
from onrecord.models.reader import ARC, numbered
from onrecord.models.windows import ROOM, Paragraph, Window, size, windows, words
from onrecord.read.parse import paragraphs
from onrecord.read.quotations import quotations
from onrecord.record import Span
from statements import NONE, Marked, Tagger, encoder_folder, hidden, marked

OTHER = 0.25
"""What the other types that fit have of an event's tag."""


class Reader(Tagger):
    """The tagger of statements with the heads of events."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__(drop)
        width = self.encoder.config.hidden_size
        self.trigger = nn.Linear(width, FIRST + len(TYPES))
        self.status = nn.Linear(width, len(STATUS))
        self.mode = nn.Linear(width, len(MODES))
        self.central = nn.Linear(width, 1)
        self.event_ask = nn.Linear(width, len(ROLES) * ARC)
        self.event_answer = nn.Linear(width, len(ROLES) * ARC)
        self.state_ask = nn.Linear(width, ARC)
        self.state_answer = nn.Linear(width, ARC)
        self.name = nn.Linear(width, 1 + 2 * len(KINDS))
        self.end = nn.Linear(width, len(FORMS))
        self.start_ask, self.start_answer = (nn.Linear(width, referring.START) for _ in range(2))
        self.same_ask, self.same_answer = nn.Linear(width, ARC), nn.Linear(width, ARC)

    def forward(
        self, ids: torch.Tensor, forms: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        found = self.encoder(input_ids=ids, token_type_ids=forms, attention_mask=mask)
        hidden = self.drop(found.last_hidden_state.float())
        heads = (
            self.tag, self.ask, self.answer, self.trigger, self.status, self.mode, self.central,
            self.event_ask, self.event_answer, self.state_ask, self.state_answer, self.name,
            self.end, self.start_ask, self.start_answer, self.same_ask, self.same_answer,
        )  # fmt: skip
        return tuple(head(hidden) for head in heads)


@dataclass
class Text:
    """A text with what is marked in it: events, statements, or both; `said` holds what the
    teacher says of each word's tag, where no statements are marked."""

    paragraphs: list[Paragraph]
    events: marks.Doc | None
    statements: Marked | None
    said: dict[int, np.ndarray] = field(default_factory=dict)
    names: list[tuple[Span, str]] | None = None
    meant: list[referring.Expression] | None = None
    until: int = 0
    """As far as it is marked who is meant."""
    pairs: list[referring.Pair] = field(default_factory=list)


@dataclass
class Told:
    """A trigger of a window: its place, and the places of the words of its roles."""

    at: int
    status: int
    mode: int
    central: float
    roles: list[list[int] | None]
    states: list[tuple[int, list[int], bool]]
    """For each state that is named in the window: 0 for the acting side or 1 for the other, the
    places of the words that stand for it, and whether it is on that side."""


@dataclass
class Mention:
    """A mention in a window: the places of its words, and for each state that the window names the
    places of the words that stand for it, and whether it is the state of whom is mentioned."""

    places: list[int]
    states: list[tuple[list[int], bool]]


@dataclass
class Example:
    ids: list[int]
    forms: list[int]
    firsts: list[int]
    tags: list[int] | None
    cues: list[tuple[int, list[int], list[int]]]
    said: np.ndarray | None
    trigger: np.ndarray | None
    events: list[Told]
    mentions: list[Mention]
    labels: referring.Labels = field(default_factory=referring.Labels)


def text_of(doc: marks.Doc, vocabulary: Vocabulary) -> Text:
    return Text(paragraphs_of(doc.text, vocabulary, doc.spans), doc, None)


def paragraphs_of(
    text: str, vocabulary: Vocabulary, spans: Iterable[Span] | None = None
) -> list[Paragraph]:
    found = [
        words(text, s, [(s[0] + a, s[0] + b) for a, b in quotations(text[slice(*s)])], vocabulary)
        for s in spans or paragraphs(text, 0, len(text))
    ]
    return [p for p in found if p]


def remember(texts: list[Text], teacher: Tagger, vocabulary: Vocabulary) -> None:
    """What the teacher says of the tag of each word."""
    teacher.eval()
    for text in texts:
        for window in windows(text.paragraphs):
            ids, forms, firsts = numbered(window, vocabulary)
            given = torch.tensor([ids]), torch.tensor([forms]), torch.ones(1, len(ids))
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                tags = teacher(*given)[0][0].float().softmax(-1)
            for word, place in list(zip(all_words(window), firsts, strict=True))[window.known :]:
                text.said[word.span[0]] = tags[place].numpy().astype(np.float16)


def example(text: Text, window: Window, vocabulary: Vocabulary) -> Example:
    ids, forms, firsts = numbered(window, vocabulary)
    found = Example(ids, forms, firsts, None, [], None, None, [], [])
    if text.statements:
        one = statements.example(text.statements, window, vocabulary)
        found.tags, found.cues = one.tags, one.cues
    elif text.said:
        found.said = np.zeros((len(ids), 7), np.float32)
        for word, place in zip(all_words(window), firsts, strict=True):
            found.said[place] = text.said[word.span[0]]
    if text.events:
        add_events(found, text.events, window)
    if text.names is not None or text.meant is not None or text.pairs:
        places = placing(found, window)
        found.labels = referring.labels(
            len(ids), firsts, places, text.names, text.meant, text.until
        )
        found.labels.same += referring.asked(places, text.pairs)
    return found


def placing(found: Example, window: Window) -> Callable[[Span], list[int]]:
    """Where the words of a span stand in a window."""
    ws = all_words(window)
    return lambda span: [
        p
        for w, p in zip(ws, found.firsts, strict=True)
        if w.span[0] < span[1] and span[0] < w.span[1]
    ]


def all_words(window: Window) -> list:
    return [word for part in window.parts for word in part]


def add_events(found: Example, doc: marks.Doc, window: Window) -> None:
    places = placing(found, window)
    named: dict[str, list[int]] = {}
    for bearer in doc.bearers:
        named.setdefault(bearer.state, []).extend(places(bearer.span))
    named = {state: sorted(set(at)) for state, at in named.items() if at}
    found.mentions = [
        Mention(at, states)
        for one in doc.allegiances
        if (at := places(one.span)) and (states := list(whose(one, doc, places)))
    ]
    want = np.zeros((len(found.ids), FIRST + len(TYPES)), np.float32)
    want[found.firsts, OUT] = 1
    for span in doc.vague:
        want[places(span)] = 0
    for e in (e for e in doc.events if e.unsure):
        want[places(e.trigger)] = 0
    taken = set()
    for e in (e for e in doc.events if not e.unsure):
        at = places(e.trigger)
        if not at or at[0] in taken:
            continue
        taken.add(at[0])
        want[at] = 0
        for place in at[1:]:
            if place not in taken:
                want[place, INSIDE] = 1
        share = OTHER if e.also else 0.0
        want[at[0], FIRST + TYPES.index(e.type)] = 1 - share
        for other in e.also:
            want[at[0], FIRST + TYPES.index(other)] += share / len(e.also)
        roles = []
        for role in marks.ROLES:
            spans = e.roles[role]
            inside = [p for s in spans or () for p in places(s)]
            roles.append(None if spans is None or (spans and not inside) else inside)
        mode = MODES.index(e.mode) if e.mode in MODES else 0
        states = [(0, held, state in e.sides) for state, held in named.items()]
        states += [(1, held, state in e.targets) for state, held in named.items()]
        found.events.append(
            Told(at[0], STATUS.index(e.status), mode, float(e.central), roles, states)
        )
    found.trigger = want


def whose(
    one: marks.Allegiance, doc: marks.Doc, places: Callable[[Span], list[int]]
) -> Iterator[tuple[list[int], bool]]:
    """For each state that others than the one who is mentioned stand for, by which words, and
    whether it is his: of an actor for whom nothing stands is asked."""
    own = {b.actor for b in doc.bearers if b.span == one.span}
    named: dict[str, set[int]] = {}
    for bearer in doc.bearers:
        if bearer.actor is None or bearer.actor not in own:
            named.setdefault(bearer.state, set()).update(places(bearer.span))
    yield from ((sorted(at), state in one.states) for state, at in named.items() if at)


def examples(texts: list[Text], vocabulary: Vocabulary, rng: random.Random) -> Iterator[Example]:
    """Every text cut into windows, the first cut by chance, many under other names."""
    names = (name for text in texts if text.events for name in text.events.persons)
    pool = {w for name in names for w in name.split() if w[:1].isupper() and WORD.fullmatch(w)}
    exchange = Exchange(sorted(pool), vocabulary, rng)
    for text in texts:
        whole, ends = 0, [0]
        for number, paragraph in enumerate(text.paragraphs):
            whole += size(paragraph) + 1
            if whole <= ROOM:
                ends.append(number + 1)
        first = rng.choice(ends) if len(text.paragraphs) > 1 and rng.random() < 0.7 else 0
        paragraphs = renamed(text, exchange)
        for window in (*windows(paragraphs[:first]), *windows(paragraphs[first:])):
            yield example(text, window, vocabulary)


def renamed(text: Text, exchange: Exchange) -> list[Paragraph]:
    """The paragraphs of a text, now and then with other names of states and persons."""
    doc = text.events
    if doc is None or not doc.bearers:
        return text.paragraphs
    bearers = {b.span: b.state for b in doc.bearers}
    return exchange.paragraphs(text.paragraphs, doc.text, bearers, doc.persons)


# --- variation --------------------------------------------------------------------------------


def varied(x: Example, rng: random.Random) -> Example:
    """A window now and then in capitals, in the capitals of a headline, or in small letters, since
    headlines and raw text come so."""
    chance = rng.random()
    if chance > 0.1:
        return x
    new = 2 if chance < 0.02 else 1 if chance < 0.06 else 0
    forms = [
        form // 3 * 3 + new if piece > MARKS else form
        for form, piece in zip(x.forms, x.ids, strict=True)
    ]
    return replace(x, forms=forms)


MARKS = 103
"""The last piece of the vocabulary that stands for no text: [MASK]."""


# --- batches ----------------------------------------------------------------------------------


@dataclass
class Batch:
    plain: statements.Batch
    said: torch.Tensor
    trigger: torch.Tensor
    at: torch.Tensor
    status: torch.Tensor
    mode: torch.Tensor
    central: torch.Tensor
    held: torch.Tensor
    counts: torch.Tensor
    states: torch.Tensor
    """A row for each word that stands for a state: the number of the state, event, arc, place."""
    on_side: torch.Tensor
    mentioned: torch.Tensor
    """A row for each word of a mention: the number of the mention, text, place."""
    belongs: torch.Tensor
    """A row for each word that stands for a state: the number of the state, mention, text,
    place."""
    own: torch.Tensor
    mentions: referring.Batch


def batch(group: list[Example]) -> Batch:
    long = max(len(x.ids) for x in group)
    plain = statements.batch(
        [
            statements.Example(x.ids, x.forms, x.tags or [NONE] * len(x.ids), x.cues, x.firsts)
            for x in group
        ]
    )
    said = torch.zeros(len(group), long, 7)
    trigger = torch.zeros(len(group), long, FIRST + len(TYPES))
    events = [(row, e) for row, x in enumerate(group) for e in x.events]
    held = torch.zeros(len(events), len(marks.ROLES), long)
    counts = torch.zeros(len(events), len(marks.ROLES), long)
    for row, x in enumerate(group):
        if x.said is not None:
            said[row, : len(x.ids)] = torch.from_numpy(x.said)
        if x.trigger is not None:
            trigger[row, : len(x.ids)] = torch.from_numpy(x.trigger)
    for number, (row, e) in enumerate(events):
        for role, places in enumerate(e.roles):
            if places is not None:
                counts[number, role, group[row].firsts] = 1
                held[number, role, places] = 1
    whole = lambda values: torch.tensor(values, dtype=torch.long)  # noqa: E731
    named = [(number, one) for number, (_, e) in enumerate(events) for one in e.states]
    states = [
        (n, number, len(marks.ROLES) + side, place)
        for n, (number, (side, places, _)) in enumerate(named)
        for place in places
    ]
    mentions = [(row, m) for row, x in enumerate(group) for m in x.mentions]
    mentioned = [(n, row, place) for n, (row, m) in enumerate(mentions) for place in m.places]
    whose = [(n, row, one) for n, (row, m) in enumerate(mentions) for one in m.states]
    belongs = [
        (number, n, row, place)
        for number, (n, row, (places, _)) in enumerate(whose)
        for place in places
    ]
    return Batch(
        plain, said, trigger, whole([(row, e.at) for row, e in events]).reshape(-1, 2),
        whole([e.status for _, e in events]), whole([e.mode for _, e in events]),
        torch.tensor([e.central for _, e in events]), held, counts,
        whole(states).reshape(-1, 4), torch.tensor([float(one[2]) for _, one in named]),
        whole(mentioned).reshape(-1, 3), whole(belongs).reshape(-1, 4),
        torch.tensor([float(one[1]) for _, _, one in whose]),
        referring.batch([x.labels for x in group], long),
    )  # fmt: skip


# --- loss -------------------------------------------------------------------------------------


def soft(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with shares of tags, over the words that have any."""
    return -(wanted * scores.log_softmax(-1)).sum() / wanted.sum().clamp(min=1)


def loss(given: tuple[torch.Tensor, ...], b: Batch) -> torch.Tensor:
    (
        tag, ask, answer, trigger, status, mode, central, event_ask, event_answer, state_ask,
        state_answer, *meant,
    ) = given  # fmt: skip
    total = soft(tag, b.said) + soft(trigger, b.trigger) + allegiance(state_ask, state_answer, b)
    total = total + referring.loss(*meant, b.mentions)
    if (b.plain.tags != NONE).any():
        total = total + statements.loss(tag, ask, answer, b.plain)
    if not len(b.at):
        return total
    row, at = b.at[:, 0], b.at[:, 1]
    total = total + 0.3 * nn.functional.cross_entropy(status[row, at], b.status)
    total = total + 0.2 * nn.functional.cross_entropy(mode[row, at], b.mode)
    total = total + 0.2 * nn.functional.binary_cross_entropy_with_logits(
        central[row, at, 0], b.central
    )
    asked = event_ask[row, at].view(len(row), len(ROLES), ARC)
    answered = event_answer.view(*event_answer.shape[:2], len(ROLES), ARC)[row]
    arcs = torch.einsum("erd,etrd->ert", asked, answered) / ARC**0.5
    each = nn.functional.binary_cross_entropy_with_logits(
        arcs[:, : len(marks.ROLES)], b.held, reduction="none"
    )
    total = total + 0.5 * (each * b.counts).sum() / b.held.sum().clamp(min=1)
    return total + 2.0 * any_of(arcs, b)


def any_of(arcs: torch.Tensor, b: Batch) -> torch.Tensor:
    """A state is on a side if any word that stands for it is."""
    if not len(b.on_side):
        return arcs.sum() * 0
    number, event, arc, place = b.states.unbind(1)
    return referring.noisy_or(number, arcs[event, arc, place], b.on_side)


def allegiance(ask: torch.Tensor, answer: torch.Tensor, b: Batch) -> torch.Tensor:
    """A state is that of whom is mentioned if any word that stands for it says so; a mention asks
    by the mean of its words."""
    if not len(b.own):
        return ask.sum() * 0
    mention, text, place = b.mentioned.unbind(1)
    asked = torch.zeros(int(mention[-1]) + 1, ARC).index_add(0, mention, ask[text, place])
    asked = asked / torch.bincount(mention)[:, None]
    number, of, text, place = b.belongs.unbind(1)
    scores = (asked[of] * answer[text, place]).sum(-1) / ARC**0.5
    return referring.noisy_or(number, scores, b.own)


# --- training ---------------------------------------------------------------------------------


def train(
    texts: list[Text], plain: list[Text], vocabulary: Vocabulary, args: argparse.Namespace
) -> None:
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    net = Reader(args.drop)
    print("new:", net.load_state_dict(torch.load(args.init), strict=False).missing_keys, flush=True)
    teacher = Tagger()
    held = torch.load(args.teacher or args.init)
    teacher.load_state_dict({name: held[name] for name in teacher.state_dict()})
    if args.heads:
        net.encoder.requires_grad_(False)
    else:
        remember([text for text in texts if not text.statements], teacher, vocabulary)
    mean = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(statements.groups(net, args.rate), fused=True)
    step, steps, start = 0, 0, time.time()
    for epoch in range(1, args.epochs + 1):
        some = rng.sample(plain, round(len(plain) * args.share))
        found = [varied(x, rng) for x in examples([*texts, *some], vocabulary, rng)]
        todo = [batch(g) for g in statements.grouped(found, args.pieces, rng)]
        steps = steps or len(todo) * args.epochs
        sums = 0.0
        net.train()
        net.encoder.train(not args.heads)
        for number, b in enumerate(todo, 1):
            now = min(1.0, (step + 1) / statements.WARM) * max(0.01, 1 - step / steps)
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * now
            ids = hidden(b.plain.ids, vocabulary.ids["[MASK]"], args.hide)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                given = net(ids, b.plain.forms, b.plain.mask)
            value = loss(tuple(g.float() for g in given), b)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(1 - 1 / args.kept, step / (step + 10))
            with torch.no_grad():
                for old, new in zip(mean.parameters(), net.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
            sums += value.item()
            if number % 50 == 0:
                took = time.time() - start
                print(
                    f"epoch {epoch} {number}/{len(todo)} loss {sums / 50:.4f} {took:.0f} s",
                    flush=True,
                )
                sums = 0.0
        torch.save(mean.state_dict(), f"{args.out}.{epoch}.pt")


def gathered(args: argparse.Namespace, vocabulary: Vocabulary) -> tuple[list[Text], list[Text]]:
    """Texts with events, and those with statements alone."""
    read = marks.readings(args.readings)
    meant = marks.references(args.references)
    docs = [
        marks.item(d, d)
        for path in args.items
        for d in marks.lines(path)
        if not marks.aside(marks.key_of(d))
    ]
    away = set()
    for path in args.reports:
        for given, doc in marks.reports(path, meant, read):
            if marks.aside(marks.key_of(given)):
                away.add(doc.text)
            else:
                docs.append(doc)
    docs += [doc for path in args.ours for doc in marks.ours(path, args.data, meant)]
    docs += [doc for path in args.nothing for doc in marks.nothing(path)]
    for doc in docs:
        if doc.text in read:
            marks.with_bearers(doc, read[doc.text])
    texts = {doc.text: text_of(doc, vocabulary) for doc in docs}
    for doc in docs:
        if doc.meant:
            texts[doc.text].meant = referring.expressions(doc.text, doc.meant)
            texts[doc.text].until = doc.meant.get("length", len(doc.text))
    plain = []
    by_id = {doc.id: doc.text for doc in docs}
    for given in (d for path in args.names for d in marks.lines(path)):
        text, named = given["text"], referring.named(given)
        if marks.aside(referring.outlet(given)) or text in away:
            continue
        begun = by_id.get(given["id"])
        if begun and text.startswith(begun):
            texts[begun].names = [one for one in named if one[0][1] <= len(begun)]
        else:
            plain.append(Text(paragraphs_of(text, vocabulary), None, None, names=named))
    for given in (d for path in args.pronouns for d in marks.lines(path)):
        pairs = [referring.pair(given)]
        plain.append(Text(paragraphs_of(given["text"], vocabulary), None, None, pairs=pairs))
    for given in marks.lines(args.statements):
        one = marked(given, vocabulary)
        if one.text in texts:
            texts[one.text].statements = one
            texts[one.text].paragraphs = one.paragraphs
        elif one.text not in away:
            plain.append(Text(one.paragraphs, None, one))
    return list(texts.values()), plain


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--init", type=Path, required=True, help="a run of statements.py, or of this"
    )
    parser.add_argument(
        "--teacher", type=Path, help="a run that knows statements; else that of --init"
    )
    parser.add_argument("--out", required=True)
    parser.add_argument("--items", type=Path, nargs="*", default=[])
    parser.add_argument("--reports", type=Path, nargs="*", default=[])
    parser.add_argument("--ours", type=Path, nargs="*", default=[], help="files of training/marks")
    parser.add_argument("--data", type=Path, help="where the texts are that these mark")
    parser.add_argument("--nothing", type=Path, nargs="*", default=[], help="texts without events")
    parser.add_argument("--references", type=Path, nargs="*", default=[])
    parser.add_argument("--names", type=Path, nargs="*", default=[])
    parser.add_argument("--pronouns", type=Path, nargs="*", default=[])
    parser.add_argument("--readings", type=Path, nargs="*", default=[])
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument(
        "--share",
        type=float,
        default=0.33,
        help="of the texts with statements alone, in each epoch",
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--hide", type=float, default=0.08)
    parser.add_argument("--kept", type=int, default=300)
    parser.add_argument("--heads", action="store_true", help="train the heads alone")
    parser.add_argument("--half", action="store_true", help="the encoder in bfloat16")
    args = parser.parse_args()
    vocabulary = Vocabulary.of(
        (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    )
    texts, plain = gathered(args, vocabulary)
    events = sum(len(t.events.events) for t in texts if t.events)
    print(
        f"{len(texts)} texts with {events} events, {len(plain)} with statements alone", flush=True
    )
    train(texts, plain, vocabulary, args)


if __name__ == "__main__":
    main()
