"""What a verification can find, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from domain.words import worded

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
CODES: Sequence[Code] = get_args(Code)
PASSED, FOUND, UNFINISHED, ALONE = 0, 1, 3, 4
MOST = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `position` where it is about one event."""

    code: str
    sentence: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """An outside checkpoint that the log agrees with.

    `made` is when the log says that it made it, None if it does not say; `witnessed` when which
    witness signed it. Both in seconds since 1970 UTC.
    """

    name: str
    size: int
    witnessed: dict[str, int]
    made: int | None = None


@dataclass(slots=True)
class Verification:
    """All that was found; of the findings, at most `MOST` are kept and all are counted.

    `notices` are no findings: they say what was removed on record. Of the first `since` entries
    only the leaves were read; none at all, and no root was made, where the file's own tables are
    `others` than the log's.
    """

    size: int = 0
    root: bytes = b""
    since: int = 0
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    unfinished: str | None = None
    others: bool = False
    total: int = 0

    def add(self, code: Code, sentence: str, position: int | None = None) -> None:
        """Note a finding."""
        self.total += 1
        if len(self.findings) < MOST:
            self.findings.append(Finding(code, sentence, position))

    @property
    def is_read(self) -> bool:
        """Whether the log was read to its end, so that more can be compared with it."""
        return not (self.unfinished or self.others)

    @property
    def exit_code(self) -> int:
        """0 all passed, 1 findings, 3 not finished, 4 fits itself but nothing outside it."""
        if self.unfinished:
            return UNFINISHED
        if self.total:
            return FOUND
        return PASSED if self.compared else ALONE

    @property
    def result(self) -> str:
        """One sentence for a person."""
        if self.unfinished:
            return worded(
                "Not finished, so nothing is proved. {unfinished}", unfinished=self.unfinished
            )
        if self.total:
            return f"{self.total} findings." if self.total > 1 else "1 finding."
        if self.compared:
            proved = max(each.size for each in self.compared)
            read = (
                worded(" The events of the first {since} were not read.", since=self.since)
                if self.since
                else ""
            )
            return worded(
                "All passed. The first {proved} of {size} entries are those that were "
                "signed.{read}",
                proved=proved,
                size=self.size,
                read=read,
            )
        return (
            "It fits itself, but was compared with nothing outside: whoever can change the "
            "register could have made all of it anew. Give --checkpoint and --policy."
        )
