"""`report audit` and its publication: made for the secretariat, and made again years later."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")

LINE = "report audit --from 2026-01-01 --to @12"


@pytest.mark.slow
def test_is_for_the_secretariat_unless_it_is_said() -> None:
    """An audit that left out what only the secretariat sees would be none."""
    must("show-to @3 secretariat")

    whole, part = (
        json.loads(typed(f"report audit --from @1 --to @13 --sample 1 --seed 1 {more}").out)
        for more in ("--format json", "--format json --audience members")
    )

    assert (whole["audience"], part["audience"]) == ("secretariat", "members")
    assert "Atlantis" in str(whole)
    assert "Atlantis" not in str(part)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("--sample none --seed 1", "Expected a number of figures from 1 to 1,000,000 as sample"),
        ("--sample 3 --seed ''", "--seed is empty"),
        ("--sample 3 --seed 1 --from @12 --to @9", "name the earlier point first"),
        ("--seed 1", "--sample is missing. For example: depositary "),
    ],
)
def test_says_what_is_wrong(more: str, sentence: str) -> None:
    """One sentence, and no report that could be taken for one."""
    said = typed(f"{LINE} {more}")

    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


@pytest.mark.slow
def test_is_made_again_after_more_was_recorded(register: Path) -> None:
    """What an auditor signed must be there to be looked at, and follow from the log."""
    must(
        "report publish audit --from 2026-01-01 --to @12 --sample 5 --seed 7421 --form html"
        " --form json --form xlsx --as audit",
        "member join ERE --name Erewhon --on 2022",
        "correct @8 on=2026-01-20 @9 on=2026-01-20 @10 on=2026-01-20",
        "show-to @2 public",
    )

    said = typed("report reproduce register.published/audit")

    assert (said.code, register.exists()) == (0, True)
    assert "content: the same\n" in said.out
    assert said.out.endswith("Same: the report follows from the log, byte for byte.\n")
