"""`report audit`: what an auditor asks first about a period of the log, and a traced sample."""

from dataclasses import replace
from datetime import date

from application.questions.asking.ask import Ask
from application.questions.asking.points import find_point, known_for_end, position_before
from application.read_model import ReadModel
from application.reports.audit.entries import LATE_DAYS, entry_sections, log_section
from application.reports.audit.pairs import pairs_section
from application.reports.audit.period import Period
from application.reports.audit.roles import ROLES_NOTE, roles_section
from application.reports.audit.sample import RECOUNT, RULE, Sample, sample_of
from application.reports.body_context import Body
from application.reports.document import Block, Paragraph, Points, Report, Section, Table
from domain.errors import Malformed
from domain.values import Visibility
from domain.words import worded

_FOR_SOME = worded(
    "This is no audit of the whole: what only the secretariat may see is neither told nor counted."
)
_FOR_THE_PUBLIC = worded(
    "Who entered what is not told to the public, nor what of it is one person's."
)
_COUNTED = (
    "What was recorded from {from_on} (@{from_position}) to {to_on} (@{to_position}), both "
    "inclusive: {here} of {code}, {own} of the log itself."
)
_COUNTED_WITH_OTHERS = (
    "What was recorded from {from_on} (@{from_position}) to {to_on} (@{to_position}), both "
    "inclusive: {here} of {code}, {own} of the log itself; in between, of other bodies or not for "
    "these readers: {others}."
)
_NOTES = (
    worded(
        "Whether an entry lies in the period is told by when it was recorded, whatever day it is "
        "for."
    ),
    worded(
        "Late is what was recorded more than {days} days after the last day that it can mean.",
        days=LATE_DAYS,
    ),
)


def audit(
    read_model: ReadModel, ask: Ask, today: date, *, begin: str, end: str, sample: str, seed: str
) -> Report:
    """Report on what was recorded from `begin` to `end`: days, positions or meetings, inclusive.

    `sample` figures of that period are drawn by `seed` and traced to the events that they count.
    Figures are as at the last day of the period, or as at the day of the question.

    Raises:
        Malformed: the end is before the begin, or the sample or the seed is not of its form.
        UnknownReference: one is no point of this body.
        Refused: nothing was recorded by `end`.
    """
    first, last = (find_point(read_model, ask, named, today) for named in (begin, end))
    last = replace(last, on=ask.on or last.on)
    after = position_before(read_model, first)
    if first.on > last.on or after > last.position:
        raise Malformed(
            "{last} is before {first}; name the earlier point first.",
            last=last.label,
            first=first.label,
        )
    wanted = Sample.of(sample, seed)
    known = known_for_end(read_model, last)
    body = Body.of(read_model, ask._replace(on=last.on, known=known), today)
    period = Period(body, first, last, after)
    sample_sections, sample_facts = sample_of(period, wanted)
    whole = [*entry_sections(period)]
    if not body.public:
        whole += [pairs_section(period), roles_section(period)]
    whole.append(log_section(period))
    return body.report(
        "audit",
        worded("Audit from {first} to {last}", first=first.called, last=last.called),
        [_summary(period, whole, wanted, sample_facts), *whole, *sample_sections],
        facts={
            "from": first.label,
            "from_on": first.on.isoformat(),
            "from_position": after + 1,
            "to": last.label,
            "to_on": last.on.isoformat(),
            "to_position": last.position,
            "late_days": LATE_DAYS,
            **sample_facts,
        },
        notes=[*_NOTES, RULE, RECOUNT, *_notes(body)],
    )


def _notes(body: Body) -> list[str]:
    notes: list[str] = [] if body.public else [ROLES_NOTE]
    if body.at.audience is not Visibility.SECRETARIAT:
        notes.append(_FOR_SOME)
    return [*notes, _FOR_THE_PUBLIC] if body.public else notes


def _summary(
    period: Period, sections: list[Section], wanted: Sample, drawn: dict[str, int | str]
) -> Section:
    """Say first what was asked for; then a line for each part, with how many entries it has."""
    sampled = worded(
        "Drawn by the seed {seed}: {drawn} of {population} figures ({size} were asked for).",
        seed=wanted.seed,
        size=wanted.size,
        drawn=drawn["drawn"],
        population=drawn["population"],
    )
    lines = [
        worded(
            "{title}: {number}",
            title=worded(section.title),
            number=_entries(_entries_in(block), period.body.at.audience),
        )
        for section in sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    blocks: list[Block] = [Paragraph(_counted(period)), Paragraph(sampled), Points(lines)]
    return Section(key="summary", title="Summary", blocks=blocks)


def _counted(period: Period) -> str:
    """Say how many entries there are of what, so that every position is counted."""
    here, own = len(period.recorded), len(period.of_log)
    others = period.last.position - period.after - here - own
    return worded(
        _COUNTED_WITH_OTHERS if others else _COUNTED,
        from_on=period.first.on,
        from_position=period.after + 1,
        to_on=period.last.on,
        to_position=period.last.position,
        here=_entries(here, period.body.at.audience),
        code=period.body.code,
        own=own or _none(period.body.at.audience),
        **({"others": others} if others else {}),
    )


def _none(audience: Visibility) -> str:
    """Say that there is nothing, as far as an audience may see."""
    whole = audience is Visibility.SECRETARIAT
    return worded("none") if whole else worded("none that is shown")


def _entries(number: int, audience: Visibility) -> str:
    if number == 0:
        return _none(audience)
    return worded("1 entry") if number == 1 else worded("{number} entries", number=number)


def _entries_in(table: Table) -> int:
    """Return how many entries a table names; one may be in several rows, or be counted in one."""
    places = {str(row["position"]) for row in table.rows if "position" in row}
    return len(places) + sum(int(str(row["count"])) for row in table.rows if "count" in row)
