"""Who the members are, who signed what, and the matrix of both."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from application.model_rows import MemberRow, StandingRow
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import (
    Answer,
    ByName,
    Column,
    Row,
    by_name,
    dated,
    dates,
    values,
)
from application.questions.asking.ask import Ask, as_of, banners_of
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.references import (
    TextAsked,
    commitments_by_text,
    find_text,
)
from application.questions.members.counted import (
    counted_standings,
    leaving,
    left_the_body,
    members_in_words,
    shown_in_part,
    standings_of_all,
    told_counts,
    told_in_part,
    uncertain_acts,
    uncertain_members,
)
from application.questions.members.open_then import (
    STRENGTH,
    Ends,
    added_or_closed,
    ends_of,
    on_other_days,
    shown_act,
    signable,
)
from application.questions.progress.reviews import LatestReport, latest_reports
from application.read_model import ReadModel
from domain.names import alphabetical
from domain.texts.standing_kinds import STANDING, MemberStanding, Standing
from domain.values import Visibility
from domain.words import worded

MEMBERS = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.BY_STANDING),
    columns=(
        *(fields.MEMBER, fields.NAME.headed("Name"), fields.KIND_OF_MEMBER),
        *(fields.MEMBER_STANDING, fields.JOINED_ON, fields.WITHDREW_ON),
    ),
    more=(fields.APPLIED_ON, fields.SUSPENDED_ON),
)
STATUS = fields.AnswerFields(
    facts=(
        fields.INSTRUMENT,
        fields.in_json("commitment", "the commitment, null if the whole text was asked for"),
        fields.BY_STANDING,
    ),
    columns=(
        *(fields.MEMBER, fields.NAME, fields.STANDING, fields.SIGNED_ON, fields.CONSENT),
        *(fields.DEPOSITED_ON, fields.IN_FORCE_ON, fields.WITHDRAWN_ON, fields.WITHDRAWN),
        fields.AnswerField(
            "progress", "Reports", "its last report: assessment, scale, version; or null"
        ),
        fields.dated_field("progress_on", "As of", "day as of which it said so"),
        fields.AnswerField(
            "except", worded("Exceptions"), "on which it stands otherwise, of those it could sign"
        ),
    ),
    more=(fields.SIGNATURE, fields.VERSION_SIGNED, fields.PROVISIONAL),
)
MATRIX = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("instrument", "reference of the text, null for all texts"),
    ),
    columns=(fields.NAME,),
    more=(fields.MEMBER, fields.in_json("standings", "by text or commitment; or not_recorded")),
)
IN_A_QUORUM = worded(
    "A quorum and the rights to vote of that day count them, since they may have been members."
)


def members(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer who belongs to the body, with every date as it is known."""
    context = QuestionContext.of(read_model, ask, today)
    found = context.facts.members
    rows: list[Row] = [
        {
            **values(row, "member", "name", "kind", "standing"),
            **dates(row, "applied_on", "joined_on", "suspended_on", "withdrew_on"),
        }
        for row in found
    ]
    counts = counts_of(found)
    uncertain = uncertain_members(context.facts)
    return context.answer(
        worded("Members of {taskforce}", taskforce=ask.taskforce),
        MEMBERS.columns,
        rows,
        counts=counts,
        counted=members_in_words(counts),
        notes=[*uncertain, *([IN_A_QUORUM] if uncertain else []), *leaving(context.facts)],
    )


def counts_of(members: Iterable[MemberRow]) -> dict[str, int]:
    """Return how many of these members have each standing in the body, none left out."""
    counts = {standing.value: 0 for standing in MemberStanding if standing != "none"}
    for row in members:
        counts[row.standing] += 1
    return counts


def status(read_model: ReadModel, ask: Ask, reference: str, today: date) -> Answer:
    """Answer where every member stands on an instrument or on one commitment.

    On an instrument a member has the strongest of its standings; `except` names the commitments
    that it could sign, and on which it stands otherwise. Who withdrew from all of them did so on
    the day of the last; other days are told in notes. Members without any act have `none`.

    Raises:
        UnknownReference: it is neither.
    """
    at = as_of(read_model, ask, today)
    banners = banners_of(read_model, ask.taskforce, at)
    text = find_text(read_model, ask.taskforce, reference, at)
    if text.political:
        banners.append(worded("Political commitment, not a treaty."))
    by_member: dict[str, list[StandingRow]] = {}  # without a module more to load
    for standing in read_model.standings(ask.taskforce, text.commitments, at):
        by_member.setdefault(standing.member, []).append(standing)
    facts = Facts(read_model, ask.taskforce, at, text.commitments)
    reports = latest_reports(facts) if text.commitment else {}
    progress = {member: _progress(report) for member, report in reports.items()}
    ends = ends_of(facts, text.commitments, by_member.values())
    could = partial(signable, text.commitments, ends=ends)
    rows: list[Row] = [
        {**_status_row(acts, could(acts)), **progress.get(member, _NO_PROGRESS)}
        for member, acts in by_member.items()
    ]
    if text.commitments:
        rows += [
            {**_NONE_ROW, "member": row.member, "name": row.name, **progress.get(row.member, {})}
            for row in _without_act(facts, reports)
            if row.member not in by_member
        ]
    rows = by_name(rows, lambda row: (STRENGTH[str(row["standing"])],))
    told = _counted(facts, text, rows) if text.commitments else None
    return Answer(
        title=f"{text.commitment or text.instrument}: {text.title}",
        as_of=at,
        columns=_status_columns(text, reports, rows),
        rows=rows,
        facts={"instrument": text.instrument, "commitment": text.commitment},
        counts=told,
        counted=""
        if told is None
        else standings_of_all(told, public=at.audience is Visibility.PUBLIC),
        banners=banners,
        notes=_status_notes(facts, text, rows, by_member.values(), ends),
    )


