"""Names between which somebody has to choose stand in sentences of the language that is spoken."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.parametrize(
    "line",
    [
        "history MISSION-9",
        "export entrys",
        "show-to public --re x",
        "query 'SELECT membr FROM event'",
        "show-to public --recorded-with 'member with' --reason X",
        "meeting session M-1 S-1 --on 2026-01-01 --begins-at 09:00 --zone America/Argentina/San_J",
        "member join 'Republic of Kongo' --on 2026-01-01",
    ],
)
def test_a_choice_is_in_the_language(line: str, register: Path) -> None:
    """An English word stood in sentences that were French otherwise."""
    must("meeting convene M-1 ordinary_session --on 2026-01-01")

    said = typed(f"--language fr {line}")

    assert said.code in {1, 2}
    assert (" ou " in said.err, " or " in said.err) == (True, False), said.err
    assert register.exists()


@pytest.mark.usefixtures("register")
def test_what_is_to_be_typed_stays_as_it_is() -> None:
    """The words of a closed list have others in documents, which no command takes."""
    said = typed("--language fr member join KEN --name Kenya --on 2026 --visibility nobody")

    assert "public, members ou secretariat" in said.err
