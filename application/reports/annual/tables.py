"""Further tables of an annual report: progress, membership, texts and signatures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking.answer import Column, Row, dated
from application.questions.asking.facts import Fact
from application.questions.asking.references import commitments_by_text
from application.questions.asking.sentences import plain
from application.questions.members.standings import status
from application.reports.annual.summary import texts
from application.reports.body import Body
from application.reports.document import Block, Section, Table
from application.reports.progress.assessments_and_milestones import assessed, milestones
from application.reports.progress.progress import counts_by_scale, matrix
from application.reports.progress.states import States
from application.reports.status_notes import standings_told
from application.reports.work import Days
from domain.event import Event
from domain.events.members import Joined, MemberEvent, Reinstated, Suspended, Withdrew
from domain.events.texts import Consented, MemberAct, Signed, Withdrawn
from domain.words import worded

CHANGES: tuple[tuple[type[MemberEvent], str], ...] = (
    (Joined, "joined"),
    (Suspended, "suspended"),
    (Reinstated, "reinstated"),
    (Withdrew, "left"),
)
ACTS: tuple[tuple[type[MemberAct], str], ...] = (
    (Signed, "signed"),
    (Consented, "consented"),
    (Withdrawn, "withdrew"),
)
MARK = Column("remark", "Remark")


def sections(body: Body, days: Days, states: States) -> list[Section]:
    """Return the sections in their order."""
    return [
        Section("progress", "Progress", list(_progress(states))),
        Section("membership", "Members", [_changes(body, days)]),
        Section("texts", "Texts and signatures", list(_texts(body, days))),
    ]


def _progress(states: States) -> Iterator[Block]:
    yield from counts_by_scale(states)
    yield matrix(states)
    yield assessed(states)
    yield milestones(states)


def _changes(body: Body, days: Days) -> Table:
    found = [
        (fact, word, fact.event.member)
        for kind, word in CHANGES
        for fact in body.facts.begun(kind)
        if days.hold(fact.on)
    ]
    return Table(
        "members",
        worded("Changes in membership"),
        [Column("on", "Day"), Column("what", "What"), Column("names", "Members"), MARK],
        list(_grouped(body, found)),
        empty="Nothing is recorded.",
    )


def _grouped(body: Body, found: Sequence[tuple[Fact[Event], str, str]]) -> Iterator[Row]:
    """Yield a row for each day and kind of act, with all members that did it."""
    together: dict[tuple[date, str, str], list[tuple[Fact[Event], str]]] = {}
    for fact, word, member in found:
        together.setdefault((fact.by, fact.on.text, word), []).append((fact, member))
    for (_, _, word), facts in sorted(together.items(), key=lambda each: each[0]):
        members = sorted({member for _, member in facts}, key=body.called)
        yield {
            **dated("on", facts[0][0].on),
            "what": word,
            "names": [body.called(member) for member in members],
            "members": list(members),
            "remark": _correction(fact for fact, _ in facts),
        }


def _correction(facts: Iterable[Fact[Event]]) -> str | None:
    return worded("corrected") if any(fact.mended for fact in facts) else None


def _texts(body: Body, days: Days) -> Iterator[Block]:
    counted: list[Row] = []
    for reference, title in texts(body).items():
        counts = status(body.read_model, body.pinned, reference, body.at.on).counts
        counted.append(
            {
                "instrument": reference,
                "title": title,
                "counts": {name: n for name, n in counts.items() if n} if counts else None,
                "told": _told(counts, public=body.public),
            }
        )
    yield Table(
        "texts",
        worded("Standing of members at the end"),
        [Column("instrument", "Text"), Column("title", "Title"), Column("told", "Members")],
        counted,
        empty="No text is recorded.",
    )
    yield Table(
        "acts",
        "Who signed, consented and withdrew within the year",
        [
            Column("on", "Day"),
            Column("what", "What"),
            Column("names", "Members"),
            Column("texts", "Of what"),
            MARK,
        ],
        list(_acts(body, days)),
        empty="Nothing is recorded.",
    )


def _told(counts: Mapping[str, int] | None, *, public: bool) -> str:
    if counts is None:
        return "signatories not recorded"
    return standings_told(counts, public=public)


def _acts(body: Body, days: Days) -> Iterator[Row]:
    """Yield a row for each day, act and text, with all members that did it."""
    texts = commitments_by_text(body.read_model, body.code, None, body.at)
    by_act: dict[tuple[date, str, str, str], list[Fact[MemberAct]]] = {}
    for kind, word in ACTS:
        for fact in body.facts.begun(kind):
            if days.hold(fact.on):
                key = (fact.by, fact.on.text, _word(fact.event, word), fact.event.member)
                by_act.setdefault(key, []).append(fact)
    together: dict[tuple[date, str, str, tuple[str, ...]], list[Fact[MemberAct]]] = {}
    for (by, on, word, _), facts in by_act.items():
        of = tuple(_whole({fact.event.commitment for fact in facts}, texts))
        together.setdefault((by, on, word, of), []).append(facts[0])
    for (_, _, word, of), facts in sorted(together.items(), key=lambda each: each[0]):
        members = sorted({fact.event.member for fact in facts}, key=body.called)
        yield {
            **dated("on", facts[0].on),
            "what": word,
            "names": [body.called(member) for member in members],
            "members": list(members),
            "texts": list(of),
            "remark": _correction(facts),
        }


def _word(event: MemberAct, word: str) -> str:
    match event:
        case Withdrawn():
            return (
                f"{word} {plain(event.of)}" if event.of != "withdrawal" else "revoked a withdrawal"
            )
        case Consented():
            return f"{word}: {plain(event.kind)}"
        case _:
            return word


def _whole(acted: set[str], texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the references of texts to which the act applied as a whole, else of commitments."""
    for text, commitments in texts.items():
        if commitments and acted.issuperset(commitments):
            yield text
        else:
            yield from (each for each in commitments if each in acted)
