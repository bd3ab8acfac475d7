"""What a body does is refused for days after its end, or a reason says why it may come later."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from application.event_store.stored_events import decode
from domain.bodies.taskforce import Taskforce
from domain.event import Event
from domain.events import bodies as b
from domain.events import meetings as t
from domain.events import minutes as n
from domain.events import voting as v
from domain.events import work as m
from domain.events.table import EVENTS
from domain.events.zones import TimeZoneSet
from tests.domain.given import all_contradictions, entered

GOLDEN = Path(__file__).parents[2] / "golden"
OF_THE_RECORD = "it is about the record, or about what the body was"
OF_A_MEETING = "it is of a meeting, which itself is not after the end"
OF_OTHERS = "others do it, with what the body did before"
TO_BE_FINISHED = "the secretariat finishes what the body began"
LATER: Mapping[type[Event], str] = {
    **dict.fromkeys((b.Established, b.BodyNameRecorded, b.RecordKeptFrom), OF_THE_RECORD),
    **dict.fromkeys((b.ClaimRecorded, TimeZoneSet), OF_THE_RECORD),
    b.Dissolved: "another rule refuses a second end",
    b.ScaleRegistered: "members may still report on what they have signed",
    **dict.fromkeys((t.MeetingRescheduled, t.QuorumEstablished, t.MeetingClosed), OF_A_MEETING),
    **dict.fromkeys((v.SessionSet, v.MemberArrived, v.MemberDeparted), OF_A_MEETING),
    **dict.fromkeys((v.RepresentativeChanged, v.ProxyGiven, v.ObserverAttended), OF_A_MEETING),
    **dict.fromkeys((n.PaperTabled, n.DiscussionRecorded), OF_A_MEETING),
    v.CastingVoteGiven: "it is of a vote, which itself is not after the end",
    **dict.fromkeys((t.MeetingCancelled, t.ActionItemCompleted), TO_BE_FINISHED),
    **dict.fromkeys((n.MinutesDrafted, t.MinutesCirculated, t.MinutesApproved), TO_BE_FINISHED),
    **dict.fromkeys((n.MinutesCommentAnswered, n.MinutesPublished), TO_BE_FINISHED),
    **dict.fromkeys((n.MinutesCommented, v.ReplyReceived), OF_OTHERS),
    **dict.fromkeys((m.AdviceAnswered, m.ContributionTakenUp), OF_OTHERS),
}
"""By what may be recorded of a day after the end: why."""


@pytest.mark.parametrize("kind", [kind for kind in EVENTS if kind.TOPIC.startswith("taskforce.")])
def test_nothing_is_done_after_the_end_without_a_reason(kind: type[Event]) -> None:
    """A body that is no more is not said to do something."""
    stored = (GOLDEN / f"{kind.TOPIC}.v{kind.SCHEMA}.json").read_bytes()
    told = entered(Taskforce(), b.Established(code="EXT", name="A", nature="exercise"), "2020")
    told = entered(told, b.Dissolved(), "2026-12-01")

    told = entered(told, decode(kind.TOPIC, stored)[1], "2027-01-01")

    refused = any(each.kind == "after-the-end" for each in all_contradictions(told))
    assert refused is (kind not in LATER), LATER.get(kind, "put it into OVER of the rules")
