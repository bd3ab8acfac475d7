"""What a person should look at first, of all subjects, and the commands to begin with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from application.questions.across.waiting import waiting
from application.questions.asking.completeness import complete_from
from application.questions.asking.facts import Facts
from application.questions.laws.gap_states import GapState, gap_records
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import MeetingFrequency, meeting_frequency
from application.questions.meetings.meeting_states import meeting_records
from application.questions.members.counted import standing_notices
from domain.events.bodies import InstrumentAdopted, RecordKeptFrom
from domain.texts.standing_kinds import MemberStanding
from domain.words import worded

SHOWN = 3  # that are named where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionItem:
    """Something that a person should look at, and the command that starts it.

    `of_body` says that the command is for one body, so that a register of several must name it.
    """

    what: str
    command: str
    of_body: bool = True


def first_names(names: Iterable[str]) -> str:
    """Return the first names, each once."""
    once = list(dict.fromkeys(names))
    return ", ".join([*once[:SHOWN], *(["…"] if once[SHOWN:] else [])])


def counted(names: Sequence[str], what: str, command: str) -> Iterator[AttentionItem]:
    """Yield one item about all of these, if there are any; `what` names their {count} and {names}.

    `command` may name the {first} of them.
    """
    if names:
        sentence = worded(what, count=len(names), names=first_names(names))
        yield AttentionItem(what=sentence, command=command.format(first=names[0]))


def _no_members(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that nobody is a member, or that nobody knows since when."""
    if not facts.members:
        yield AttentionItem(
            what=worded("No member is recorded."),
            command="depositary member join KEN --name Kenya --on unknown",
        )
    joined = [(row.member, row.joined_on) for row in facts.members if row.joined_on]
    undated = [member for member, day in joined if day.text == "unknown"]
    yield from counted(
        undated, "{count} joined on an unknown day ({names}).", "depositary history {first}"
    )


def _no_open_texts(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that nothing can be signed."""
    if not facts.known(InstrumentAdopted):
        yield AttentionItem(
            what=worded("No text is open for signature."),
            command=(
                "depositary text adopt mission.md --reference MISSION --title 'Our mission' "
                f"--on {facts.at.on}"
            ),
        )


def _no_completeness_date(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that nothing is judged."""
    if not facts.known(RecordKeptFrom):
        yield AttentionItem(
            what=worded("It is not said from which day on the record is complete."),
            command="depositary taskforce record-kept-from --help",
            of_body=False,
        )


def _late_meetings(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that a meeting is due, that a year will end with fewer, or that one is not recorded."""
    found = meeting_frequency(facts)
    if found.due in ("due", "overdue"):
        yield AttentionItem(what=_next_meeting(found), command="depositary cadence")
    if found.falls_short:
        what = worded(
            "{year} will end with fewer than the {per_year} meetings that were promised, "
            "if they keep to this rhythm.",
            year=found.falls_short.year,
            per_year=found.per_year,
        )
        yield AttentionItem(what=what, command="depositary cadence")
    complete = complete_from(facts)
    for each in meeting_records(facts):
        day = each.over_by
        if each.state == "not_recorded_as_held" and complete and day and day >= complete:
            what = worded(
                "Meeting {meeting} of {begins_on} is not recorded as held.",
                meeting=each.meeting,
                begins_on=each.begins_on,
            )
            yield AttentionItem(what=what, command="depositary meetings")


def _next_meeting(found: MeetingFrequency) -> str:
    """Say by when the next meeting is or was due, and which one is called."""
    if found.called:
        template = {
            "due": "The next meeting is due by {day}; {meeting} is called.",
            "overdue": "The next meeting was due by {day}; {meeting} is called.",
        }[str(found.due)]
        return worded(template, day=found.next_due_on, meeting=found.called.meeting)
    template = {
        "due": "The next meeting is due by {day}; none is called.",
        "overdue": "The next meeting was due by {day}; none is called.",
    }[str(found.due)]
    return worded(template, day=found.next_due_on)


def _late_actions(facts: Facts) -> Iterator[AttentionItem]:
    late = [each.item.action for each in action_items(facts) if each.state == "overdue"]
    return counted(late, "{count} action(s) overdue ({names}).", "depositary actions")


def _late_minutes(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that minutes are not approved although a later meeting was held."""
    complete = complete_from(facts)
    held = [each for each in meeting_records(facts) if each.state == "held" and not each.written]
    late = [
        each.meeting
        for each in held[:-1]
        if each.unapproved and complete and each.held_by and each.held_by >= complete
    ]
    return counted(
        late,
        "Minutes not approved, though a later meeting was held: {names}.",
        "depositary meetings",
    )


def _reports_and_milestones(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that reports are overdue or wait for a review, and that milestones are overdue."""
    found = waiting(facts)
    late, steps = found.late, [milestone for *_, milestone in found.milestones]
    yield from counted(late, "{count} report(s) overdue ({names}).", "depositary overdue")
    yield from counted(
        found.for_review, "{count} report(s) wait for a review ({names}).", "depositary reports"
    )
    yield from counted(steps, "{count} milestone(s) overdue ({names}).", "depositary milestones")


def _waiting_applicants(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that somebody applied, and was not admitted so far."""
    applied = MemberStanding.APPLICANT
    waiting = [row.member for row in facts.members if row.standing == applied]
    return counted(waiting, "{count} application(s) wait ({names}).", "depositary history {first}")


def _notices_past(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that the day came on which a member said that it will leave, and it is one still."""
    notices = standing_notices(facts, facts.everything)
    past = {code: day for code, day in notices.items() if day.latest and day.latest <= facts.at.on}
    day = next(iter(past.values()), None)
    return counted(
        list(past),
        "{count} member(s) said that they leave by a day that has come, and no withdrawal is "
        "recorded ({names}).",
        f"depositary member withdraw {{first}} --on {day}",
    )


def _unanswered_gaps(facts: Facts) -> Iterator[AttentionItem]:
    """Yield that members have not answered what was found in their laws."""
    unanswered = [
        each.found.event.gap
        for each in gap_records(facts)
        if each.kind == "gap" and each.state is GapState.OPEN
    ]
    return counted(
        unanswered, "{count} gap(s) in laws without an answer ({names}).", "depositary gaps"
    )


PROVIDERS: tuple[Callable[[Facts], Iterable[AttentionItem]], ...] = (
    *(_no_members, _no_open_texts, _no_completeness_date),
    *(_late_meetings, _late_actions, _late_minutes),
    _reports_and_milestones,
    *(_waiting_applicants, _notices_past, _unanswered_gaps),
)
"""In the order in which they are shown."""


def attention(facts: Facts, conflicting: int = 0) -> list[AttentionItem]:
    """Return all hints for one body; `conflicting` is how many conflicts it has."""
    found = [each for provide in PROVIDERS for each in provide(facts)]
    if conflicting:
        what = worded("Entries contradict each other in {count} place(s).", count=conflicting)
        found.insert(0, AttentionItem(what=what, command="depositary conflicts"))
    several = len(facts.read_model.taskforces()) > 1
    body = f" --taskforce {facts.taskforce}" if several else ""
    return [
        replace(each, command=f"{each.command}{body if each.of_body else ''}") for each in found
    ]
