"""The minutes of a meeting say who came, what was decided and what is to be done."""

import pytest

from application.questions.asking.ask import Ask
from application.recording import body_events
from application.reports.document import Paragraph, Report
from application.reports.meetings.minutes import minutes
from domain.errors import Refused, UnknownReference
from domain.events.bodies import ChairAppointed, InitiativeRecognised
from domain.events.meetings import MinutesApproved
from domain.events.work import InitiativeInputConsidered, InitiativeInputReceived
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.conftest import once
from tests.application.questions.given import BODY, TODAY, Clerk, ask, on
from tests.application.reports.given import rows, section, tell

CAME = "ERE:represented; ATL:present; UTO:absent"


def of(clerk: Clerk, meeting: str = "M1", asked: Ask | None = None) -> Report:
    return minutes(clerk.tables, asked or ask("2026-11-20"), TODAY, meeting=meeting)


def said(report: Report, key: str) -> str:
    blocks = section(report, key).blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


@once()
def met(new: Clerk) -> None:
    """A meeting with an agenda, attendance, a quorum, a decision and an action."""
    g.begin(new)
    new.join("UTO", "Utopia", "2025-01-01")
    g.convene(new, "M1", "2026-04-14", "Opening", "Hosting | K1", place="Geneva")
    g.open_(new, "M1", "2026-04-14", CAME)
    g.count(new, "M1")
    g.decide(new, "D-1", "M1", "2026-04-14", "A-1 | ATL | Draft it. | 2026-05-01", item="2")
    g.close(new, "M1", "2026-04-15")


def test_says_who_came_what_was_decided_and_what_is_to_be_done(met: Clerk) -> None:
    """Whoever was not there reads it here."""
    report = of(met)

    assert [row["value"] for row in rows(report, "meeting")] == [
        "M1", "ordinary session", "2026-04-14", "Geneva", "2026-04-14", "2026-04-15",
    ]  # fmt: skip
    assert [(row["name"], row["presence"]) for row in rows(report, "attendance")] == [
        ("Atlantis", "present"),
        ("Erewhon", "represented"),
        ("Utopia", "absent"),
    ]
    assert "There was a quorum: of 3 active members 2 took part; needed: 2." in said(
        report, "present"
    )
    assert "The rule: a quorum is at least half of the members." in said(report, "present")
    assert [(row["title"], row["about"]) for row in rows(report, "agenda")] == [
        ("Opening", []),
        ("Hosting", ["K1"]),
    ]
    assert [(row["decision"], row["adopted_by"]) for row in rows(report, "decisions")] == [
        ("D-1", "consensus")
    ]
    assert [(r["owner"], r["state"]) for r in rows(report, "actions")] == [("Atlantis", "overdue")]


@pytest.mark.parametrize(
    ("chair", "came", "words"),
    [
        ("ATL", CAME, "Atlantis"),
        ("ERE", CAME, "Erewhon (at this meeting: represented)"),
        ("UTO", "UTO:excused; ATL:present", "Utopia (at this meeting: apologies)"),
        ("ERE", "ATL:present", "Erewhon"),
    ],
)
def test_a_chair_that_was_not_there_did_not_preside(
    new: Clerk, chair: str, came: str, words: str
) -> None:
    """Who did is not recorded; the office is one of the body, and not of the meeting."""
    g.begin(new)
    new.join("UTO", "Utopia", "2025-01-01")
    tell(new, ChairAppointed(chair=chair), "2026-01-10")
    g.hold(new, "M1", "2026-04-14", came)

    told = {row["what"]: row["value"] for row in rows(of(new), "meeting")}

    assert told["Chair of the body"] == words


@pytest.mark.parametrize("ends", ["2026-03-31", None])
def test_who_has_the_chair_no_more_is_not_named(new: Clerk, ends: str | None) -> None:
    """Its term is over, or it left the body: nobody has the chair until somebody takes it."""
    g.begin(new)
    term = ChairAppointed(chair="ATL", term_ends_on=on(ends) if ends else None)
    tell(new, term, "2026-01-10")
    if ends is None:
        new.leave("ATL", "2026-03-31")
    g.hold(new, "M1", "2026-04-14", "ERE:present")

    assert "Chair of the body" not in {row["what"] for row in rows(of(new), "meeting")}


