"""What came of one row: what was recorded and is told, or why it was refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from domain.errors import Malformed, Refused
from infrastructure.importers.recording.pending_rows import PendingRow
from infrastructure.importers.rows.act_request import ActRequest
from infrastructure.importers.tables.problems import RowFaults

Error = RowFaults | Refused | Malformed | ValidationError


@dataclass(slots=True)
class RowResult:
    """What came of one row.

    `resolved` are its acts with the codes of members, where they are not as in the row; `acts` the
    names of those that were recorded, `again` the topics of what was recorded anew because it had
    changed. `known` says that all of it stands already, by hand or from another file; `lost_note`
    and `is_shown_otherwise` that some of what stands has not the note of the row, or is for
    another audience.
    """

    resolved: Sequence[ActRequest] = ()
    acts: tuple[str, ...] = ()
    amended: bool = False
    admitted: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    again: Collection[str] = ()
    known: bool = False
    lost_note: bool = False
    is_shown_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused, why, and after how many rows that were recorded.

    `seen` are the streams and lists that it had read.
    """

    given: PendingRow
    error: Error
    result: RowResult
    seen: frozenset[UUID | str]
    after: int
