"""What the tests of letters start from: people who speak for members, and a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from application.acts.members.focal_points import Designate
from application.context import Context
from application.letters.correspondence import letters
from application.letters.letter import Letter, LetterKind
from domain.events.members import FocalPointDesignated, FocalRole
from domain.events.texts import StatementKind, StatementMade
from tests.application.questions.given import BODY, TREATY, Clerk, on

ADA, BO = "p-aa7k1", "p-bb4m1"
SINCE = "2026-01-01"


def designate(
    clerk: Clerk,
    member: str,
    person: str,
    role: FocalRole = "main",
    context: Context | None = None,
    day: str = "2026-01-01",
) -> None:
    event = FocalPointDesignated(member=member, person=person, role=role)
    clerk.record(lambda r: Designate(**event.model_dump(), on=on(day)).record(r, BODY), context)


def written(
    clerk: Clerk,
    day: str,
    kind: LetterKind | None = None,
    since: str | None = SINCE,
    told: Mapping[str, Sequence[str]] | None = None,
) -> list[Letter]:
    """Return the letters of a day, or those of a kind."""
    known = told or {}
    begun = date.fromisoformat(since) if since else None
    found = letters(
        clerk.tables, BODY, date.fromisoformat(day), lambda person: known.get(person, []), begun
    )
    return [each for each in found if kind in (None, each.kind)]


def points(letter: Letter) -> list[str]:
    return [str(point) for group in letter.groups for point in group.points]


def invitation(clerk: Clerk, told: list[str] | None = None) -> Letter:
    (letter,) = [
        each
        for each in written(clerk, "2026-02-20", "invitation", told={ADA: told or []})
        if each.person == ADA and each.meeting == "M-1"
    ]
    return letter


def state(
    clerk: Clerk, kind: StatementKind, member: str = "ATL", to: str | None = None
) -> tuple[int, str]:
    """Make a statement, and return its position and its id."""
    event = StatementMade(
        commitment=TREATY,
        member=member,
        kind=kind,
        text="Not\nArticle 4.",
        to=UUID(to) if to else None,
    )
    entry = clerk.record(lambda r: r.record(BODY, event, on("2026-03-01")))
    return entry, clerk.tables.locate(f"@{entry}").entry_id
