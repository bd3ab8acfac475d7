"""A checkpoint (C2SP `tlog-checkpoint`): a log's name, its size and its root, on three lines."""

from dataclasses import dataclass
from typing import Self

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.proofs.files import from_base64, to_base64, to_number
from infrastructure.audit.proofs.tree import EMPTY_ROOT, HASH_SIZE

LINES = 3
SUFFIX = ".checkpoint"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The claim of a log that its first `size` entries have this root.

    `more` are further lines, which are signed too, but mean nothing here.
    """

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a signed note.

        Raises:
            Malformed: it is no checkpoint.
        """
        origin, *rest = text.removesuffix("\n").split("\n")
        if len(rest) < LINES - 1 or not all((origin, *rest)):
            raise Malformed("A checkpoint has a name, a size and a root, each on a line.")
        size = to_number(rest[0], worded("the size of a log"))
        root = from_base64(rest[1], worded("the root of a log"))
        if len(root) != HASH_SIZE or (size == 0 and root != EMPTY_ROOT):
            raise Malformed.expected(worded("the root of a log of that size"), rest[1])
        return cls(origin, size, root, tuple(rest[2:]))

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.more)
        return "".join(f"{line}\n" for line in lines)
