"""Gaps and opportunities in members' laws: the list, and the matrix of areas and members."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import (
    Answer,
    AnswerField,
    AnswerFields,
    Column,
    Json,
    Row,
    dated,
    dated_field,
    in_json,
)
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import of_the_public
from application.questions.asking.sentences import plain
from application.questions.laws.gap_stories import GapState, GapStory, gap_stories
from application.questions.members.opening import Opening
from application.read_model import ReadModel
from domain.events.laws import Area
from domain.words import worded

AREAS: Sequence[str] = get_args(Area)
NOT_PUBLIC = "Not for the public: it names gaps in laws that are open."
BLANK = "A blank says that no gap is recorded, not that there is none."
GAPS = AnswerFields(
    facts=(fields.TASKFORCE, in_json("counts", "gaps and opportunities by state")),
    columns=(
        *(fields.MEMBER, fields.GAP, fields.KIND_OF_GAP, fields.AREA, fields.GAP_STATE),
        dated_field("found_on", "Found", "day on which it was found"),
        *(fields.GAP_TEXT, fields.PLANNED_MEASURE, fields.HELP_ASKED),
        AnswerField("offered_by", "Help offered by", "codes of the members that offered help"),
        *(fields.CLOSED_BY, fields.GAP_CLOSED_ON),
    ),
    more=(
        *(fields.NAME, fields.LAW),
        in_json("offers", "each offer: by, on, text"),
        in_json("answers", "each answer of the member: on, text"),
    ),
)
BY_AREA = AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(fields.AREA,),
    more=(in_json("members", "by code, how many there are and how far they are; null for none"),),
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
    opening = Opening.of(read_model, ask, today)
    member = opening.must_know(member)
    stories = [
        story
        for story in gap_stories(opening.facts)
        if area in (None, story.found.event.area)
        and member in (None, story.found.event.member)
        and state in (None, story.state)
        and not (help_asked and (story.help_asked is None or story.closing is not None))
    ]
    if by_area:
        columns, rows = area_matrix(stories, opening.names)
        return opening.answer(
            worded(
                "Gaps and opportunities by area and member of {taskforce}", taskforce=ask.taskforce
            ),
            columns,
            rows,
            banners=banners(stories),
            notes=[BLANK, *of_the_public(opening.at)],
        )
    counts = Counter(story.state for story in stories)
    return opening.answer(
        worded(
            "Gaps and opportunities in the laws of members of {taskforce}", taskforce=ask.taskforce
        ),
        GAPS.columns,
        [gap_row(story, opening.names) for story in stories],
        counts={each.value: counts[each] for each in GapState},
        banners=banners(stories),
        notes=of_the_public(opening.at),
    )


def banners(stories: Sequence[GapStory]) -> list[str]:
    """Return the line that every list with an open gap carries."""
    return [NOT_PUBLIC] if any(story.closing is None for story in stories) else []


def area_matrix(
    stories: Sequence[GapStory], names: Mapping[str, str]
) -> tuple[list[Column], list[Row]]:
    """Return the columns and rows of the matrix: all areas, and members in the order of codes."""
    members = sorted({story.found.event.member for story in stories})
    cells: dict[tuple[str, str], Counter[GapState]] = {}
    for story in stories:
        event = story.found.event
        cells.setdefault((event.area, event.member), Counter())[story.state] += 1
    columns = [
        *BY_AREA.columns,
        *(Column(f"members.{code}", names.get(code, code)) for code in members),
    ]
    rows: list[Row] = [
        {
            "area": area,
            "members": {code: _counted(cells.get((area, code))) for code in members},
        }
        for area in AREAS
    ]
    return columns, rows


def _counted(counts: Counter[GapState] | None) -> str | None:
    if counts is None:
        return None
    return ", ".join(f"{counts[state]} {state}" for state in GapState if counts[state])


def gap_row(story: GapStory, names: Mapping[str, str]) -> Row:
    """Return one row of the list."""
    event, closing = story.found.event, story.closing
    offers: list[Json] = [
        {"by": fact.event.by, "on": str(fact.on), "text": fact.event.text} for fact in story.offers
    ]
    answers: list[Json] = [{"on": str(fact.on), "text": fact.event.text} for fact in story.answers]
    return {
        "member": event.member,
        "name": names.get(event.member, event.member),
        "gap": event.gap,
        "kind": story.kind,
        "area": event.area,
        "state": story.state.value,
        **dated("found_on", story.found.on),
        "text": event.text,
        "law": event.law,
        "planned_measure": story.planned_measure,
        "help_asked": story.help_asked,
        "offered_by": list(dict.fromkeys(fact.event.by for fact in story.offers)),
        "offers": offers,
        "answers": answers,
        "closed_by": closing.event.law if closing else None,
        **dated("closed_on", closing.on if closing else None),
    }


def said_of(story: GapStory, names: Mapping[str, str]) -> list[str]:
    """Return one line for each thing that was said of a gap, in the order of days."""
    said: list[tuple[date, int, str]] = [
        (
            f.by,
            f.entry,
            worded(
                "{on}: {get} offers help: {text}",
                on=f.on,
                get=names.get(f.event.by, f.event.by),
                text=f.event.text,
            ),
        )
        for f in story.offers
    ]
    called = names.get(story.found.event.member, story.found.event.member)
    for fact in story.answers:
        plan = f" Planned: {fact.event.planned_measure}" if fact.event.planned_measure else ""
        words = f"{fact.on}: {called} answers: {fact.event.text}{plan}"
        said.append((fact.by, fact.entry, words))
    return [plain(words) for _, _, words in sorted(said)]
