"""`contacts`: people are kept, listed and erased, and are nowhere in the log."""

from pathlib import Path
from shutil import rmtree

import pytest
from click.testing import CliRunner

from tests.infrastructure.cli.given import events, must, typed, words

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
        must("contacts add '\u00c5ge Example' --ref p-aa4m1")
        names = [line.split("  ")[1] for line in typed("contacts list").out.splitlines()]
        assert names == ["Ada Example", "\u00c5ge Example", "Bob Example"]
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

    @pytest.mark.parametrize(
        "mail",
        [
            *("a,b@example.org", "<a@b.org>", "a..b@example.org", "a@b.org>"),
            *("j\u00f6rg@example.org", "jorg@ex\u00e4mple.org", "=?utf-8?q?a?=@example.org"),
        ],
    )
    def test_keeps_no_address_to_which_nothing_can_be_sent(self, register: Path, mail: str) -> None:
        """Nobody would see it until a letter is due, and then week after week."""
        said = words("contacts", "add", "Ada Example", "--email", mail)

        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("depositary: No letter can be sent to that address. Write one")
        assert not register.with_suffix(".contacts").exists()
        must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")
        assert words("contacts", "change", "p-7kq2mzx4ab", "--email", mail).err == said.err

    def test_changes_an_address(self, register: Path) -> None:
        """The log cites the reference for ever, so it has to stay when an address changes."""
        must(f"{ADA} --ref p-7kq2mzx4ab", "contacts change p-7kq2mzx4ab --email a.e@example.org")

        said = typed("contacts change p-7kq2mzx4ab --office Secretary")

        assert (said.code, said.out) == (0, "")
        assert said.err == (
            "Changed p-7kq2mzx4ab. Backups that you made before still have the old values.\n"
        )
        told = "p-7kq2mzx4ab  Ada Example  a.e@example.org  Secretary  KEN\n"
        assert typed("contacts list").out == told
        assert b"ada@example.org" not in register.with_suffix(".contacts").read_bytes()

    @pytest.mark.usefixtures("register")
    def test_changes_a_member(self) -> None:
        """One was added with another; a code that no body has is told."""
        must(f"{ADA} --ref p-7kq2mzx4ab")

        said = typed("contacts change p-7kq2mzx4ab --member ZEM")

        assert said.err.endswith("Note: no body has a member ZEM so far.\n")
        assert typed("contacts list").out.endswith("  Focal point  ZEM\n")
        assert typed("contacts list --member KEM").err == (
            "No contacts.\nNote: no body has a member KEM so far.\n"
        )

    @pytest.mark.parametrize(
        ("line", "code", "sentence"),
        [
            ("contacts change p-7kq2mzx4ab", 2, "changed: --email, --office or --member."),
            ("contacts change p-bb4m1 --office X", 1, "There is no contact 'p-bb4m1'"),
            ("contacts change p-7kq2mzx4ab --office ''", 2, "--office is empty"),
            ("contacts change p-7kq2mzx4ab --email ''", 2, "--email is empty"),
        ],
    )
    def test_changes_nothing_that_cannot_be(
        self, register: Path, line: str, code: int, sentence: str
    ) -> None:
        """A refusal leaves what was there."""
        must(f"{ADA} --ref p-7kq2mzx4ab")
        before = register.with_suffix(".contacts").read_bytes()

        said = typed(line)

        assert said.code == code
        assert sentence in said.err
        assert register.with_suffix(".contacts").read_bytes() == before

    def test_tells_of_a_name_that_may_be_an_ordinary_word(self, register: Path) -> None:
        """A contact called Secretariat would keep that word out of every text."""
        said = typed("contacts add Secretariat")

        assert said.code == 0
        assert said.err.startswith("Note: The name is one word, so each text in which that word")
        assert typed("member rename KEN K --on 2026 --note 'To the secretariat.'").code == 1
        assert typed("contacts add Ada").err == ""
        assert register.exists()

    def test_makes_no_file_where_no_register_is(self, folder: Path) -> None:
        """A slip in a path would put names where nobody erases them."""
        (folder / "minutes").mkdir()

        for place in ("minutes", "nowhere.db"):
            said = typed(f"contacts add 'Ada Example' --store {place}")

            assert (said.code, said.out) == (3, "")
            assert f"There is no register at {folder / place}." in said.err
        assert [each.name for each in folder.iterdir()] == ["minutes"]

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

    @pytest.mark.parametrize(
        ("answer", "language", "left"),
        [
            ("y\n", "en", ""),
            ("n\n", "en", "p-7kq2mzx4ab"),
            ("\n", "en", "p-7kq2mzx4ab"),
            ("what?\nYES\n", "en", ""),
            ("o\n", "fr", ""),
            ("Oui\n", "fr", ""),
            ("Non\n", "fr", "p-7kq2mzx4ab"),
            ("o\n", "en", "p-7kq2mzx4ab"),
        ],
    )
    def test_asks_before_it_erases(
        self, register: Path, answer: str, language: str, left: str
    ) -> None:
        """There is no way back. Who was asked in French had to answer in English."""
        must(f"{ADA} --ref p-7kq2mzx4ab")

        with CliRunner().isolation(input=answer):
            typed(f"--language {language} contacts erase p-7kq2mzx4ab")

        assert typed("contacts list").out.startswith(left)
        assert bool(typed("contacts list").out) is bool(left)
        assert register.exists()


