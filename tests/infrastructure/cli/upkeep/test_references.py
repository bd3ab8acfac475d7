"""A reference that says who somebody is gets into the log by no door; one that is in it stays."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.often import slowly

NAMED = ("contacts add 'Jane Ke'", "contacts add 'Zoë O\u2019Ærø-Lee, Dr.'")
ON = "--on 2026-02-01"
REFUSED = "has a word of a person's name in it, and the log keeps references for ever."


def refuses(line: str, register: Path) -> None:
    """Require that a command records nothing and keeps nobody, and says why."""
    before, kept = events(register), typed("contacts list").out

    said = typed(line)

    assert (said.code, said.out) == (1, "")
    assert REFUSED in said.err
    assert "Jane" not in said.err
    assert (events(register), typed("contacts list").out) == (before, kept)


@pytest.mark.parametrize(
    "person",
    [
        *("p-jane-ke", "p-zoe-1", "p-x7k2-jane9"),
        *slowly("p-x7k2-ke", "p-jane-1", "p-jane1", "p-7jane", "p-janeke", "p-aero-1"),
        *slowly("p-oaero-1", "p-oaerolee", "p-x7-dr", "p-lee-x7"),
    ],
)
@pytest.mark.parametrize(
    "door",
    [
        f"member focal-point KEN {{}} {ON}",
        f"member rename KEN Kenia {ON} --on-behalf-of {{}}",
        f"--actor {{}} member rename KEN Kenia {ON}",
        "contacts add 'Bob Sample' --ref {}",
    ],
    ids=["focal point", "on behalf of", "actor", "contacts"],
)
def test_refuses_a_word_of_a_name(register: Path, door: str, person: str) -> None:
    """Erasing the contact would leave the name in the log, in every copy and for ever."""
    must(*NAMED)

    refuses(door.format(person), register)


@pytest.mark.parametrize("name", ["Bob Sample", "SAMPLE, Bób", "Sample-Bob"])
def test_refuses_a_word_of_the_name_that_comes_with_it(register: Path, name: str) -> None:
    """The first contact is known by nobody before it is added."""
    refuses(f"contacts add '{name}' --ref p-x7-bob", register)


def test_refuses_the_actor_of_the_environment(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script sets it once, and every entry has it."""
    must(*NAMED)
    monkeypatch.setenv("DEPOSITARY_ACTOR", "p-jane-x7")

    refuses(f"member rename KEN Kenia {ON}", register)


def test_refuses_a_row_of_a_file(register: Path) -> None:
    """Names come in hundreds with a spreadsheet."""
    must(*NAMED)
    file = register.with_name("people.csv")
    file.write_text("act,on,member,person,role\nfocal_point,2026-02-01,KEN,p-jane-x7,main\n")
    before = events(register)

    said = typed("import people.csv")

    assert said.code == 1
    assert f"Row 2: The reference p-jane-x7 {REFUSED}" in said.err
    assert events(register) == before


@pytest.mark.slow
def test_refuses_who_reviewed(register: Path) -> None:
    """Every field that takes a reference keeps it."""
    must(
        *NAMED,
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale OGP 'Completion' limited complete --high complete",
        "progress schedule MISSION half_yearly --due-on 2026-07-31 --period-from 2026-01-01 "
        "--period-until 2026-06-30"
        " --on 2026-01-20",
        "progress report KEN MISSION-1 limited --scale OGP --due-on 2026-07-31 --on 2026-08-15",
    )
    for reviewer in ("p-jane-x7", "JANE"):
        refuses(
            "progress approve KEN MISSION-1 --due-on 2026-07-31 --on 2026-09-01 --reviewer "
            + reviewer,
            register,
        )


@pytest.mark.parametrize("code", ["JANE", "JANE-KE", "KE", "JANEKE", "JANE7", "ZOE", "X7-LEE"])
@pytest.mark.parametrize(
    "door",
    [
        f"member rename KEN Kenia {ON} --on-behalf-of {{}}",
        f"--actor {{}} member rename KEN Kenia {ON}",
    ],
    ids=["on behalf of", "actor"],
)
def test_refuses_a_code_that_is_a_word_of_a_name(register: Path, door: str, code: str) -> None:
    """A code says as much as a reference, and is no member's."""
    must(*NAMED)

    refuses(door.format(code), register)


