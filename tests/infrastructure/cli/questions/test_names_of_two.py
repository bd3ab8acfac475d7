"""A name that is a member's and a text's is neither's in a question."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.usefixtures("register")
def test_a_name_of_a_member_and_of_a_text_is_asked_back() -> None:
    """The answer was about the member alone, or said that there was no such text."""
    Path("a.md").write_text("1. We act.\n", encoding="utf-8")
    must("text adopt a.md --reference PLEDGE --title Kenya --on 2026-02-10")

    for line in ("status Kenya", "history Kenya", "reports Kenya", "replay Kenya"):
        said = typed(line)
        assert said.code == 2, line
        assert "'Kenya' is the name of the member KEN and of the text PLEDGE." in said.err, line
    assert typed("replay Atlantis").out == typed("replay ATL").out
    assert typed("status PLEDGE").code == typed("history KEN").code == 0