@pytest.mark.slow
def test_is_a_draft_until_a_later_meeting_approves_it(met: Clerk) -> None:
    """The banner goes with every copy."""
    assert of(met).banners[-1] == "Draft: these minutes are not approved."
    assert said(of(met), "approval") == "Minutes are not approved."

    g.circulate(met, "M1", "2026-05-01")
    assert said(of(met), "approval") == (
        "Draft minutes were sent on 2026-05-01. They are not approved."
    )

    g.hold(met, "M2", "2026-10-14")
    g.approve(met, "M1", "M2", "2026-10-14")
    assert not [banner for banner in of(met).banners if "Draft" in banner]
    assert said(of(met), "approval").endswith("Minutes were approved at meeting M2 on 2026-10-14.")
    assert "Draft" in of(met, asked=ask("2026-10-13")).banners[-1]
    later = of(met, "M2")
    assert said(later, "approval").startswith("This meeting approved the minutes of M1.")


def test_says_what_was_changed_when_it_was_approved(met: Clerk) -> None:
    """Members approve a text, and may change it first."""
    g.hold(met, "M2", "2026-10-14")
    event = MinutesApproved(meeting="M1", at="M2", changes="A name.")
    met.record(lambda r: body_events.record(r, BODY, event, on("2026-10-14")))

    assert said(of(met), "approval") == (
        "Minutes were approved at meeting M2 on 2026-10-14. Changes: A name."
    )


@pytest.mark.slow
def test_says_that_nobody_counted_or_wrote_down_who_came(new: Clerk) -> None:
    """That nobody kept a list is not that nobody came."""
    g.begin(new)
    g.hold(new, "M1", "2026-04-14")
    g.hold(new, "M2", "2026-05-14", "ATL")
    g.count(new, "M2")
    g.hold(new, "M3", "2026-06-14", "ATL:absent")
    g.count(new, "M3")
    g.hold(new, "M4", "2026-07-14", "ATL")

    assert said(of(new), "present") == "Attendance is not recorded."
    assert "There was a quorum" in said(of(new, "M2"), "present")
    assert "There was no quorum" in said(of(new, "M3"), "present")
    assert "quorum is not recorded" in said(of(new, "M4"), "present")


def test_the_public_is_not_told_that_a_quorum_is_not_recorded(new: Clerk) -> None:
    """It may be, for others."""
    new.context = new.context._replace(visibility=Visibility.PUBLIC)
    g.begin(new)
    g.hold(new, "M1", "2026-04-14", "ATL")
    public = minutes(new.tables, ask(audience=Visibility.PUBLIC), TODAY, meeting="M1")

    assert "Whether there was a quorum is not shown." in said(public, "present")


def test_a_rule_that_an_audience_may_not_see_is_not_told(met: Clerk) -> None:
    """The count stands without it."""
    rule = next(r for r in met.register.log.read(0, 100) if "quorum-rule" in r.event.TOPIC)
    met.show(rule.position, Visibility.SECRETARIAT)

    assert "The rule" not in said(of(met), "present")


def test_a_written_procedure_has_minutes_without_attendance(new: Clerk) -> None:
    """Also while members are still replying, and where it was moved."""
    g.begin(new)
    g.convene(new, "W1", "2026-06-01", kind="written_procedure", ends_on="2026-06-30")
    g.move(new, "W1", "2026-06-02", "2026-05-01")
    g.decide(new, "D-1", "W1", "2026-06-29")

    report = of(new, "W1")

    assert "nobody met" in said(report, "present")
    assert [row["value"] for row in rows(report, "meeting")][2:4] == [
        "2026-06-01 to 2026-06-30",
        "2026-06-02 to 2026-07-01",
    ]


def test_follows_inputs_that_were_considered(met: Clerk) -> None:
    """Initiatives ask what came of what they sent."""
    tell(met, InitiativeRecognised(name="A forum"), "2026-01-01")
    sent = InitiativeInputReceived(input="I-1", initiative="A forum", title="On hosting")
    number = tell(met, sent, "2026-02-01")
    heard = InitiativeInputConsidered(input="I-1", meeting="M1", item="2", decision="D-1")
    tell(met, heard, "2026-04-14")
    g.hold(met, "M2", "2026-10-14")

    keys = ("input", "initiative", "item", "decision")
    assert [tuple(row[k] for k in keys) for row in rows(of(met), "inputs")] == [
        ("I-1", "A forum", "2", "D-1")
    ]
    assert rows(of(met, "M2"), "inputs") == []
    met.show(number, Visibility.SECRETARIAT)
    assert rows(of(met), "inputs")[0]["initiative"] is None


def test_what_was_not_held_has_no_minutes(new: Clerk) -> None:
    """Whatever the agenda says."""
    g.begin(new)
    g.convene(new, "M1", "2026-12-14")
    g.cancel(new, "M1", "2026-11-01")

    with pytest.raises(Refused, match="M1 has no minutes: on 2026-11-20 it was cancelled"):
        of(new)
    with pytest.raises(Refused, match="it was to come"):
        of(new, asked=ask("2026-10-20"))
    with pytest.raises(UnknownReference, match="mean M1"):
        of(new, "M11")