@pytest.mark.parametrize(
    "command",
    [
        "contacts add 'Ada Example'",
        "contacts list",
        "contacts change p-ab3de --email ada@example.org",
        "contacts erase p-ab3de --yes",
        "reminders list",
        "reminders stop p-ab3de",
        "reminders resume p-ab3de",
    ],
)
def test_no_people_are_beside_a_file_that_is_no_register(command: str, register: Path) -> None:
    """Whoever asks has named a wrong file, and is not told that there is nobody."""
    Path("pledge.md").write_text("A pledge.\n", encoding="utf-8")

    said = typed(f"--store pledge.md {command}")

    assert (said.code, said.out, said.err.count("\n")) == (3, "", 1)
    assert "pledge.md is not a log, or is damaged, and there is no pledge." in said.err
    assert {path.name for path in Path().glob("pledge.*")} == {"pledge.md"}
    assert register.exists()


def test_people_are_found_beside_a_damaged_register(register: Path) -> None:
    """Their file is whole, and their addresses are needed most then."""
    must("contacts add 'Ada Example' --ref p-ab3de", "reminders stop p-ab3de")
    register.write_bytes(b"damaged")

    assert "Ada Example" in typed("contacts list").out
    assert typed("reminders list").out == "p-ab3de\n"
    must("reminders resume p-ab3de", "contacts erase p-ab3de --yes")


def test_a_link_to_a_register_leads_to_its_contacts(register: Path) -> None:
    """Else their names would be recorded, and go into no backup."""
    must(f"{ADA} --ref p-7kq2mzx4ab")
    Path("../short.db").symlink_to(register.absolute())

    line = "--store ../short.db member join LAP --name Laputa --on 2026 --note 'Ada Example did'"
    said, refused = typed("--store ../short.db contacts list"), typed(line)

    assert "Ada Example" in said.out
    assert "is in the contacts" in refused.err, refused
    assert not Path("../short.contacts").exists()


def test_people_are_found_by_a_code_where_the_register_cannot_be_read(register: Path) -> None:
    """On such a day the contacts are what is needed."""
    must("contacts add 'Ada Example' --ref p-7kq2mzx4ab --member KEN")
    data = register.read_bytes()
    register.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    rmtree(register.with_suffix(".read"))

    for code in ("ken", "KEN"):
        assert "Ada Example" in typed(f"contacts list --member {code}").out
    assert typed("contacts list --member EREWHON").code == 0
    for name in ("Erewhon", "Kenya"):
        said = typed(f"contacts list --member {name}")
        assert (said.code, said.out, "No contacts" in said.err) == (3, "", False)


def test_nothing_is_recorded_beside_emptied_contacts(register: Path) -> None:
    """Nobody was known any more, so a name went into the log for good."""
    must("contacts add 'Ada Example' --ref p-ab3de")
    register.with_suffix(".contacts").write_bytes(b"")

    noted = typed("sign KEN MISSION --on 2026-05-01 --note 'Ada Example sent it.'")
    listed = typed("contacts list")

    assert (noted.code, listed.code, listed.out) == (3, 3, ""), noted
    assert "register.contacts is not a file of contacts." in noted.err


def test_people_stay_those_of_a_member_whose_code_changed(register: Path) -> None:
    """Nobody was found under any code, and a list that had not changed was refused."""
    people = Path("people.csv")
    people.write_text("Name,Email,Member\nKim Uu,k@example.org,KEN\nNo Mail,,KEN\n", "utf-8")
    must("contacts import people.csv", "member recode KEN KYA --on 2026-05-05")

    listed = [typed(f"contacts list --member {code}").out for code in ("KEN", "KYA", "Kenya")]
    again = typed("contacts import people.csv")

    assert [said.count("\n") for said in listed] == [2, 2, 2]
    assert (again.code, "Kept: 0. Kept already: 2." in again.err) == (0, True), again
    assert typed("contacts list --member ATL").err == "No contacts.\n"
    assert register.exists()
