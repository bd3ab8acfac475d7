"""Parts of an annual report: texts that were adopted, and what became of their commitments."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from application.questions.asking.answer import Column, Row, dated
from application.questions.asking.fact import Fact
from application.questions.asking.references import commitments_by_text
from application.reports.annual.members import MARK, correction
from application.reports.annual.whole_texts import whole_texts
from application.reports.body_context import Body
from application.reports.document import Section, Table
from application.reports.work_by_task import Days
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended, Closed, Split, Superseded
from domain.grouping import grouped
from domain.words import worded

_Event = InstrumentAdopted | Adopted | Amended | Superseded | Split | Closed
_KINDS: Sequence[type[_Event]] = (InstrumentAdopted, Adopted, Amended, Superseded, Split, Closed)
_COLUMNS = (Column("on", "Day"), Column("what", "What"), Column("texts", "Of what"), MARK)


def texts(body: Body, days: Days) -> Iterator[Section]:
    """Yield a section with what was adopted, amended, replaced or closed, if anything was.

    Commitments that were adopted with their text are told by the text.
    """
    between = (days.first, days.last)
    begun = chain.from_iterable(body.facts.begun(kind, between) for kind in _KINDS)
    rows = list(_rows(body, [fact for fact in begun if days.hold(fact.on)]))
    if rows:
        caption = worded("Texts and commitments adopted, amended, replaced or closed in the year")
        yield Section("texts", "Texts", [Table("texts", caption, _COLUMNS, rows)])


def _rows(body: Body, found: Sequence[Fact[_Event]]) -> Iterator[Row]:
    """Yield a row for each day and what happened, with all texts or commitments to which it did."""
    of_text = commitments_by_text(body.read_model, body.code, None, body.at)
    adopted = {(f.event.reference, f.by) for f in found if isinstance(f.event, InstrumentAdopted)}
    told: list[tuple[tuple[date, str, str], tuple[Fact[_Event], str]]] = []
    for fact in found:
        if isinstance(fact.event, Adopted) and (fact.event.instrument, fact.by) in adopted:
            continue
        what, reference = _told(fact.event)
        told.append(((fact.by, fact.on.text, what), (fact, reference)))
    for (_, _, what), facts in sorted(grouped(told).items(), key=lambda each: each[0]):
        references = {reference for _, reference in facts}
        yield {
            **dated("on", facts[0][0].on),
            "what": what,
            "texts": list(
                dict.fromkeys(
                    [*references.intersection(of_text), *whole_texts(references, of_text)]
                )
            ),
            "remark": correction(fact for fact, _ in facts),
        }


def _told(event: _Event) -> tuple[str, str]:
    """Return what happened to a text or a commitment, and its reference."""
    match event:
        case InstrumentAdopted(reference=reference):
            return worded("adopted"), reference
        case Adopted(commitment=reference):
            return worded("added"), reference
        case Amended(commitment=reference, version=version):
            return worded("amended: version {version}", version=version), reference
        case Superseded(commitment=reference, by=other):
            return worded("replaced by {into}", into=other), reference
        case Split(commitment=reference, into=into):
            return worded("replaced by {into}", into=", ".join(into)), reference
        case _:
            what = worded("closed for signature")
            if event.reason:
                what = worded("closed for signature: {reason}", reason=event.reason)
            return what, event.commitment
