"""`doctor` sees what would keep letters from people, and references that say who somebody is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import settings
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.doctor.harms import touch

pytestmark = pytest.mark.usefixtures("healthy")


@pytest.mark.parametrize(
    "host",
    [
        *("..invalid", "...", "_", "mail_", "mail-.example.org", "_mail.example.org"),
        *("999.1.1.1", "1.2.3", "127.0.0.1.", "::1::2", "12345::1", ".".join(["a" * 60] * 5)),
    ],
)
def test_sees_that_no_machine_has_that_name(host: str) -> None:
    """The weekly run would end with it, and nobody is reminded."""
    settings(f'host = "{host}"')

    said = typed("doctor")

    assert said.code == 1
    told = f"mail: Expected a name such as mail.example.org as host of [mail], not '{host}"
    assert told[:99] in said.out


@pytest.mark.slow
def test_sees_that_letters_have_no_folder(healthy: Path) -> None:
    """No letter can be written into a file, nor through a link that leads nowhere."""
    touch("../letters")()
    file = typed("doctor")
    Path("../letters").unlink()
    Path("../letters").symlink_to("gone")
    link = typed("doctor")

    assert (file.code, link.code) == (1, 1)
    assert f"mail: {healthy.parent}/../letters is no folder." in file.out
    assert f"mail: {healthy.parent}/../letters is a link that leads nowhere." in link.out


@pytest.mark.slow
def test_tells_of_references_that_say_who_it_is(healthy: Path) -> None:
    """They go on working, so nobody else would see that the log tells names."""
    told = healthy.with_name("depositary.toml")
    told.write_text(told.read_text().replace("p-tester", "p-lemuel"))
    must(
        "contacts add 'Jan Sample' --ref p-qr7x",
        "member rename KEN Kenia --on 2026 --on-behalf-of p-gulliver7",
        "contacts add 'Lemuel Gulliver'",
    )

    said = typed("doctor")

    assert said.code == 0
    noted = [line for line in said.out.splitlines() if "references: " in line]
    assert [line.split(" says ")[0] for line in noted] == [
        "note, references: The reference p-gulliver7",
        "note, references: The reference p-lemuel",
    ]
    assert "put that as actor into depositary.toml" in said.out


def told_of_addresses() -> list[str]:
    return [line for line in typed("doctor").out.splitlines() if "addresses: " in line]


@pytest.mark.slow
def test_sees_who_gets_no_letters(healthy: Path) -> None:
    """Nobody hears of it when a member hears nothing."""
    must(
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "member focal-point ATL p-bb4xx --on 2026-02-01",
        "member focal-point ATL p-7kq2mzx4ab --role alternate --on 2026-02-01",
        "member focal-point KEN p-bb4yy --role validating_authority --on 2026-02-01",
        "member focal-point KEN p-ee4xx --role alternate --on 2026-02-01",
        "contacts add 'Dee Example' --email dee@example.org --ref p-dd4xx",
    )
    never = "is never written to: the contacts have no address of that person. \u2192 depositary"
    notes = [
        (
            f"note, addresses: p-bb4xx, a focal point of ATL in GTF, {never} contacts change "
            f"p-bb4xx --email ADDRESS"
        ),
        (
            f"note, addresses: p-ee4xx, a focal point of KEN in GTF, {never} member "
            f"release-focal-point CODE p-ee4xx"
        ),
    ]
    assert told_of_addresses() == notes
    with closing(sqlite3.connect(healthy.with_suffix(".contacts"))) as db, db:
        db.execute("UPDATE contact SET email = 'a,b@example.org' WHERE email IS NOT NULL")

    assert typed("doctor").code == 1
    none, change = "addresses: No letter can be sent to the address of", "contacts change"
    assert told_of_addresses() == [
        (
            f"{none} p-7kq2mzx4ab, a focal point of ATL in GTF, KEN in GTF. \u2192 "
            f"depositary {change} p-7kq2mzx4ab --email ADDRESS"
        ),
        f"{none} p-dd4xx. \u2192 depositary {change} p-dd4xx --email ADDRESS",
        *notes,
    ]


@pytest.mark.slow
def test_names_members_of_which_nobody_gets_letters(healthy: Path) -> None:
    """A validating authority alone is never written to; without a sender nobody is."""
    must(
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "member focal-point ATL p-bb4yy --role validating_authority --on 2026-02-01",
    )
    told = healthy.with_name("depositary.toml")

    said = typed("doctor")

    assert said.code == 0
    note = (
        "note, focal points: Nobody gets letters for ATL in GTF: no main or alternate focal point "
        "is recorded. \u2192 depositary member focal-point CODE P-REF --on DAY\n"
    )
    assert note in said.out
    position = typed("member focal-point ATL p-bb4xx --on 2026-02-01").out.split()[0]
    assert "focal points" not in typed("doctor").out
    must(f"correct {position} role=validating_authority")
    assert note in typed("doctor").out
    must(f"correct {position} role=main", f"retract {position} --reason 'Mistyped.'")
    assert note in typed("doctor").out
    told.write_text(told.read_text().replace("from = ", "# from = "))
    assert "focal points" not in typed("doctor").out


@pytest.mark.slow
def test_names_members_of_which_nobody_gets_letters_in_one_of_several_bodies() -> None:
    """What is recorded in one body says nothing of the same member in another one."""
    must(
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "member focal-point ATL p-bb4yy --on 2026-02-01",
        "taskforce establish NTF --name 'New Taskforce' --nature real --on 2026-01-01",
        "member join KEN --name Kenya --on 2026-02-01 --taskforce NTF",
    )

    assert "Nobody gets letters for KEN in NTF: " in typed("doctor").out


def test_tells_once_that_contacts_cannot_be_read() -> None:
    """One cause is told once."""
    touch("register.contacts", b"?" * 900)()

    assert typed("doctor").out.count("register.contacts cannot be read") == 1


@pytest.mark.slow
def test_tells_of_a_language_for_nobody(healthy: Path) -> None:
    """Whoever mistypes a code has letters go out in another language."""
    with healthy.with_name("depositary.toml").open("a", encoding="utf-8") as told:
        told.write('\n[languages]\nken = "fr"\nKNE = "fr"\nKEY = "fr"\nERE = "fr"\n')
    must("member recode KEN KEY --on 2026-03-01")
    must("member apply ERE --name Erewhon --on 2026-03-01")

    said = typed("doctor")

    assert said.code == 1
    noted = [line for line in said.out.splitlines() if "languages: " in line]
    (sentence, step) = noted[0].split(" → ")
    assert sentence == "languages: [languages] names KNE, and no member has or had that code."
    assert (step, len(noted)) == ("Correct it in depositary.toml.", 1)


def test_says_nothing_of_people_where_contacts_cannot_be_read(healthy: Path) -> None:
    """Who did what was advised recorded that they speak for their members no more."""
    must(
        "contacts add 'Ada Example' --ref p-qr7xkmwz", "member focal-point KEN p-qr7xkmwz --on 2026"
    )
    healthy.with_suffix(".contacts").write_bytes(b"no database at all")

    said = typed("doctor")

    assert said.code == 1
    assert "contacts: The contacts cannot be read" in said.out
    assert "release-focal-point" not in said.out
