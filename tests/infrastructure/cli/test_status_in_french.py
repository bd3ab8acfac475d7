"""The status of a text in French has no word of ours in English."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.usefixtures("register")
def test_notes_on_members_are_in_french() -> None:
    Path("treaty.md").write_text("1. We will act.\n", encoding="utf-8")
    must(
        "statement ATL MISSION-2 reservation --text 'Article 4 does not apply.' --on 2026-02-18",
        "text adopt treaty.md --reference TREATY --title 'Treaty of Utopia' --legal-nature treaty"
        " --on 2026-01-10",
        "consent ATL TREATY provisional_application --deposited-on 2026-03-01",
    )

    mission = typed("report status MISSION --language fr").out
    treaty = typed("report status TREATY --language fr").out

    assert ("déclaration 1" in mission, "statement 1" in mission) == (True, False)
    assert ("à titre provisoire" in treaty, "provisionally" in treaty) == (True, False)
