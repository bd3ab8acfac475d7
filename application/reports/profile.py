"""The report `profile`: one member's membership, signatures, reports, gaps and actions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from application.model_rows import MemberRow, StandingRow
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Column, Row, dated, dates, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import history_of
from application.questions.asking.references import commitments_by_text
from application.questions.laws import gaps as of_gaps
from application.questions.meetings.actions import actions
from application.questions.meetings.counted_votes import Counted
from application.questions.members.counted import leaving
from application.questions.members.names_by_language import names_in_turn
from application.questions.members.offices import departures
from application.questions.members.open_then import ends_of, signable
from application.questions.progress.assessments import assessments
from application.questions.progress.milestones import milestones
from application.questions.progress.reports import reports
from application.questions.work.practices import practices
from application.questions.work.work import work
from application.read_model import ReadModel
from application.reading import code_at
from application.reports.body_context import Body
from application.reports.document import Report, Section, Table
from application.reports.paper.cited import cited
from domain.bodies.offices import Appointed, appointee
from domain.errors import UnknownReference
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.meetings import MeetingOpened
from domain.events.members import Joined, Withdrew
from domain.events.texts import (
    Consented,
    EnteredIntoForce,
    MemberAct,
    SignatureConfirmed,
    Signed,
    StatementMade,
    Withdrawn,
)
from domain.names import AsSaid
from domain.suggestions import near
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import ImpreciseDate, surely_before
from domain.words import worded

ACTS: tuple[type[MemberAct], ...] = (
    *(Signed, SignatureConfirmed, Consented, EnteredIntoForce, Withdrawn),
)
"""The acts that decide a member's standing on a text."""
OFFICES: Mapping[type[Appointed], str] = {
    ChairAppointed: worded("chair"),
    ViceChairAppointed: worded("vice-chair"),
}
NOTE = worded(
    "What a part does not list is not recorded, or not shown, which does not say that it was not "
    "done. How it voted stands in the minutes."
)


def profile(read_model: ReadModel, ask: Ask, today: date, *, member: str) -> Report:
    """Make the profile of a member; each part is the answer to its own question.

    Raises:
        UnknownReference: there is no such member.
    """
    body = Body.of(read_model, ask, today)
    code = code_at(read_model, body.at, body.code, member.upper())
    row = next((each for each in body.members if each.member == code), None)
    if row is None:
        raise UnknownReference("member", member.upper(), near(code, list(body.names)))
    pinned = body.pinned
    answers = _answers(read_model, pinned, today, code)
    sections = [
        Section("membership", "Membership", [_membership(body, row), *_names(body, code)]),
        Section("offices", "Offices", [_offices(body, code)]),
        Section("texts", "Signatures", [_standings(body, code)]),
        Section("statements", "Statements", [_statements(body, code)]),
        *(
            Section(
                k, title, [_table_of(a, k, worded("{name}: {title}", name=row.name, title=title))]
            )
            for k, title, a in answers
        ),
        Section("engagement", "Engagement", [_engagement(body, code, today)]),
        Section("meetings", "Meetings", [_attendance(body, code)]),
    ]
    notes = dict.fromkeys(note for _, _, answer in answers for note in answer.notes)
    said = dict.fromkeys(line for key, _, each in answers if key == "gaps" for line in each.banners)
    report = body.report(
        "profile",
        worded("Profile of {name}", name=row.name),
        sections,
        facts={"member": code},
        banners=[line for line in said if line not in body.banners],
        notes=[*leaving(body.facts, code), *notes, *([] if body.public else [NOTE])],
        corrected=_corrected_acts(body, code),
    )
    return replace(report, names=cited(body.facts.of(None), code))


def _corrected_acts(body: Body, code: str) -> list[int]:
    """Return the positions of this member's corrected acts on texts."""
    facts = Facts(body.read_model, body.code, body.at)
    return [
        fact.entry
        for kind in ACTS
        for fact in facts.begun(kind)
        if fact.corrected and fact.event.member == code
    ]


def _table_of(answer: Answer, key: str, caption: str) -> Table:
    """Return the table of an answer; answers keep the key `mended`, which other programs read."""
    rows = [
        {"corrected" if name == "mended" else name: value for name, value in row.items()}
        for row in answer.rows
    ]
    columns = [each for each in answer.columns if each.key not in ("member", "name", "owner_name")]
    return Table(key, caption, columns, rows)


def _answers(
    read_model: ReadModel, pinned: Ask, today: date, code: str
) -> Sequence[tuple[str, str, Answer]]:
    """Return what is asked about a member, each with its key and its heading."""
    gaps = of_gaps.gaps(read_model, pinned, today, member=code)
    judged = assessments(read_model, pinned, code, today)
    shown = practices(read_model, pinned, today, member=code)
    asked = actions(read_model, pinned, code, today)
    return (
        ("reports", worded("Progress reports"), reports(read_model, pinned, code, today)),
        ("judged", worded("Self-assessments and independent assessments"), judged),
        ("steps", worded("Milestones"), milestones(read_model, pinned, code, today)),
        ("gaps", worded("Gaps and opportunities in its law"), gaps),
        ("practices", worded("Practices"), shown),
        ("actions", worded("Actions that it was asked for"), asked),
    )


