"""Acts about what is asked of members: steps on the way, due dates, more time, none at all."""

from datetime import date
from typing import Annotated

from application.acts.progress.reports import reporting_of
from application.acts.texts.commitments_meant import commitments_as_one_act, record_where_possible
from application.declarations.act import Act, On, act
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Malformed
from domain.events import progress as events
from domain.meaning import Meaning
from domain.progress.due_dates import Reporting
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate
from domain.words import worded

_FIRST = worded("It is part of the first due date, which is one value; correct that by hand.")


def set_milestone(
    recording: Recording, body: str, milestone: events.MilestoneSet, on: ImpreciseDate
) -> None:
    """Record a step on the way to a commitment, with its due date and who owns it.

    Raises:
        UnknownReference: there is no such commitment, or the owner is no member.
        Contradicted: it was set already.
    """
    recording.commitment(body, milestone.commitment)
    body_events.record(recording, body, milestone, on)


def reach_milestone(
    recording: Recording, body: str, reached: events.MilestoneReached, on: ImpreciseDate
) -> None:
    """Record that a milestone was reached.

    Raises:
        UnknownReference: there is no such commitment or milestone.
        Contradicted: it was reached already.
    """
    reporting_of(recording, body, reached.commitment).must_be_set(reached.milestone)
    recording.record(body, reached, on)


def record_on_all(
    recording: Recording,
    body: str,
    event: events.ReportingScheduled | events.ReportingExtended | events.ReportingExempted,
    on: ImpreciseDate,
) -> None:
    """Record what holds for reports on a commitment, or on each commitment of a text.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: more time is given for a day on which no report is due.
        Contradicted: days are out of order, or lie before that day.
    """
    member = recording.member(body, event.subject).code if event.subject else ""
    for each in commitments_as_one_act(recording, body, event.commitment):
        if isinstance(event, events.ReportingExtended):
            reporting_of(recording, body, each).due(event.due_on, member)
        recording.record(body, event.model_copy(update={"commitment": each}), on)


def remind(
    recording: Recording, body: str, reminder: events.ReminderSent, on: ImpreciseDate
) -> None:
    """Record that a member was reminded of a report, or of all on a text that it still owes.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: no report is due then, or the member has reported or is exempt.
    """
    recording.member(body, reminder.member)

    def decide(commitment: Commitment) -> events.ReminderSent:
        reporting = Reporting(commitment.reference, commitment.history)
        reporting.must_be_owed(reminder.member, reminder.due_on)
        return reminder.model_copy(update={"commitment": commitment.reference})

    record_where_possible(recording, body, reminder.commitment, decide, on)


Milestone = act(
    "progress milestone",
    events.MilestoneSet,
    "A step on the way to the commitment was set, with its due date.",
    rule=set_milestone,
    arguments=("commitment", "milestone", "title"),
    keys=("milestone", "commitment"),
    begins="milestone",
    examples=(
        "progress milestone MISSION-1 BILL 'The bill is before parliament.' "
        "--due-on 2026-09-30 --owner ATL --on 2026-02-01"
    ),
)
Reach = act(
    "progress reach",
    events.MilestoneReached,
    "The milestone was reached.",
    rule=reach_milestone,
    row="reach_milestone",
    keys=("milestone", "commitment"),
    examples="progress reach MISSION-1 BILL --outcome 'Adopted in first reading.' --on 2026-09-12",
)


class Schedule(
    Act,
    name="progress schedule",
    makes=(events.ReportingScheduled,),
    arguments=("commitment", "frequency"),
    keys=("commitment",),
    repeats=True,
    uncompared=dict.fromkeys(("due_on", "period_from", "period_until"), _FIRST),
    examples=(
        (
            "progress schedule MISSION half_yearly --due-on 2026-07-31 --period-from 2026-01-01 "
            "--period-until 2026-06-30 --on 2026-01-20"
        ),
        (
            "progress schedule MISSION-3 dates --due-on 2026-05-31 --period-from 2026-01-15 "
            "--period-until 2026-04-30 --more 2026-12-15=2026-05-01..2026-11-30 --on 2026-02-01"
        ),
    ),
):
    """From that day on, reports on the commitment are due on these days.

    Later due dates follow from the first one at the frequency; with the frequency dates they are
    given. A due day that is the last of its month stays the last. Of an earlier schedule stays
    what was due by that day, and what a member has reported on.
    """

    commitment: events.TextOrCommitment
    frequency: events.HowOften
    due_on: Annotated[date, Meaning("The first due date, inclusive.", "2026-07-31")]
    period_from: Annotated[
        date, Meaning("First day of the period of the first report.", "2026-01-01")
    ]
    period_until: Annotated[
        date, Meaning("Last day of the period of the first report, inclusive.", "2026-06-30")
    ]
    more: events.More = ()
    until: events.Until | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Say when reports are due.

        Raises:
            Malformed: there are more due dates, although they follow from the first one.
        """
        if self.more and self.frequency != "dates":
            raise Malformed(
                "A {frequency} schedule follows from its first due date; leave out more.",
                frequency=self.frequency,
            ).at("more")
        first = events.DueDate(
            due_on=self.due_on, period_from=self.period_from, period_until=self.period_until
        )
        planned = self.event(events.ReportingScheduled, first=first)
        record_on_all(recording, body, planned, self.on)


Extend = act(
    "progress extend",
    events.ReportingExtended,
    "The member may report until a later day.",
    rule=record_on_all,
    arguments=("member", "commitment"),
    keys=("member", "due_on", "commitment"),
    repeats=True,
    examples=(
        "progress extend ATL MISSION-1 --due-on 2026-07-31 --extended-to 2026-08-31 "
        "--reason 'Elections in July.' --on 2026-07-10"
    ),
)
Exempt = act(
    "progress exempt",
    events.ReportingExempted,
    "The member owes no report that is due in these days.",
    rule=record_on_all,
    arguments=("member", "commitment"),
    keys=("member", "due_from", "commitment"),
    repeats=True,
    examples=(
        "progress exempt KEN MISSION-2 --due-from 2026-07-01 --due-until 2026-12-31 "
        "--reason 'It has no such law to change.' --on 2026-06-20"
    ),
)
Remind = act(
    "progress remind",
    events.ReminderSent,
    "The member was reminded of a report.\n\nSilence after it is shown as no_report.",
    rule=remind,
    arguments=("member", "commitment"),
    keys=("member", "due_on", "commitment"),
    repeats=True,
    examples="progress remind KEN MISSION --due-on 2026-07-31 --on 2026-08-10",
)
