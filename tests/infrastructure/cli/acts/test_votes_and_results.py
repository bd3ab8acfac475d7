"""A vote and what it came to are one act: corrected and retracted together, or a conflict."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

MEETING = (
    "taskforce task RESPONSE Drive --on 2026-01-01",
    "taskforce majority HALF more_than_half --on 2026-01-01",
    "meeting convene M1 ordinary_session --on 2026-04-14 --agenda Plan",
    "meeting open M1 --on 2026-04-14 --attendance KEN --attendance ATL",
)
VOTE = (
    "meeting vote D-1 M1 --item 1 --rule HALF --in-favour 2 --against 0 --title Plan --text 'One.' "
    "--task RESPONSE --on 2026-04-14"
)
LAST = " --on 2026-12-31"


@pytest.fixture(autouse=True)
def _voted(register: Path) -> None:
    assert register.exists()
    must(*MEETING, VOTE)


@pytest.mark.slow
def test_a_correction_of_words_is_of_both() -> None:
    """Minutes had the new words, and the annual report the old ones."""
    must("correct @17 'text=Two.'")

    for report in ("minutes M1", "decisions 2026", "annual 2026"):
        told = typed(f"report {report}{LAST}").out
        assert "Two." in told
        assert "One." not in told


EQUAL = (
    "taskforce majority CHAIR more_than_half --casting-vote --on 2026-01-01",
    "taskforce chair KEN --on 2026-01-20",
    VOTE.replace("D-1", "D-2").replace("HALF", "CHAIR").replace("2 --against 0", "1 --against 1"),
)
CASTING = "meeting casting-vote D-2 KEN {vote} --on 2026-04-14"
WRITTEN = (
    "meeting convene W1 written_procedure --on 2026-05-01 --ends-on 2026-05-31",
    (
        "meeting vote D-2 W1 --rule HALF --manner written --title Plan --text One. "
        "--task RESPONSE --on 2026-05-01"
    ),
    "meeting reply W1 D-2 KEN for --on 2026-05-02",
    "meeting reply W1 D-2 ATL for --on 2026-05-02",
    "meeting result D-2 --on 2026-06-01",
)
COUNTED_ANEW = (
    "retract @18 --only --reason 'Counted wrongly.'",
    "meeting result D-1 --on 2026-06-01",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "vote", "result"),
    [
        ((*EQUAL, CASTING.format(vote="for")), 21, 23),
        ((*EQUAL, CASTING.format(vote="against")), 21, 23),
        (WRITTEN, 20, 23),
        (COUNTED_ANEW, 17, 20),
    ],
)
def test_words_of_a_result_that_another_act_recorded_are_corrected_too(
    lines: tuple[str, ...], vote: int, result: int
) -> None:
    """The decision kept the old words, and nothing told of it."""
    must(*lines)

    assert (
        f"Changed too, as the same act recorded it: @{result}"
        in typed(f"correct @{vote} title=New text=Two.").out
    )
    for entry in (vote, result):
        assert "Two." in typed(f"correct @{entry} text=Zero. --only --dry-run").out
    must(f"correct @{result} text=Three. --only")
    assert "do not say the same any more" in typed(f"correct @{vote} text=Four.").err
    must(f"correct @{vote} text=Four. @{result} text=Four.", f"correct @{result} text=Five.")
    assert "Five." in typed(f"correct @{vote} text=Zero. --only --dry-run").out


@pytest.mark.parametrize("vote", ["for", "against"])
def test_a_vote_is_retracted_with_what_rests_on_it(vote: str) -> None:
    """The advice was to record the vote that is on record."""
    must(*EQUAL, CASTING.format(vote=vote))

    said = typed("retract @21 --reason 'Never taken.'").err
    assert "To retract a vote, name what rests on it too. Conflicts with entry 2" in said

    must("retract @21 @22 @23 --reason 'Never taken.'")
    assert "Nothing contradicts" in typed("conflicts").out


def test_a_result_that_more_may_see_than_its_vote_is_named() -> None:
    """The note had a comma and a day, and no number to type."""
    must(*COUNTED_ANEW)

    told = " ".join(typed("show-to @17 secretariat").err.split())

    assert "entry 20 (decision adopted, 2026-06-01): more people may see this" in told


def test_what_is_to_be_done_is_corrected_in_both() -> None:
    """Letters and what is overdue go by the decision."""
    must(*COUNTED_ANEW, "correct @17 'actions=A-1 | Kenya | Write to members. | 2026-09-01'")

    assert "Write to members." in typed("actions --format csv").out


def test_what_is_retracted_is_not_told_to_stay() -> None:
    """It is gone, and nobody is to look for it."""
    must(COUNTED_ANEW[0])

    assert "stays as it is" not in typed("correct @17 text=Two.").out


def test_a_retraction_takes_back_both_and_conflicts_lists_one_that_is_left() -> None:
    """A decision without its vote stood in every report."""
    must("retract @17 --only --reason 'Never taken.'")
    assert "The vote on D-1 was retracted, and its result stands" in typed("conflicts").out

    must("retract @18 --reason 'Never taken.'")
    assert "0 decisions were adopted in 2026" in typed(f"report decisions 2026{LAST}").out
    assert "Nothing contradicts" in typed("conflicts").out


@pytest.mark.slow
def test_the_advice_to_count_again_takes_back_no_vote() -> None:
    """Without --only the vote went with its result, and there was nothing to count."""
    must('correct @17 \'tally={"in_favour": 1, "against": 1, "abstained": 0}\'')
    assert "retract the result alone (--only) and record it" in typed("conflicts").out

    must("retract @18 --only --reason 'Misread.'", "meeting result D-1 --on 2026-04-14")
    assert "Nothing contradicts" in typed("conflicts").out


def test_a_result_that_was_retracted_is_to_be_counted_again() -> None:
    """Nobody saw that there was none."""
    must("retract @18 --only --reason 'Counted wrongly.'")
    assert "The result of the vote on D-1 was retracted" in typed("conflicts").out

    must("meeting result D-1 --on 2026-04-14")
    assert "Nothing contradicts" in typed("conflicts").out


@pytest.mark.slow
def test_a_sheet_that_was_put_right_is_recorded_once_the_vote_is_taken_back() -> None:
    """The advice led to a vote without a result, and said that all was unchanged."""
    said = {"meeting": "M1", "on": "2026-04-14", "title": "Logo", "text": "Blue.", "rule": "HALF"}
    columns = {"votes": "D-2", **said, "task": "RESPONSE"}
    sheet = "".join(f"{name},{value}\n" for name, value in columns.items())
    Path("v.csv").write_text(f"{sheet}KEN,for\nATL,for\n", encoding="utf-8")
    must("import v.csv")
    Path("v.csv").write_text(f"{sheet}KEN,for\nATL,against\n", encoding="utf-8")
    must("retract @19 --reason 'ATL voted against.'")

    told = typed("import v.csv")
    assert "Row 1 is not as it was imported, and what was imported from it was ret" in told.err

    assert "recorded 1 vote" in typed("import v.csv --changed new").out
    assert "0 decisions" not in typed(f"report decisions 2026{LAST}").out
    assert "1 unchanged" in typed("import v.csv").out


def test_a_ballot_is_corrected_as_it_is_typed() -> None:
    """Nobody writes JSON to say how a member voted."""
    vote = VOTE.replace("--in-favour 2 --against 0", "--manner by_member --ballots KEN:for")
    must(vote.replace("D-1", "D-3"))

    must("correct @19 'ballots=KEN:for; ATL:against'")

    assert "1 for, 1 against" in typed(f"votes{LAST} --format csv").out


@pytest.mark.parametrize("between", [", ", "; "])
def test_what_is_said_of_who_came_is_said_in_the_advice_too(between: str) -> None:
    """Who typed what was advised recorded that a member was present that was excused."""
    told = between.join(("KEN", "ATL:excused"))
    must("meeting convene M2 ordinary_session --on 2026-10-14")

    said = typed(f"meeting open M2 --on 2026-10-14 --attendance '{told}'")

    assert said.code == 1
    assert said.err.endswith("--attendance KEN --attendance ATL:excused\n")
    assert "names several members. Write --attendance once for each: " in said.err


@pytest.mark.slow
def test_a_vote_of_who_is_represented_is_given_by_who_has_its_proxy() -> None:
    """A sheet of votes had "yes" for both, and nobody knew what to write."""
    must(
        "meeting convene M2 ordinary_session --on 2026-10-14 --agenda Plan",
        "meeting open M2 --on 2026-10-14 --attendance KEN --attendance ATL:represented",
        "meeting proxy M2 ATL KEN --on 2026-10-14",
    )
    vote = (
        "meeting vote D-9 M2 --item 1 --rule HALF --title Plan --text One. --task RESPONSE "
        "--on 2026-10-14 --manner by_member --ballots KEN:for --ballots ATL:for"
    )

    said = typed(vote)

    assert said.code == 1
    assert "if KEN, which has its proxy, voted for it, write for:KEN." in said.err
    must(f"{vote}:KEN")


@pytest.mark.slow
def test_rows_of_an_audience_leave_out_what_came_of_a_vote_that_is_hidden() -> None:
    """How members voted is hidden, and what came of it not; no row can say that alone."""
    must(
        VOTE.replace("D-1", "D-2").replace("2 --against 0", "0 --against 2"),
        "show-to @19 secretariat --only --reason Secret.",
        "export rows --audience members --output rows.csv",
    )
    said = typed("export rows --audience members --output rows.csv")

    assert said.code == 0
    assert "@20" in said.err
    assert "D-2" not in Path("rows.csv").read_text(encoding="utf-8-sig")


@pytest.mark.slow
def test_minutes_tell_no_day_that_only_a_hidden_vote_has() -> None:
    """An hour stood with its day, so that readers knew of something on another day."""
    vote = "meeting vote {} M2 --rule HALF --in-favour 2 --against 0 --text One. --task RESPONSE "
    must(
        "taskforce voting-rights all_active --on 2026-01-01",
        "taskforce quorum 1/2 --on 2026-01-01",
        "meeting convene M2 ordinary_session --on 2026-10-14 --agenda One --agenda Two",
        "meeting open M2 --on 2026-10-14 --attendance KEN --attendance ATL",
        vote.format("D-8") + "--title Plan --item 1 --hour 09:30 --on 2026-10-14",
        vote.format("D-9")
        + "--title Other --item 2 --hour 10:30 --on 2026-10-15 --visibility secretariat",
    )

    told = {
        who: typed(f"report minutes M2 --audience {who}").out for who in ("members", "secretariat")
    }

    assert "At 09:30, " in " ".join(told["members"].split())
    assert "At 09:30 on " in " ".join(told["secretariat"].split())