def _membership(body: Body, row: MemberRow) -> Table:
    """Return when it was a member; of a membership before the last, when it joined and left.

    Whoever may not see that it left is not told of that membership.
    """
    history = history_of(body.facts, (Joined, Withdrew)).about(row.member)
    ended = {  # of several that one ends, only the last is sure to have ended then
        end.id: (end.recency, each.begins, end.begins)
        for each in sorted((each for each, _ in history.each(Joined)), key=lambda it: it.recency)
        if (end := history.end_of(each)) and end.begins_by <= body.at.on
    }
    is_over = row.standing == MemberStanding.WITHDRAWN  # then the last one is told below
    over = sorted(ended.values(), key=itemgetter(0))[: -1 if is_over else None]
    rows: list[Row] = [
        {
            **values(row, "kind"),
            "standing": MemberStanding.WITHDRAWN.value,
            **dated("applied_on", None),
            **dated("joined_on", begins),
            **dated("suspended_on", None),
            **dated("withdrew_on", ends),
        }
        for _, begins, ends in over
    ]
    told: Row = {
        **values(row, "standing", "kind"),
        **dates(row, "applied_on", "joined_on", "suspended_on", "withdrew_on"),
    }
    columns = [
        *(fields.MEMBER_STANDING, fields.KIND_OF_MEMBER, fields.APPLIED_ON, fields.JOINED_ON),
        *(fields.SUSPENDED_ON, fields.WITHDREW_ON.headed("Left")),
    ]
    return Table("membership", "When it applied, joined and left", columns, [*rows, told])


def _names(body: Body, code: str) -> Iterator[Table]:
    """Yield the names that it had, where it changed its name."""
    given = names_in_turn(body.facts, code)
    if len(given) > 1:
        rows: list[Row] = [{**dated("on", f.on), "called": AsSaid(f.event.name)} for f in given]
        columns = [Column("on", worded("Since")), Column("called", "Name")]
        yield Table("names", worded("Its names"), columns, rows)


def _statements(body: Body, code: str) -> Table:
    """Return its reservations, declarations and objections, and which of them it withdrew."""
    stand = {fact.entry_id for fact in body.facts.standing(StatementMade)}
    rows: list[Row] = [
        {
            **dated("on", fact.on),
            **values(fact.event, "kind", "text"),
            "subjects": [fact.event.commitment],
            "remark": None if fact.entry_id in stand else worded("withdrawn"),
        }
        for fact in body.facts.begun(StatementMade)
        if fact.event.member == code
    ]
    columns = (
        *(Column("on", "Day"), Column("kind", "Kind"), Column("subjects", "Of what")),
        *(Column("text", "Text"), Column("remark", "Remark")),
    )
    return Table("statements", worded("Reservations, declarations and objections"), columns, rows)


def _offices(body: Body, code: str) -> Table:
    """Return its offices: each until the next holder, the end of its term, or the day it left."""
    left = [fact.on for fact in departures(body.facts, code)]
    rows: list[Row] = [
        {
            "office": name,
            **dated("since", fact.on),
            **dated("term_ends_on", _end(fact, *left, *(each.on for each in appointed[n:]))),
        }
        for office, name in OFFICES.items()
        for appointed in [body.facts.begun(office)]
        for n, fact in enumerate(appointed, start=1)
        if appointee(fact.event) == code
    ]
    columns = [
        Column("office", "Office"),
        Column("since", "From"),
        Column("term_ends_on", worded("Until")),
    ]
    return Table("offices", worded("Offices held"), columns, rows)


def _end(fact: Fact[Appointed], *later: ImpreciseDate) -> ImpreciseDate | None:
    """Return the day on which an office ended or will end; None if it is not known."""
    days = [
        fact.event.term_ends_on,
        *(day for day in later if not surely_before(day, fact.on)),
    ]
    return min(filter(None, days), key=lambda day: day.latest or date.max, default=None)


def _no_standing(commitment: str, code: str) -> StandingRow:
    return StandingRow(commitment=commitment, member=code, name="", standing=Standing.NONE.value)


def _standings(body: Body, code: str) -> Table:
    """Return where it stands on each commitment of the texts on which it stands anywhere."""
    texts = commitments_by_text(body.read_model, body.code, None, body.at)
    commitments = [each for references in texts.values() for each in references]
    found = body.read_model.standings(body.code, commitments, body.at)
    own = {row.commitment: row for row in found if row.member == code}
    rows: list[Row] = [
        {
            **values(row, "commitment", "standing", "consent"),
            **dates(row, "signed_on", "deposited_on", "in_force_on", "withdrawn_on"),
        }
        for references in texts.values()
        if (acts := [own[each] for each in references if each in own])
        for each in signable(references, acts, ends_of(body.facts, references, [acts]))
        for row in [own.get(each) or _no_standing(each, code)]
    ]
    consented = any(row["consent"] for row in rows)
    of_consent = (fields.CONSENT, fields.DEPOSITED_ON, fields.IN_FORCE_ON) if consented else ()
    columns = [
        *(fields.COMMITMENT, fields.STANDING, fields.SIGNED_ON),
        *(*of_consent, fields.WITHDRAWN_ON),
    ]
    return Table("texts", worded("Standing on each commitment"), columns, rows)


def _engagement(body: Body, code: str, today: date) -> Table:
    answer = work(body.read_model, body.pinned, "engagements", today)
    rows = [row for row in answer.rows if row["member"] == code]
    columns = [column for column in answer.columns if column.key != "name"]
    return Table("engagement", worded("Engagement, by level"), columns, rows)


def _attendance(body: Body, code: str) -> Table:
    counted = body.facts.once(Counted)
    rows: list[Row] = [
        {"meeting": fact.event.meeting, "presence": seat, **dated("on", fact.on)}
        for fact in body.facts.begun(MeetingOpened)
        if fact.event.attendance is not None
        and (seat := counted.attendance(fact.event.meeting, fact.on).get(code))
        and (seat != "absent" or code in [each.member for each in fact.event.attendance])
    ]
    columns = [fields.MEETING, Column("on", "Day"), Column("presence", worded("Attendance"))]
    return Table("meetings", worded("Meetings with a list of attendance"), columns, rows)
