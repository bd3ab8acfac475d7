"""Who has the register is told that something is there and hidden from the audience asked for."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status MISSION", "no instrument or commitment 'MISSION' that the public may see"),
        ("history KEN", "no history of 'KEN' that the public may see"),
        ("report status MISSION", "no instrument or commitment 'MISSION' that the public"),
        ("report publish profile KEN", "no member 'KEN' that the public may see"),
    ],
)
def test_says_how_to_show_what_is_hidden(line: str, said: str) -> None:
    """Else one looks for a slip of the pen in a reference that is right."""
    found = typed(f"{line} --audience public")

    assert (found.code, found.out) == (1, "")
    assert said in found.err
    assert "depositary show-to @" in found.err


def test_names_the_entry_that_is_hidden() -> None:
    """The next command is there to be copied."""
    must("show-to @4 secretariat")

    public, members = (typed(f"status MISSION --audience {each}") for each in ("public", "members"))

    assert "to show an entry: depositary show-to @4 public" in public.err
    assert "that members may see; others may. See what is hidden of it: depositary" in members.err
    assert "history MISSION --audience secretariat; to show an entry: depositary" in members.err
    assert members.err.endswith("show-to @4 members\n")


@pytest.mark.parametrize("audience", ["public", "secretariat"])
def test_what_is_unknown_to_all_stays_unknown(audience: str) -> None:
    """A slip of the pen is told as one."""
    said = typed(f"status MISION --audience {audience}")

    assert (said.code, "that the public may see" in said.err) == (1, False)
    assert "There is no instrument or commitment 'MISION' in this register." in said.err


@pytest.mark.parametrize(
    "line",
    [
        "members",
        "log --format json",
        "report annual 2026 --output annual.html",
        "report publish annual 2026 --form json",
        "export entries --output entries.csv",
        "export events",
        "export calendar",
        "export analysis tables.db",
        "export datapackage tables",
    ],
)
def test_says_how_much_the_public_may_not_see(line: str) -> None:
    """Beside what it writes for the public, and nowhere in it."""
    must("show-to @2 public")

    said = typed(f"{line} --audience public")
    written = [path.read_bytes() for path in Path().rglob("*") if path.is_file()]

    assert said.code == 0
    assert "Note: the public may not see 11 of 12 entries. What could be shown: " in said.err
    assert "show-to" not in said.out
    assert not [each for each in written if b"may not see 11" in each]
    for audience in ("members", "secretariat"):
        assert "may not see" not in typed(f"members --audience {audience}").err


def test_names_no_command_that_would_show_nothing() -> None:
    """What is hidden on purpose stays so, and the note would send people round in a circle."""
    must("show-to @2 secretariat", "show-to public --all-entries")

    said = typed("members --audience public")

    assert said.err == "Note: the public may not see 1 of 12 entries.\n"
    must("show-to @3 members")
    assert "What could be shown: depositary show-to" in typed("members --audience public").err


def test_says_nothing_where_nothing_is_hidden() -> None:
    """A note that always stands there is not read."""
    must("show-to public --all-entries")

    assert typed("members --audience public").err == ""


def test_says_how_to_show_what_has_no_history() -> None:
    """A meeting is in no list of members and texts, and is hidden all the same."""
    must("meeting convene M-1 inaugural --on 2026-03-02")

    for line in ("presence M-1", "report minutes M-1", "rights M-1"):
        said = typed(f"{line} --audience public")
        assert (said.code, said.out) == (1, "")
        assert "There is no meeting 'M-1' that the public may see; others may." in said.err
        assert said.err.endswith("To show it: depositary show-to @13 public\n")
    assert "There is no meeting 'M-2' in this" in typed("presence M-2 --audience public").err
