"""Something with a due date, for calendars, reminders and briefs."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.deadlines import DueState

DueKind = Literal["report", "milestone", "action", "meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """Something to be done by `due_on`, inclusive, and how that stands on the day asked for.

    `key` is the same whenever it is asked for, and no other item's: it names the item in calendars.
    `owner` is a member's code, an office, or "" for the whole body. `about` is the commitment, the
    meeting or the decision that it comes from. `tentative` says that the day follows from a rule
    and nobody has fixed it, as for the next meeting that is due. `text` says of a milestone or
    an action what is to be done, in the words of the record.
    """

    kind: DueKind
    key: str
    title: str
    owner: str
    about: str
    due_on: date
    state: DueState
    tentative: bool = False
    text: str = ""
