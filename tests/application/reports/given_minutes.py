"""What tests of minutes item by item start from: a vote, and what is told of it."""

import json

from application.recording import body_events
from application.recording.recording import Recording
from application.reports.document import Report
from application.reports.meetings.minutes import minutes
from domain.event import Event
from domain.events import voting as v
from domain.events.meetings import Votes
from tests.application.questions.given import BODY, TODAY, Clerk, ask, on

DAY = "2026-04-14"
ALL = "ATL; ERE; UTO"


def tell(clerk: Clerk, *events: Event) -> None:
    def record(recording: Recording) -> None:
        for event in events:
            body_events.record(recording, BODY, event, on(DAY))

    clerk.record(record)


def of(clerk: Clerk, meeting: str = "M1") -> Report:
    return minutes(clerk.tables, ask("2026-11-20"), TODAY, meeting=meeting)


def said(report: Report) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False)


def vote(rule: str, decision: str = "D-1", **more: object) -> v.VoteTaken:
    return v.VoteTaken.model_validate(
        {
            "decision": decision,
            "meeting": "M1",
            "title": "Song",
            "text": "We sing.",
            "task": "K1",
            "rule": rule,
            "manner": "show",
            "item": "1",
            **more,
        }
    )


def tally(in_favour: int, against: int = 0, abstained: int = 0) -> Votes:
    return Votes(in_favour=in_favour, against=against, abstained=abstained)
