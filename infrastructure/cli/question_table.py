"""The questions that are asked with both clocks: words and options of their own; light to load."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import click


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the function in `application.questions` that answers it, its help, its options.

    The function takes the options by their names.
    """

    answer: str
    help: str
    examples: tuple[str, ...]
    params: tuple[click.Parameter, ...] = ()


_ON_PROGRESS = (
    click.Argument(["reference"], required=False, metavar="[MEMBER|INSTRUMENT|COMMITMENT]"),
)
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "members": Question(
            "members.standings.members", "Ask who belongs.", ("members --on 2026-01-16",)
        ),
        "status": Question(
            "members.standings.status",
            "Ask where every member stands on an instrument or on one commitment.",
            ("status MISSION --on 2026-01-16 --known @11",),
            (click.Argument(["reference"], metavar="INSTRUMENT|COMMITMENT"),),
        ),
        "matrix": Question(
            "members.standings.matrix",
            "Ask where every member stands on every text.",
            ("matrix --format markdown",),
            (
                click.Option(
                    ["--instrument"],
                    metavar="REF",
                    help="Only this text, commitment by commitment.",
                ),
            ),
        ),
        "reports": Question(
            "across.reports.reports",
            "Ask which reports were due, what came, and what was said of it.",
            ("reports", "reports ATL --on 2026-08-16", "reports MISSION-1 --format markdown"),
            _ON_PROGRESS,
        ),
        "overdue": Question(
            "across.reports.overdue",
            "Ask what is overdue, and what is due within 30 days; for any past day, too.\n\n"
            "What a past day's list was: --on DAY --known DAY. It is never shown to the public.",
            ("overdue --on 2026-08-05", "overdue KEN --on 2026-08-05"),
            _ON_PROGRESS,
        ),
        "assessments": Question(
            "across.reports.assessments",
            "Ask how far members say they are, and what others judged, with the members' answers.",
            ("assessments MISSION-1",),
            _ON_PROGRESS,
        ),
        "milestones": Question(
            "across.reports.milestones",
            "Ask which steps on the way were set, by when, and which were reached.",
            ("milestones --on 2026-09-20",),
            _ON_PROGRESS,
        ),
        "focal-points": Question(
            "members.focal_points.focal_points",
            "Ask who speaks for each member, by reference (the names are in the contacts).",
            ("focal-points --on 2026-03-01",),
            (
                click.Option(
                    ["--member"], type=str.upper, metavar="CODE", help="Only of this member."
                ),
            ),
        ),
        "history": Question(
            "log.history.history",
            "Ask what was recorded about a member, an instrument or a commitment, oldest first.",
            ("history KEN",),
            (click.Argument(["reference"]),),
        ),
        "meetings": Question(
            "meetings.meetings.meetings",
            "Ask which meetings there were and are to come, with attendance, quorum and minutes.",
            ("meetings --on 2026-11-03",),
        ),
        "decisions": Question(
            "meetings.meetings.decisions",
            "Ask what meetings decided, by consensus or by how many votes.",
            ("decisions --format markdown",),
        ),
        "votes": Question(
            "meetings.voting.votes",
            "Ask what was voted on, and what each vote came to.\n\n"
            "It is counted by what is known: who might vote, who was there, the majority.",
            ("votes", "votes 2026-2 --format json", "votes D-3 --known @30"),
            (click.Argument(["reference"], required=False, metavar="[MEETING|DECISION]"),),
        ),
        "rights": Question(
            "meetings.voting.rights",
            "Ask which members may vote, at a meeting or on a day, and why.",
            ("rights 2026-2", "rights --on 2026-11-03"),
            (click.Argument(["reference"], required=False, metavar="[MEETING]"),),
        ),
        "presence": Question(
            "meetings.voting.presence",
            "Ask who was at a meeting, as a whole, at an hour, or at the vote on an item.",
            ("presence 2026-2", "presence 2026-2 --hour 10:40", "presence 2026-2 --item 2"),
            (
                click.Argument(["reference"], metavar="MEETING"),
                click.Option(["--hour"], metavar="HOUR", help="The hour, such as 10:40."),
                click.Option(["--item"], metavar="N", help="At the vote on this item."),
            ),
        ),
        "actions": Question(
            "meetings.actions.actions",
            "Ask what decisions ask somebody to do: open, done, overdue.",
            ("actions --owner KEN --on 2027-02-01",),
            (
                click.Option(
                    ["--owner"], metavar="CODE|OFFICE", help="Only what this one is to do."
                ),
            ),
        ),
        "cadence": Question(
            "meetings.cadence.cadence",
            "Ask how often the body met in each year, as against its promise, and what is due "
            "next.\n\nTwo meetings a year are due six months apart. Nothing is judged before the "
            "day from which the record is complete (see: depositary taskforce record-kept-from "
            "--help).",
            ("cadence --on 2026-12-31",),
        ),
        "log": Question(
            "log.history.log",
            "Ask for everything that was recorded, in order.\n\nWith it comes what was recorded "
            "of the log itself: keys, clocks, removed texts, reports.",
            ("log --format csv",),
        ),
    }
)
"""By the name that is typed."""
