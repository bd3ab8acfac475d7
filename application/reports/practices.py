"""The report `practices`: by maturity and by commitment, with their evidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import plain
from application.questions.work.practices import MATURITIES, practice_row
from application.read_model import ReadModel
from application.reports.body_context import NOTHING_PUBLIC, Body
from application.reports.document import Paragraph, Points, Report, Section, Table
from domain.events.laws import PracticeShowcased
from domain.events.progress import Evidence
from domain.words import worded

Shown = Fact[PracticeShowcased]
TITLES = {
    "best": worded("Best practice: it has been tried"),
    "emerging": worded("Emerging practice"),
}
LINKS = (fields.COMMITMENT, Column("practices", "Practices"), Column("names", "Shown by"))
COLUMNS = (
    *(fields.NAME, fields.PRACTICE, fields.TITLE.headed("Practice"), fields.COMMITMENTS),
    fields.SHOWN_ON,
)


def practices(read_model: ReadModel, ask: Ask, today: date) -> Report:
    """Make the report on practices, best ones first, each with its text and evidence."""
    body = Body.of(read_model, ask, today)
    shown = body.facts.begun(PracticeShowcased)
    by_maturity = {each: [f for f in shown if f.event.maturity == each] for each in MATURITIES}
    summary = body.summary(
        Points(list(_counted(body, by_maturity))),
        [(len(shown), worded("Practices: {number}.", number=len(shown)))],
        _links(body, shown),
        none=NOTHING_PUBLIC,
    )
    sections = [
        shown_practices(body, maturity, TITLES[maturity], facts)
        for maturity, facts in by_maturity.items()
    ]
    return body.report("practices", "Practices of members", [*summary, *sections])


def _counted(body: Body, by_maturity: Mapping[str, Sequence[Shown]]) -> Iterator[str]:
    """Say how many there are, and of how many members."""
    shown = [fact for facts in by_maturity.values() for fact in facts]
    yield worded(
        "Practices: {number}, of which {best} best and {emerging} emerging.",
        number=len(shown),
        **{maturity: len(facts) for maturity, facts in by_maturity.items()},
    )
    members = {row.member for row in body.belonging}
    yield worded(
        "Shown by {shown} of {members} members.",
        shown=len(members & {fact.event.member for fact in shown}),
        members=len(members),
    )


def _links(body: Body, shown: Sequence[Shown]) -> Table:
    commitments = sorted({each for fact in shown for each in fact.event.commitments})
    rows: list[Row] = []
    for commitment in commitments:
        linked = [fact for fact in shown if commitment in fact.event.commitments]
        rows.append(
            {
                "commitment": commitment,
                "practices": [fact.event.practice for fact in linked],
                "names": list(dict.fromkeys(body.called(f.event.member) for f in linked)),
            }
        )
    return Table("commitments", "By commitment", LINKS, rows)


def shown_practices(body: Body, key: str, title: str, shown: Sequence[Shown]) -> Section:
    """Return a section with a table of practices, then each with its text and its evidence."""
    table = Table(
        key,
        worded("{practices}: where, when and for what", practices=title),
        COLUMNS,
        [practice_row(fact, body.names) for fact in shown],
    )
    each = [
        Section(
            f"{key}-{number}",
            worded("{title} ({name})", title=fact.event.title, name=body.called(fact.event.member)),
            [Paragraph(fact.event.text), *_evidence(fact.event.evidence)],
        )
        for number, fact in enumerate(shown, 1)
    ]
    return Section(key, title, [table], each)


def _evidence(evidence: Sequence[Evidence]) -> Iterator[Points]:
    if evidence:
        yield Points([cited(each) for each in evidence])


def cited(evidence: Evidence) -> str:
    """Return a piece of evidence as one line: type, direction, title, publisher, day, address."""
    day = str(evidence.published_on) if evidence.published_on else None
    parts = [evidence.title, evidence.publisher, day, evidence.url]
    words = ", ".join(word for word in parts if word)
    return f"{plain(evidence.type)}, {plain(evidence.direction)}: {words}"
