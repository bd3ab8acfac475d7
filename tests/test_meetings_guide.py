"""The guide to meetings works from its first command to its last, and answers as it says."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.guides import answered, blocks, guide, typed_as_written

GUIDE = guide("meetings")
MEMBERS = "act,member,name,on\n" + "".join(
    f"join,{name[:3].upper()},{name},2025-01-10\n"
    for name in ("Atlantis", "Erewhon", "Lilliput", "Ruritania", "Utopia")
)
EXIT_1 = "   # exit code 1"


def _shown(told: str, pieces: Sequence[str]) -> bool:
    """Say whether a line of an answer has these pieces in their order."""
    wanted = r".*".join(re.escape(" ".join(piece.split())) for piece in pieces)
    return any(re.search(wanted, " ".join(line.split())) for line in told.splitlines())


@pytest.mark.slow
def test_every_command_answers_as_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secretary compares each line on the screen with the page; the hard cases are all there."""
    monkeypatch.chdir(tmp_path)
    tables = blocks(GUIDE, "csv")
    files = zip(("members.csv", "attendance.csv", "votes.csv"), (MEMBERS, *tables), strict=True)
    for name, rows in files:
        Path(name).write_text(rows, encoding="utf-8")
    codes = {}
    missing = []

    for command, lines in answered(GUIDE, "sh"):
        said = typed_as_written(command)
        codes[command] = said.code
        missing += [
            (command, line, said.out, said.err)
            for line in lines
            if not _shown(said.out, line.split("…"))
        ]

    assert codes == {command: int(command.endswith(EXIT_1)) for command in codes}
    assert missing == []


def test_the_guide_shows_answers_and_stays_short() -> None:
    """It is read in one sitting; a block that is typed and shows nothing proves nothing."""
    shown = [line for _, lines in answered(GUIDE, "sh") for line in lines]

    assert len(shown) > 12
    assert len(GUIDE.splitlines()) <= 200
