"""What a log recorder promises beyond the library's contract, whichever database it writes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogRow:
    """An event with its place and time in the log; fields in the order of the query, for speed."""

    position: int
    recorded_us: int
    originator_id: str
    originator_version: int
    topic: str
    state: bytes
