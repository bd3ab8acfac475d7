"""How histories of members are read, and folded into the rows of `standing` and `membership`."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeAlias, TypeVar

from domain.event import Event
from domain.events import members as m
from domain.history import History
from domain.texts.standing import (
    DECISIVE,
    CommitmentStanding,
    Membership,
    commitment_standing,
    membership,
)
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import Visibility
from infrastructure.read_model.bitemporal import bitemporal_rows
from infrastructure.read_model.rows import ABOUT_ENTRIES, Row, date_columns, to_record
from infrastructure.read_model.schema import MEMBERSHIP, STANDING

T = TypeVar("T", bound=Hashable)

REMEMBERED = 4096
"""Histories of which is remembered what was folded from them."""
_Folded: TypeAlias = tuple[Row, int, int | None, tuple[int, int]]
"""A row but for whose it is: what it says, from and until which event, and to which audiences."""
DAY_US = 86_400_000_000
_RANKS = {visibility.value: visibility.rank for visibility in Visibility}
IN_ORDER = " ORDER BY e.taskforce, e.stream_kind, e.stream, e.member, e.position"
_OF_ONE = " AND e.taskforce = ? AND e.stream = ? AND e.member = ?"
_OF_MEMBER = " AND e.taskforce = ? AND e.member = ?"


def _query(stream_kind: str, keys: str, join: str, events: Iterable[type[Event]]) -> str:
    """Return the query for all that histories of one kind are folded from, up to its condition."""
    topics = ", ".join(f"'{topic}'" for topic in (*(e.TOPIC for e in events), *ABOUT_ENTRIES))
    return (
        f"SELECT {keys}, (SELECT f.visibility FROM event f WHERE f.position = e.entry),"  # noqa: S608  # our own names
        " e.position, e.recorded_us, e.event_id, e.entry_id, e.topic, e.effective_on, e.content,"
        " json_remove(e.content, '$.commitment', '$.member', '$.text_sha256')"
        f" FROM event e CROSS JOIN taskforce t ON t.code = e.taskforce {join}"
        " CROSS JOIN member m ON m.code = e.member AND m.taskforce_id = t.id"
        f" WHERE e.stream_kind = '{stream_kind}' AND e.topic IN ({topics})"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryKind(Generic[T]):
    """How one kind of history is read, folded and written.

    The first `keys` columns of `select` say whose history it is, and begin each row.
    """

    stream_kind: str
    select: str
    keys: int
    standing: Callable[[History, date], T]
    none: Callable[[T], bool]
    columns: Callable[[T], Row]
    insert: str
    delete: str
    whose: str

    @property
    def of_one(self) -> str:
        """The condition for the events of one stream and code, or of all streams of it."""
        return _OF_ONE if self.stream_kind == "commitment" else _OF_MEMBER

    def rows(self, events: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of each history, from its events one after the other.

        What is equal but for whose it is is folded once: who signs a text does the same about each
        of its commitments.
        """
        folded: dict[tuple[Row, ...], list[_Folded]] = {}
        for whose, group in groupby(events, key=lambda row: row[: self.keys]):
            history = [row[self.keys :] for row in group]
            alike = tuple(map(_but_for_whose, history))
            if alike not in folded:
                if len(folded) >= REMEMBERED:
                    folded.clear()
                folded[alike] = list(self._fold(history))
            for said, known_from, known_to, audience in folded[alike]:
                until = None if known_to is None else history[known_to - 1][1]
                yield (*whose, *said, history[known_from - 1][1], until, *audience)

    def _fold(self, history: Sequence[Row]) -> Iterator[_Folded]:
        """Yield the rows of one history; its events are known from 1, 2 and so on."""
        records = [
            (_RANKS[str(visibility)], to_record((number, *cells[:-1])))
            for number, (visibility, _, *cells) in enumerate(history, 1)
        ]
        for row, least, greatest in bitemporal_rows(records, self.standing, self.none):
            days = row.from_day.isoformat(), row.until_day.isoformat() if row.until_day else None
            said = (*self.columns(row.standing), *days)
            yield said, row.known_from, row.known_to, (least, greatest)


def _but_for_whose(event: Row) -> Row:
    """Return all of an event that its standing may follow from, ids only where others are meant."""
    visibility, _, recorded_us, event_id, entry_id, topic, effective_on, _, said = event
    day = int(str(recorded_us)) // DAY_US
    return visibility, day, None if event_id == entry_id else entry_id, topic, effective_on, said


def _standing_columns(standing: CommitmentStanding) -> Row:
    return (
        standing.standing.value,
        *date_columns(standing.signed_on),
        standing.signature,
        standing.version,
        *date_columns(standing.deposited_on),
        standing.consent,
        *date_columns(standing.in_force_on),
        *date_columns(standing.withdrawn_on),
        standing.withdrawn,
        int(standing.provisional),
    )


def _membership_columns(standing: Membership) -> Row:
    return (
        standing.standing.value,
        standing.name,
        str(standing.kind),
        *date_columns(standing.applied_on),
        *date_columns(standing.joined_on),
        *date_columns(standing.suspended_on),
        *date_columns(standing.withdrew_on),
    )


COMMITMENTS = HistoryKind(
    stream_kind="commitment",
    select=_query(
        "commitment",
        "c.id, m.id",
        "CROSS JOIN commitment c ON c.reference = e.stream AND c.taskforce_id = t.id",
        DECISIVE,
    ),
    keys=2,
    standing=commitment_standing,
    none=lambda standing: standing.standing is Standing.NONE,
    columns=_standing_columns,
    insert=STANDING.insert,
    delete="DELETE FROM standing WHERE commitment_id = ? AND member_id = ?",
    whose="SELECT c.id, m.id FROM taskforce t CROSS JOIN commitment c ON c.taskforce_id = t.id"
    " CROSS JOIN member m ON m.taskforce_id = t.id"
    " WHERE t.code = ? AND c.reference = ? AND m.code = ?",
)
MEMBERS = HistoryKind(
    stream_kind="member",
    select=_query(
        "member",
        "m.id",
        "",
        (m.Applied, m.Joined, m.Suspended, m.Reinstated, m.Withdrew, m.Renamed),
    ),
    keys=1,
    standing=membership,
    none=lambda standing: standing.standing is MemberStanding.NONE,
    columns=_membership_columns,
    insert=MEMBERSHIP.insert,
    delete="DELETE FROM membership WHERE member_id = ?",
    whose="SELECT m.id FROM taskforce t CROSS JOIN member m ON m.taskforce_id = t.id"
    " WHERE t.code = ? AND m.code = ?",
)
