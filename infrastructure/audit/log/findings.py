"""What a verification finds, and its result."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, TypeAlias, get_args

from application.questions.asking.answer import Json
from domain.words import worded
from infrastructure.audit.proofs.files import to_base64

Code: TypeAlias = Literal[
    "storage",
    "leaf",
    "missing",
    "unlogged",
    "sequence",
    "time",
    "backdated",
    "truncated",
    "root",
    "split-view",
    "signature",
    "witness",
    "topic",
    "decode",
    "projection",
    "report",
]
NoticeCode: TypeAlias = Literal["note", "expunged"]
CODES: Sequence[Code] = get_args(Code)
PASSED, FOUND, UNFINISHED, NOT_COMPARED = 0, 1, 3, 4
MOST = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `position` where it is about one event."""

    code: str
    sentence: str
    position: int | None = None

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {"code": self.code, "position": self.position, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class MatchedCheckpoint:
    """A checkpoint from outside that the log agrees with.

    `made` is when the log says that it made it, None if it does not say; `witnessed` when which
    witness signed it. Both in seconds since 1970 UTC.
    """

    checkpoint: str
    size: int
    made: int | None
    witnessed: dict[str, int]


@dataclass(slots=True)
class Verification:
    """All that was found; of the findings, at most `MOST` are kept and all are counted.

    `notices` are no findings: they say what was removed on record, or was not proved. With a
    `foreign_schema` nothing was read, since the tables of the file are not those of a log.
    """

    size: int = 0
    root: bytes = b""
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    compared: list[MatchedCheckpoint] = field(default_factory=list)
    unfinished: str | None = None
    foreign_schema: bool = False
    total: int = 0

    def add_finding(
        self, code: Code, template: str, position: int | None = None, /, **values: object
    ) -> None:
        """Add a finding; its sentence is marked for translation as `worded` says."""
        self.total += 1
        if len(self.findings) < MOST:
            self.findings.append(Finding(code, worded(template, **values), position))

    def add_notice(
        self, code: NoticeCode, template: str, position: int | None = None, /, **values: object
    ) -> None:
        """Add a notice; its sentence is marked for translation as `worded` says."""
        self.notices.append(Finding(code, worded(template, **values), position))

    @property
    def is_read(self) -> bool:
        """Whether the log was read to its end, so that more can be compared with it."""
        return not (self.unfinished or self.foreign_schema)

    @property
    def exit_code(self) -> int:
        """0 all passed, 1 findings, 3 not finished, 4 compared with no external checkpoint."""
        if self.unfinished:
            return UNFINISHED
        if self.total:
            return FOUND
        return PASSED if self.compared else NOT_COMPARED

    @property
    def result(self) -> str:
        """One sentence for a person."""
        if self.unfinished:
            return worded("Not finished, so nothing is proved. {why}", why=self.unfinished)
        if self.total == 1:
            return worded("1 finding.")
        if self.total:
            return worded("{count} findings.", count=self.total)
        if self.compared:
            return worded(
                "All passed. The first {signed} of {size} entries are those that were signed.",
                signed=max(each.size for each in self.compared),
                size=self.size,
            )
        return worded(
            "The log is consistent, but was compared with no external checkpoint: whoever can "
            "change the register could have rebuilt all of it. Give --checkpoint and --policy."
        )

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {
            "exit_code": self.exit_code,
            "result": self.result,
            "size": self.size,
            "root": to_base64(self.root),
            "since": 0,  # every event is read; earlier versions could leave out the first
            "total_findings": self.total,
            "findings": [each.as_json() for each in self.findings],
            "notices": [each.as_json() for each in self.notices],
            "compared": [asdict(each) for each in self.compared],
        }
