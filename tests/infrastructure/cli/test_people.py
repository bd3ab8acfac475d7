"""`contacts`: people are kept, listed and erased, and are nowhere in the log."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.infrastructure.cli.given import events, must, typed

ADA = "contacts add 'Ada Example' --email ada@example.org --office 'Focal point' --member ken"


class TestContacts:
    def test_prints_the_reference_alone(self, register: Path) -> None:
        """A script takes the reference from stdout and passes it on."""
        said = typed(f"{ADA} --ref p-7kq2mzx4ab")

        assert (said.code, said.out, said.err) == (0, "p-7kq2mzx4ab\n", "")
        assert len(events(register)) == 12

    def test_makes_up_a_reference(self, register: Path) -> None:
        """A reference must not say who it is."""
        said = typed("contacts add 'Ada Example'")

        assert said.out.startswith("p-")
        assert "ada" not in said.out
        assert register.exists()

    def test_lists_people_and_those_of_a_member(self, register: Path) -> None:
        """Whoever writes to a member needs its people."""
        must(f"{ADA} --ref p-7kq2mzx4ab", "contacts add 'Bob Example' --ref p-bb4m1")

        assert typed("contacts list").out == (
            "p-7kq2mzx4ab  Ada Example  ada@example.org  Focal point  KEN\np-bb4m1  Bob Example\n"
        )
        assert typed("contacts list --member ken").out.startswith("p-7kq2mzx4ab  ")
        assert typed("contacts list --member ATL").err == "No contacts.\n"
        assert register.exists()

    def test_erases_for_good(self, register: Path) -> None:
        """Somebody who is gone must be gone from every file of the register."""
        must(
            f"{ADA} --ref p-7kq2mzx4ab",
            "member rename KEN Kenia --on 2026 --on-behalf-of p-7kq2mzx4ab",
        )

        said = typed("contacts erase p-7kq2mzx4ab --yes")

        assert (said.code, said.out) == (0, "")
        assert said.err == "Erased p-7kq2mzx4ab. Backups that you made before still hold it.\n"
        for file in register.parent.rglob("*"):
            assert not file.is_file() or b"Ada Example" not in file.read_bytes()
        assert (
            typed(f"{ADA} --ref p-7kq2mzx4ab").code == 1
        )  # the reference stands for nobody, for ever

    def test_allows_the_name_again_after_erasing(self, register: Path) -> None:
        """Nobody is known by that name any more, so a text may hold it again."""
        note = "member rename KEN Kenia --on 2026 --note 'After Ada Example, the ship.'"
        must(f"{ADA} --ref p-7kq2mzx4ab")

        refused = typed(note)
        must("contacts erase p-7kq2mzx4ab --yes")

        assert refused.code == 1
        assert typed(note).code == 0
        assert register.exists()

    def test_tells_of_a_member_that_nobody_knows(self, register: Path) -> None:
        """A slip in a code would mean that nobody is ever reminded."""
        said = typed("contacts add 'Ada Example' --member KNE --ref p-7kq2mzx4ab")

        assert (said.code, said.out) == (0, "p-7kq2mzx4ab\n")
        assert said.err == "Note: no body has a member KNE so far.\n"
        assert register.exists()

    @pytest.mark.parametrize("ref", ["Ada", "p-bb4m1"])
    def test_asks_nothing_about_nobody(self, register: Path, ref: str) -> None:
        """Who confirms believes that somebody was there."""
        must(f"{ADA} --ref p-7kq2mzx4ab")

        said = typed(f"contacts erase {ref}")

        assert said.code == 1
        assert said.err == f"depositary: There is no contact '{ref}' in this register.\n"
        assert register.exists()

    @pytest.mark.parametrize(("answer", "left"), [("y\n", ""), ("n\n", "p-7kq2mzx4ab")])
    def test_asks_before_it_erases(self, register: Path, answer: str, left: str) -> None:
        """There is no way back."""
        must(f"{ADA} --ref p-7kq2mzx4ab")

        with CliRunner().isolation(input=answer):
            typed("contacts erase p-7kq2mzx4ab")

        assert typed("contacts list").out.startswith(left)
        assert bool(typed("contacts list").out) is bool(left)
        assert register.exists()
