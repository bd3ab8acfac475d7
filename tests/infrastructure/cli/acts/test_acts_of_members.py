"""Commands about members and bodies: spans with their ends, and the same refusals as for rows."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.usefixtures("register")
def test_a_focal_point_can_be_given_with_its_end() -> None:
    """Whoever enters a past one knows when it was over."""
    must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")

    said = typed("member focal-point ken p-7kq2mzx4ab --on 2022-07-01 --until 2023-01-01")

    assert (said.code, len(said.out.splitlines()), said.err) == (0, 2, "")
    assert "p-7kq2mzx4ab" in typed("focal-points --on 2022-12-31").out
    assert "p-7kq2mzx4ab" not in typed("focal-points --on 2023-01-01").out


@pytest.mark.usefixtures("register")
def test_a_person_who_is_not_in_the_contacts_is_told() -> None:
    """Nobody could write to it; who is released may have been erased."""
    stranger = "Note: p-b8st2 is not in the contacts (depositary contacts add)."

    assert stranger in typed("member focal-point KEN p-b8st2 --on 2022-07-01").err
    assert stranger not in typed("member release-focal-point KEN p-b8st2 --on 2022-08-01").err


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("two", "--meetings-per-year: Expected a number such as 12, not 'two'."),
        ("367", "Expected a number from 0 to 366, not 367."),
    ],
)
def test_meetings_in_a_year_are_a_number(register: Path, number: str, sentence: str) -> None:
    """As in a file."""
    del register
    line = "taskforce establish NEW --name New --nature real --on 2022 --meetings-per-year"

    said = typed(f"{line} {number}")

    assert (said.code, sentence in said.err) == (2, True), said.err
