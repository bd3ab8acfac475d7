"""What is asked of members on a whole text at once, and which entry is meant."""

import pytest

from application.acts.progress import schedules
from application.acts.progress.assessments import Assess
from application.acts.progress.reports import ReturnReport, record_report
from application.entries import amending
from application.recording import body_events
from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.bodies import ScaleRegistered, ScaleValue
from domain.events.progress import (
    Evidence,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReminderSent,
    ReportingExempted,
    ReportingScheduled,
)
from tests.application.given import BODY, Office, day
from tests.domain.given import exactly
from tests.domain.progress.given import LAW, QUARTERLY, assessed, report

SCALE = ScaleRegistered(
    scale="S", version="1", title="Scale", values=(ScaleValue(value="limited", label="Limited"),)
)
FREE = report(None, None, occasion="extraordinary", commitment="T-1", scale="S")


@pytest.fixture
def asked(office: Office) -> Office:
    """ATL is a party of T, of two commitments, of which reports are due each quarter."""
    office.join()
    office.adopt_text(commitments_of_it=("T-1", "T-2"))
    office.record(lambda r: body_events.record(r, BODY, SCALE))
    whole = QUARTERLY.model_copy(update={"commitment": "T"})
    office.record(lambda r: schedules.record_on_all(r, BODY, whole, day("2026-01-10")))
    return office


def hand_in(office: Office, event: ProgressReported) -> None:
    office.record(lambda r: record_report(r, BODY, event, day("2026-04-20")))


def remind(office: Office, reference: str, due_on: str = "2026-04-30") -> None:
    office.record(
        lambda r: schedules.remind(
            r,
            BODY,
            ReminderSent(commitment=reference, member="ATL", due_on=exactly(due_on)),
            day("2026-05-10"),
        )
    )


def test_a_schedule_for_a_text_is_one_for_each_of_its_commitments(asked: Office) -> None:
    """Members report on all of a text at once, and it is recorded as one act."""
    planned = [r for r in asked.records if isinstance(r.event, ReportingScheduled)]

    assert [r.event.commitment for r in planned if isinstance(r.event, ReportingScheduled)] == [
        "T-1",
        "T-2",
    ]
    assert len({r.envelope.correlation_id for r in planned}) == 1


def test_a_reminder_of_a_text_goes_to_what_is_still_owed(asked: Office) -> None:
    """One letter reminds of all; what was exempted is left out of it."""
    asked.record(
        lambda r: schedules.record_on_all(
            r,
            BODY,
            ReportingExempted(
                commitment="T-1",
                member="ATL",
                due_from=exactly("2026-04-30"),
                reason="No such law.",
            ),
            day("2026-03-01"),
        )
    )

    remind(asked, "T")

    told = [r.event for r in asked.records if isinstance(r.event, ReminderSent)]
    assert [event.commitment for event in told] == ["T-2"]
    with pytest.raises(Refused, match="owes no report on that"):
        remind(asked, "T-1")


def test_a_milestone_belongs_to_a_member_that_is_there(asked: Office) -> None:
    """A step of nobody is reached by nobody."""
    step = MilestoneSet(
        commitment="T-1", milestone="M", title="Step", due_on=exactly("2026-09-30"), owner="ERE"
    )

    with pytest.raises(UnknownReference, match="no member 'ERE'"):
        asked.act(schedules.set_milestone, step, day("2026-01-10"))


def judge(office: Office, event: ProgressAssessed) -> None:
    office.act(Assess(**event.model_dump(), on=day("2026-05-01")).record)


def judgement(**changes: object) -> ProgressAssessed:
    values = {"commitment": "T-1", "scale": "S", **changes}
    return ProgressAssessed.model_validate({**assessed().model_dump(), **values})


def test_an_assessment_is_independent_on_a_scale_and_without_pictures(asked: Office) -> None:
    """What a member says of itself is a report, whoever typed it."""
    photo = Evidence(direction="context", type="other", title="photo.png")

    judge(asked, judgement(evidence=(LAW,)))
    with pytest.raises(Refused, match="cannot be its own independent assessor"):
        judge(asked, judgement(assessor="Government of atl"))
    with pytest.raises(Refused, match="is no value of S 1"):
        judge(asked, judgement(assessment="high"))
    with pytest.raises(Contradicted, match="Pictures"):
        judge(asked, judgement(evidence=(photo,)))


def test_an_assessment_is_corrected_within_its_scale(asked: Office) -> None:
    """A correction must not bring in what nobody could have stated."""
    judge(asked, judgement())
    head = f"@{asked.head}"

    asked.correct(head, assessment="regressed")

    with pytest.raises(Refused, match="is no value of S 1"):
        asked.correct(head, assessment="high")


def test_what_is_outside_of_scales_may_be_stated_and_silence_may_not(asked: Office) -> None:
    """That a member said nothing is computed, so nobody can type it in by mistake."""
    hand_in(asked, FREE.model_copy(update={"assessment": "unable_to_assess"}))

    with pytest.raises(Refused, match="nobody records it"):
        hand_in(asked, FREE.model_copy(update={"assessment": "no_report"}))


def test_a_report_names_no_picture(asked: Office) -> None:
    """The same holds for what members send themselves."""
    photo = Evidence(direction="context", type="other", title="film.mp4")

    with pytest.raises(Contradicted, match="Pictures"):
        hand_in(asked, FREE.model_copy(update={"evidence": (photo,)}))
    hand_in(asked, FREE)
    with pytest.raises(Contradicted, match="Pictures"):
        asked.correct(f"@{asked.head}", evidence=f"[{photo.model_dump_json(exclude_none=True)}]")


def send_back(office: Office, entry: str | None) -> None:
    returned = ReturnReport(
        member="ATL", commitment="T-1", report=entry, reason="Which law?", on=day("2026-05-10")
    )
    office.act(returned.record)


def test_an_entry_is_named_by_its_place(asked: Office) -> None:
    """Where several reports wait, the receipt's number says which one is meant."""
    hand_in(asked, FREE)
    first = asked.head
    hand_in(asked, FREE)

    send_back(asked, f"@{first}")
    with pytest.raises(UnknownReference, match="@9999"):
        send_back(asked, "@9999")


def test_a_report_and_its_return_are_retracted_together(asked: Office) -> None:
    """A return of a report that was never made would speak of nothing."""
    hand_in(asked, FREE)
    made = asked.head
    send_back(asked, None)

    with pytest.raises(Contradicted, match="rests on a report"):
        asked.retract(f"@{made}")
    names = [f"@{made}", f"@{asked.head}"]
    asked.record(lambda r: amending.retract(r, names, "Wrong member."))

    with pytest.raises(Refused, match="waits for a review"):
        send_back(asked, None)


def test_a_scheduled_report_stays_on_its_period_when_it_is_corrected(asked: Office) -> None:
    """Moving it to other days would leave its due date without a report, silently."""
    hand_in(asked, report(commitment="T-1", scale="S"))

    with pytest.raises(Contradicted, match="on a period of a schedule"):
        asked.correct(f"@{asked.head}", period_until="2026-04-15")
