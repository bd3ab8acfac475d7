"""Many entries are shown to others by one command: chosen by what they are, all or none."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.acts.given_entries import asked, refused, rows, stored
from tests.infrastructure.cli.given import events, must, typed

pytestmark = pytest.mark.usefixtures("register")
GAP = (
    "gap find KEN G-1 hosting --text 'No duty.' --on 2026-02-01",
    "gap answer KEN G-1 --text 'A bill is drafted.' --on 2026-02-02",
)
CLOSED = "gap close KEN G-1 --law 'Act 7' --on 2026-03-01"


def chosen(line: str) -> list[int]:
    """Return the entries that a choice would show to others."""
    told = rows(asked(f"show-to {line} --dry-run"))
    assert all(row["named"] and row["changes"] for row in told)
    return [int(str(row["entry"])) for row in told]


def public() -> list[int]:
    """Return the entries that the public may see."""
    told = json.loads(typed("log --audience public --format json").out)["rows"]
    return sorted({row["entry"] for row in told})


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("public --all-entries", [*range(1, 13)]),
        ("public --instrument MISSION", [*range(4, 13)]),
        ("public --instrument MISSION-2", [6, 9, 12]),
        ("public --instrument MISSION-2 --instrument MISSION-1", [5, 6, 8, 9, 11, 12]),
        ("public --member KEN", [2, 8, 9, 10]),
        ("public --member KEN --member ATL", [2, 3, *range(8, 13)]),
        ("public --member KEN --instrument MISSION-1", [8]),
        ("public --recorded-with sign", [*range(8, 13)]),
        ("public --recorded-with 'member join' --recorded-with 'text adopt'", [*range(2, 8)]),
        ("public --recorded-with commitment.adopted", [5, 6, 7]),
        ("public --recorded-with sign --member ATL", [11, 12]),
        ("public --last-day 2022-12-31", [2, 3]),
        ("public --first-day 2026-01-10 --last-day 2026-01-14", [4, 5, 6, 7]),
        ("public --first-day 2026-01-11", [*range(8, 13)]),
        ("secretariat --member ATL", [3, 11, 12]),
    ],
)
def test_an_entry_is_chosen_if_it_fits_all_that_is_asked(line: str, entries: list[int]) -> None:
    """By the body, the text, the member, what recorded it, and its day."""
    assert chosen(line) == entries


@pytest.mark.slow
def test_all_are_shown_by_one_decision() -> None:
    """So it can be undone as one, and none is forgotten."""
    must("show-to @2 public")

    assert stored("show-to public --all-entries --reason 'The body agreed.'") == 11

    assert public() == [*range(1, 13)]
    told = json.loads(typed("export events --from @14").out.splitlines()[0])
    assert "body agreed" in json.dumps(told)
    assert stored("show-to members --instrument MISSION") == 9
    assert public() == [1, 2, 3]


def test_a_trial_lists_what_would_be_seen_and_stores_nothing() -> None:
    """The secretariat looks at it before everybody does."""
    said = typed("show-to public --recorded-with 'member join' --dry-run")

    assert (said.code, len(events())) == (0, 12)
    assert "@2     KEN joined as Kenya" in said.out
    assert "public  membership  KEN" in said.out
    assert public() == []


@pytest.mark.slow
def test_what_is_for_the_secretariat_alone_is_taken_by_its_name_only() -> None:
    """It was decided for that entry; no choice undoes that by the way."""
    must("show-to @2 secretariat", "show-to @12 secretariat --only")

    said = typed("show-to public --all-entries")

    assert said.code == 0
    assert "Note: Left out are entries for the secretariat alone" in said.err
    assert "by its name only: @2, @12." in said.err
    assert public() == [1, *range(3, 12)]
    assert "by its name only: @2, @12." in refused("show-to public --all-entries")
    must("show-to @2 @12 public")
    assert public() == [*range(1, 13)]


@pytest.mark.slow
def test_gaps_returns_and_reminders_are_not_made_public_unless_they_are_named() -> None:
    """A list of gaps by country is a guide to safe havens, also years later."""
    must(*GAP, CLOSED)

    said = typed("show-to public --member KEN")

    assert "Left out is what is not made public unless it is named" in said.err
    assert "reminders): @13, @14. Name the entries" in said.err
    assert public() == [2, 8, 9, 10, 15]
    assert chosen("secretariat --member KEN") == [2, 8, 9, 10, 13, 14, 15]
    must("show-to public --recorded-with 'gap find'")
    assert public() == [2, 8, 9, 10, 13, 15]


@pytest.mark.slow
def test_progress_reports_are_not_made_public_unless_they_are_named() -> None:
    """Who shows a text and its signatures does not publish what members say of themselves."""
    must(
        "taskforce scale OGP Completion limited=Limited:low done=Done:high",
        "progress report KEN MISSION-1 limited --scale OGP --on 2026-05-31 --narrative 'A draft.'",
    )

    said = typed("show-to public --instrument MISSION")

    assert (
        "Left out are progress reports, which may not be reviewed yet, and their approvals: @14."
        in said.err
    )
    assert "--recorded-with 'progress report'" in said.err
    assert public() == [*range(4, 13)]
    assert chosen("public --member KEN --recorded-with 'progress report'") == [14]
    assert chosen("public --all-entries") == [1, 2, 3, 13]
    must("show-to @14 public", "progress approve KEN MISSION-1 --on 2026-06-01")
    assert chosen("public --all-entries") == [1, 2, 3, 13]
    assert chosen("public --recorded-with 'progress approve'") == [25]
    assert public() == [*range(4, 13), 14]


def test_a_meeting_of_which_the_agenda_names_gaps_does_not_keep_the_rest_from_the_public() -> None:
    """The command that a public report suggests has to work."""
    must(*GAP, "meeting convene M-1 ordinary_session --on 2026-04-14 --agenda 'Laws | G-1'")

    said = typed("show-to public --all-entries")

    assert "names gaps in laws, which the public does not see: @15. Correct the agenda" in said.err
    assert public() == [*range(1, 13)]


def test_all_or_none_is_shown() -> None:
    """One gap that is still open keeps all others back, and is named."""
    must(*GAP)

    told = refused("show-to public --recorded-with sign --recorded-with 'gap find'")

    assert "G-1 is open, and the public never sees an open gap" in told
    assert len(events()) == 14
    assert public() == []


def test_an_entry_whose_day_may_lie_outside_is_left_out_and_named() -> None:
    """An unknown day lies in no period for certain."""
    must("member join ZUB --name Zubrowka --on unknown", "member join ERE --name Erewhon --on 2026")

    said = typed("show-to public --first-day 2026-01-15 --recorded-with 'member join' --dry-run")

    assert said.code == 1
    assert "Nothing that is chosen so is shown to others." in said.err
    assert "Left out are entries whose day may lie outside: @13, @14." in said.err


def test_long_lists_are_cut() -> None:
    """A sentence names a dozen entries, and says how many more there are."""
    must("show-to secretariat --all-entries", "taskforce task T-1 Work --visibility secretariat")

    told = refused("show-to public --all-entries")

    assert "@11, @12 and 1 more." in told


@pytest.mark.slow
def test_two_reasons_for_which_nothing_is_left_are_both_told() -> None:
    """Whoever chooses again has to know both."""
    must(*GAP, "show-to @2 secretariat")

    told = refused("show-to public --recorded-with 'member join' --member KEN")
    assert "secretariat alone" in told
    must("show-to @3 @8 @11 public", "show-to @1 @4 public", "taskforce task T-1 Work")
    must("show-to public --recorded-with 'taskforce task'")

    told = refused("show-to public --all-entries")

    assert "secretariat alone" in told
    assert "unless it is named" in told


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("show-to public", 2, "Name entries, such as @9, or choose them, but not both"),
        ("show-to @2 public --all-entries", 2, "Name entries, such as @9, or choose them"),
        ("show-to members --all-entries", 1, "they are shown to members already, or there are"),
        ("show-to public --member KNE", 1, "There is no member 'KNE' in this register. Did"),
        ("show-to public --instrument MISION", 1, "Did you mean MISSION"),
        ("show-to public --recorded-with 'member jion'", 2, "such as member join"),
        ("show-to public --recorded-with qqq", 2, "such as member join, not 'qqq'"),
        ("show-to public --first-day 2026-13-01", 2, "--first-day"),
        ("show-to @2", 2, "SHOWN_TO: Expected public, members or secretariat, not '@2'."),
    ],
)
def test_a_choice_that_cannot_be_is_explained(line: str, code: int, words: str) -> None:
    """Nothing is recorded."""
    said = typed(line)

    assert (said.code, len(events())) == (code, 12)
    assert words in said.err


def test_a_row_of_a_file_chooses_too() -> None:
    """Whoever keeps decisions in a table keeps this one there."""
    Path("shown.csv").write_text(
        "act,member,instrument,recorded_with,shown_to\nshow_to,KEN,MISSION,sign,public\n",
        encoding="utf-8",
    )

    must("import shown.csv")

    assert public() == [8, 9, 10]


def test_the_notes_that_more_people_will_see_are_told() -> None:
    """A remark of the secretariat was public, and nobody had seen that in the dry run."""
    must(
        "member withdraw ATL --on 2026-02-01 --note 'Ask the embassy.'",
        "member join ZUB --name Z --on 2026 --note Why?",
    )

    for day, note in (("2026-02-02", "Second."), ("2026-02-03", "Third.")):
        must(f"correct @13 on={day} --note {note}")

    said = typed("show-to public --all-entries --dry-run")

    assert "is the note of @13: Second." in said.err
    assert "is the note of @13: Third." in said.err
    assert "Shown to public, too, is the note of @13: Ask the embassy." in said.err, said
    assert "is the note of @14: Why?" in said.err
    assert "the note of" not in typed("show-to secretariat --all-entries --dry-run").err


@pytest.mark.slow
def test_of_many_notes_the_first_are_quoted() -> None:
    for number in range(1, 8):
        must(f"taskforce task T-{number} Work --note 'No. {number}.'")

    said = typed("show-to public --all-entries --dry-run").err

    assert said.count("Shown to public, too, is the note of @") == 5
    assert "Shown to public, too, are the notes of 2 more: @18, @19" in said