def test_takes_a_member_whose_code_is_a_word_of_a_name(register: Path) -> None:
    """Kenya acts for itself, whoever is called Ken; in another body, too."""
    must(
        "contacts add 'Ken Sample'",
        f"taskforce establish ZTF --name 'Other' --nature exercise {ON}",
    )
    before = len(events(register))

    must(
        f"--actor KEN member rename KEN Kenia {ON} --on-behalf-of KEN --taskforce GTF"
        " --command-key ken-2026",
        "--actor KEN taskforce task RESPONSE 'Help.' --taskforce ZTF",
    )
    assert len(events(register)) == before + 2
    assert "references: The reference KEN" not in typed("doctor").out


@pytest.mark.parametrize("key", ["jane-doe-1", "import.Jane_7", "x7/KE", "2026 zoë"])
def test_refuses_a_command_key_with_a_word_of_a_name(register: Path, key: str) -> None:
    """It is kept for ever, too."""
    must(*NAMED)
    before = events(register)

    said = typed(f"member rename KEN Kenia {ON} --command-key '{key}'")

    assert (said.code, said.out, events(register)) == (1, "", before)
    assert "The command key has a word of the name of a person" in said.err
    assert typed(f"member rename KEN Kenia {ON} --command-key '{key}' --dry-run") == said


def test_a_command_key_that_is_in_the_log_goes_on_working(register: Path) -> None:
    """Who sends a command again gets the answer of the first time."""
    line = f"member rename KEN Kenia {ON} --command-key jane-1"
    must(line, *NAMED)

    said = typed(line)

    assert (said.code, len(events(register))) == (0, 13)
    assert "Recorded before, at @13" in said.err


def test_a_code_that_is_in_the_log_or_the_settings_goes_on_working(register: Path) -> None:
    """What is in the log stays in it; `doctor` tells of it."""
    told = register.with_name("depositary.toml")
    told.write_text(told.read_text().replace("p-tester", "ZOE"))
    must(
        f"member rename KEN Kenia {ON} --on-behalf-of JANE --actor OFFICE",
        *NAMED,
        f"member rename KEN Kenya {ON[:-2]}02 --on-behalf-of JANE",
    )
    assert len(events(register)) == 14

    noted = typed("doctor").out

    assert "note, references: The reference JANE says who it is" in noted
    assert "note, references: The reference ZOE says who it is" in noted
    assert "OFFICE" not in noted


@pytest.mark.parametrize("person", ["p-kenya-7", "p-k7e-x7k2", "p-j-k-x7", "p-ad-kex", "KEN"])
def test_takes_what_is_no_word_of_a_name(register: Path, person: str) -> None:
    """Whoever is refused without a reason puts the rule aside."""
    must(*NAMED, f"--actor {person} member rename KEN Kenia {ON}")
    assert len(events(register)) == 13


@pytest.mark.slow
def test_what_is_in_the_log_goes_on_working(register: Path) -> None:
    """What is in the log stays in it, so refusing it would protect nobody."""
    must(
        f"member focal-point KEN p-jane-7 {ON}",
        f"member rename KEN Kenia {ON} --on-behalf-of p-ke-7",
        *NAMED,
        f"member focal-point ATL p-jane-7 {ON}",
        f"--actor p-ke-7 member rename ATL Atlantia {ON} --on-behalf-of p-jane-7",
        "correct @14 name=Kenya",
        "contacts add 'Jane Sample' --ref p-jane-7",
        "member release-focal-point KEN p-jane-7 --on 2026-03-01",
    )
    refuses(f"member focal-point KEN p-jane-8 {ON}", register)


def test_the_actor_of_the_settings_goes_on_working(register: Path) -> None:
    """An office must not stand still on the day on which it keeps its first contact."""
    told = register.with_name("depositary.toml")
    told.write_text(told.read_text().replace("p-tester", "p-jane-7"))
    must(
        "contacts add 'Jane Sample' --ref p-jane-7",
        f"member rename KEN Kenia {ON}",
        "expunge @13 --reason court_order --authority 'High Court of Atlantis' --yes",
    )


def test_an_erased_name_is_no_name(register: Path) -> None:
    """Nobody is known by it any more."""
    must(
        "contacts add 'Jane Ke' --ref p-x7k2",
        "contacts erase p-x7k2 --yes",
        f"member focal-point KEN p-jane-8 {ON}",
    )
    assert len(events(register)) == 13
