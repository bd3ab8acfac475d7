"""Gaps and opportunities in members' laws: the list, and the matrix of areas and members."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Column, Row, dated, values
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import counts_in_words, plain
from application.questions.laws.gap_states import GapRecord, GapState, gap_records
from application.read_model import ReadModel
from domain.events.kinds import Area
from domain.names import alphabetical
from domain.words import worded

AREAS: Sequence[str] = get_args(Area)
NOT_PUBLIC = worded("Not for the public: it names gaps in laws that are open.")
BLANK = worded(
    "A blank, or an area that is not listed, says that no gap is recorded, not that there is none."
)
GAPS = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.in_json("counts", "gaps and opportunities by state")),
    columns=(
        *(fields.MEMBER, fields.GAP, fields.KIND_OF_GAP, fields.AREA, fields.GAP_STATE),
        fields.dated_field("found_on", "Found", "day on which it was found"),
        *(fields.GAP_TEXT, fields.PLANNED_MEASURE, fields.HELP_ASKED),
        fields.AnswerField(
            "offered_by", "Help offered by", "codes of the members that offered help"
        ),
        *(fields.CLOSED_BY, fields.GAP_CLOSED_ON),
    ),
    more=(
        *(fields.NAME, fields.LAW),
        fields.in_json("offers", "each offer: by, on, text"),
        fields.in_json("answers", "each answer of the member: on, text"),
    ),
)
BY_AREA = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(fields.AREA,),
    more=(
        fields.in_json(
            "members", "by code, how many there are and how far they are; null for none"
        ),
    ),
)


def gaps(
    read_model: ReadModel,
    ask: Ask,
    today: date,
    *,
    area: str | None = None,
    member: str | None = None,
    state: str | None = None,
    help_asked: bool = False,
    by_area: bool = False,
) -> Answer:
    """Answer which gaps and opportunities are known, how far each is, and what helps.

    `help_asked` leaves in only open ones for which help is asked. With `by_area` there is one row
    an area of law and one column a member that has a gap anywhere; a cell counts gaps by state.

    Raises:
        UnknownReference: there is no such member.
    """
    context = QuestionContext.of(read_model, ask, today)
    member = context.member_code(member)
    records = [
        record
        for record in gap_records(context.facts)
        if area in (None, record.found.event.area)
        and member in (None, record.found.event.member)
        and state in (None, record.state)
        and not (help_asked and (record.help_asked is None or record.closing is not None))
    ]
    if by_area:
        columns, rows = area_matrix(records, context.names)
        return context.answer(
            worded(
                "Gaps and opportunities by area and member of {taskforce}", taskforce=ask.taskforce
            ),
            columns,
            rows,
            banners=banners(records),
            notes=[BLANK],
        )
    counts = Counter(record.state for record in records)
    return context.answer(
        worded(
            "Gaps and opportunities in the laws of members of {taskforce}", taskforce=ask.taskforce
        ),
        GAPS.columns,
        [gap_row(record, context.names) for record in records],
        counts={each.value: counts[each] for each in GapState},
        banners=banners(records),
    )


def banners(records: Sequence[GapRecord]) -> list[str]:
    """Return the line that every list with an open gap carries."""
    return [NOT_PUBLIC] if any(record.closing is None for record in records) else []


def area_matrix(
    records: Sequence[GapRecord], names: Mapping[str, str]
) -> tuple[list[Column], list[Row]]:
    """Return the columns and rows of the matrix: all areas, and members in the order of names."""
    found = {record.found.event.member for record in records}
    members = sorted(found, key=lambda code: (alphabetical(names.get(code, code)), code))
    cells: dict[tuple[str, str], Counter[GapState]] = {}
    for record in records:
        event = record.found.event
        cells.setdefault((event.area, event.member), Counter())[record.state] += 1
    columns = [
        *BY_AREA.columns,
        *(
            Column(f"members.{code}", worded("{name}", name=names.get(code, code)))
            for code in members
        ),
    ]
    rows: list[Row] = [
        {"area": area, "members": {code: _counted(cells.get((area, code))) for code in members}}
        for area in AREAS
    ]
    return columns, rows


def _counted(counts: Counter[GapState] | None) -> str | None:
    if counts is None:
        return None
    return counts_in_words((state, counts[state]) for state in GapState if counts[state])


def gap_row(record: GapRecord, names: Mapping[str, str]) -> Row:
    """Return one row of the list."""
    event, closing = record.found.event, record.closing
    return {
        "member": event.member,
        "name": names.get(event.member, event.member),
        "gap": event.gap,
        "kind": record.kind,
        "area": event.area,
        "state": record.state.value,
        **dated("found_on", record.found.on),
        **values(event, "text", "law"),
        **values(record, "planned_measure", "help_asked"),
        "offered_by": list(dict.fromkeys(fact.event.by for fact in record.offers)),
        "offers": [
            {"by": fact.event.by, "on": str(fact.on), "text": fact.event.text}
            for fact in record.offers
        ],
        "answers": [{"on": str(fact.on), "text": fact.event.text} for fact in record.answers],
        "closed_by": closing.event.law if closing else None,
        **dated("closed_on", closing.on if closing else None),
    }


def said_of(record: GapRecord, names: Mapping[str, str]) -> list[str]:
    """Return one line for each thing that was said of a gap, in the order of days."""
    said: list[tuple[date, int, str]] = [
        (
            f.by,
            f.entry,
            worded(
                "{on}: {member} offers help: {text}",
                on=f.on,
                member=names.get(f.event.by, f.event.by),
                text=f.event.text,
            ),
        )
        for f in record.offers
    ]
    called = names.get(record.found.event.member, record.found.event.member)
    for fact in record.answers:
        plan = fact.event.planned_measure
        words = worded(
            "{on}: {member} answers: {text} Planned: {plan}"
            if plan
            else "{on}: {member} answers: {text}",
            on=fact.on,
            member=called,
            text=fact.event.text,
            plan=plan,
        )
        said.append((fact.by, fact.entry, words))
    return [plain(words) for _, _, words in sorted(said)]