def _counted(facts: Facts, text: TextAsked, rows: Sequence[Row]) -> Mapping[str, int] | None:
    """Return how many members have each standing, as far as may be told."""
    counts = dict.fromkeys(counted_standings(political=text.political), 0)
    for row in rows:
        counts[str(row["standing"])] = counts.get(str(row["standing"]), 0) + 1
    return told_counts(counts, facts.at, hidden=bool(facts.once(told_in_part)))


def _status_notes(
    facts: Facts,
    text: TextAsked,
    rows: Sequence[Row],
    acts: Collection[Sequence[StandingRow]],
    ends: Mapping[str, Ends],
) -> list[str]:
    if text.commitments:
        shown = {str(row["member"]) for row in rows}
        stand = {str(row["member"]) for row in rows if row["standing"] in STANDING}
        perhaps = [*uncertain_acts(facts, text.commitments), *uncertain_members(facts, shown)]
        later = added_or_closed(facts, text.commitments, acts, ends)
        days = on_other_days(acts)
        return [*left_the_body(facts, stand), *perhaps, *days, *later, *shown_in_part(facts)]
    if facts.at.audience is Visibility.PUBLIC:
        return []
    ever = replace(facts.at, on=date.max)
    if find_text(facts.read_model, facts.taskforce, text.instrument, ever).commitments:
        return [worded("{text} was adopted after that day.", text=text.instrument)]
    return [worded("Signatories are not recorded.")]


def matrix(read_model: ReadModel, ask: Ask, instrument: str | None, today: date) -> Answer:
    """Answer with one row a member and one column a text, or a commitment of one instrument.

    Raises:
        UnknownReference: there is no such instrument.
    """
    context = QuestionContext.of(read_model, ask, today)
    at = context.at
    texts = commitments_by_text(read_model, ask.taskforce, instrument, at)
    of = {ref: column for column, references in texts.items() for ref in references}
    cells: dict[tuple[str, str], Mapping[str, str]] = {
        (row.member, row.name): {} for row in context.facts.members if row.belongs
    }
    cells |= read_model.strongest(ask.taskforce, of, at)
    # of a text without commitments no standing is known
    blank = {column: "none" if texts[column] else "not_recorded" for column in texts}
    rows = ByName[Row](
        {"member": code, "name": name, "standings": {**blank, **stands}}
        for (code, name), stands in sorted(
            cells.items(), key=lambda each: (alphabetical(each[0][1]), each[0][0])
        )
    )
    return context.answer(
        worded("Standings in {subject}", subject=instrument or ask.taskforce),
        [*MATRIX.columns, *(Column(f"standings.{ref}", ref) for ref in texts)],
        rows,
        facts={"instrument": instrument},
        notes=shown_in_part(context.facts.of([*of]) if instrument else context.facts),
    )


def _status_row(acts: Sequence[StandingRow], commitments: Sequence[str]) -> Row:
    best = shown_act(acts)
    alike = {row.commitment for row in acts if row.standing == best.standing}
    return {
        **values(best, "member", "name", "standing"),
        **dates(best, "signed_on", "deposited_on", "in_force_on", "withdrawn_on"),
        **values(best, "signature", "version", "consent", "withdrawn", "provisional"),
        "except": [reference for reference in commitments if reference not in alike],
    }


def _without_act(facts: Facts, reports: Mapping[str, LatestReport]) -> list[MemberRow]:
    """Return the members of the day, suspended or not, and those that ever were and reported."""
    active = {row.member: row for row in facts.members if row.belongs}
    others = reports.keys() - active.keys()
    last = replace(facts.at, on=date.max)
    ever = facts.read_model.members(facts.taskforce, last) if others else ()
    return [*active.values(), *(row for row in ever if row.member in others)]


_NO_PROGRESS: Row = {"progress": None, **dated("progress_on", None)}
_NONE_ROW = {
    **_status_row(
        [StandingRow(commitment="", member="", name="", standing=Standing.NONE.value)], ()
    ),
    **_NO_PROGRESS,
}


def _progress(report: LatestReport) -> Row:
    progress: Row = {**values(report, "assessment", "scale"), "version": report.scale_version}
    return {"progress": progress, **dated("progress_on", report.on)}


def _status_columns(
    text: TextAsked, reports: Mapping[str, LatestReport], rows: Sequence[Row]
) -> Sequence[Column]:
    left_out = {"consent", "deposited_on", "in_force_on"} if text.political else set()
    if not any(row["withdrawn"] and not str(row["standing"]).startswith("former") for row in rows):
        left_out.add("withdrawn")
    if not reports:
        left_out |= {"progress", "progress_on"}
    if text.commitment:
        left_out.add("except")
    return [each for each in STATUS.columns if each.key not in left_out]
