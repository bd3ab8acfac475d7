"""What is said of an entry that few may see is seen by no more, unless that is said."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")
SCALE = "taskforce scale OGP Completion limited=Limited:low done=Done:high"
REPORT = "progress report KEN MISSION-1 limited --scale OGP --on 2026-05-31"
ASSESSMENT = (
    "progress assess KEN MISSION-1 limited --scale OGP --assessor 'A university' "
    "--confidence medium --method 'Desk review' --method-version 2 --on 2026-06-01"
)
MEETING = "meeting convene 2026-1 ordinary_session --on 2026-04-14 --agenda Opening"
OPENED = "meeting open 2026-1 --on 2026-04-14 --attendance KEN"
CLOSED = "meeting close 2026-1 --on 2026-04-14"
HIDDEN, APPROVED = " --visibility secretariat", "progress approve KEN MISSION-1 --on 2026-06-02"
ONLY = "Its visibility is secretariat, as that of what it is about."


def last() -> str:
    """Return who may see the last entry."""
    return str(
        json.loads(typed("log --audience secretariat --format json").out)["rows"][-1]["visibility"]
    )


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (REPORT, APPROVED),
        (REPORT, "progress return KEN MISSION-1 --reason 'Say which law.' --on 2026-06-02"),
        (ASSESSMENT, "progress answer KEN MISSION-1 'The budget follows.' --on 2026-06-20"),
        (
            "progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-09-30 --on 2026-02-01",
            "progress reach MISSION-1 BILL --on 2026-09-12",
        ),
        (
            "gap find KEN G-1 hosting --text 'No duty.' --on 2026-02-01",
            "gap close KEN G-1 --law 'Act 7' --on 2026-03-01",
        ),
        (MEETING, "meeting cancel 2026-1 --on 2026-04-01 --reason 'No room.'"),
        (MEETING, OPENED),
        (
            "commitment amend MISSION-3.1 --version 2 --text 'Twice a year.' --on 2026-03-01",
            "sign ATL MISSION --excepting MISSION-1 --excepting MISSION-2 --on 2026-04-01",
        ),
        (
            "meeting comment C-1 2026-1 KEN --text 'Name the costs.' --on 2026-05-01",
            "meeting answer-comment C-1 --text 'They are named.' --on 2026-05-02",
        ),
    ],
)
def test_only_those_see_it_who_see_what_it_is_about(begun: str, said: str) -> None:
    """An approval tells that there is a report, and what the reviewer thought of it."""
    must(SCALE, *([MEETING, OPENED, CLOSED] if "comment" in begun else []), begun + HIDDEN)

    told = typed(said)

    assert (told.code, last()) == (0, "secretariat")
    assert ONLY in told.err


WRITTEN = (
    "taskforce task RESPONSE Drive --on 2026-01-01",
    "taskforce majority HALF more_than_half --on 2026-01-01",
    "meeting convene W1 written_procedure --on 2026-04-01 --ends-on 2026-04-10",
    "meeting vote D-1 W1 --rule HALF --manner written --on 2026-04-01 --title T --text 'We do.' "
    "--task RESPONSE --actions 'A-1 | KEN | Draft. | 2026-06-30'" + HIDDEN,
)


@pytest.mark.parametrize(
    "lines",
    [
        ("meeting reply W1 D-1 KEN for --on 2026-04-02",),
        ("meeting result D-1 --on 2026-04-11",),
        ("meeting result D-1 --on 2026-04-11", "meeting complete A-1 --on 2026-06-01"),
    ],
)
def test_a_vote_that_few_see_is_told_to_no_more_by_its_result(lines: tuple[str, ...]) -> None:
    """A decision has the title and the text of the vote."""
    must(*WRITTEN, "meeting reply W1 D-1 ATL for --on 2026-04-02" + HIDDEN)

    must(*lines)

    assert last() == "secretariat"


def test_a_file_says_it_once() -> None:
    """Of a sheet with a hundred approvals, nobody reads a hundred notes."""
    must(SCALE, REPORT + HIDDEN, REPORT.replace("KEN", "ATL") + HIDDEN)
    rows = "act,member,commitment,on\napprove_report,KEN,MISSION-1,2026-06-01\n"
    Path("approved.csv").write_text(f"{rows}approve_report,ATL,MISSION-1,2026-06-01\n")

    assert typed("import approved.csv").err.count(ONLY) == 1


def test_others_see_it_where_that_is_said_or_where_they_see_what_it_is_about() -> None:
    """It may be meant so; and most entries are about what all see."""
    must(SCALE, REPORT + HIDDEN)
    assert ONLY not in typed(f"{APPROVED} --visibility members").err
    assert last() == "members"

    must(MEETING)
    assert ONLY not in typed("meeting cancel 2026-1 --on 2026-04-01 --reason 'No room.'").err
    assert last() == "members"


@pytest.mark.parametrize(
    ("begun", "said", "then"),
    [
        (REPORT, APPROVED, "show-to secretariat --member KEN --recorded-with 'progress report'"),
        ("member suspend KEN --on 2026-03-01" + HIDDEN, "member reinstate KEN --on 2026-04-01", ""),
        (
            "progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-09-30 --on 2026-02-01",
            "progress reach MISSION-1 BILL --on 2026-09-12",
            "show-to secretariat --recorded-with 'progress milestone'",
        ),
        (MEETING, "meeting cancel 2026-1 --on 2026-04-01 --reason x", "show-to @14 secretariat"),
        (REPORT + HIDDEN, f"{APPROVED} --visibility members", ""),
        ("show-to secretariat --recorded-with sign", "withdraw KEN MISSION --on 2026-04-01", ""),
    ],
)
def test_it_is_noted_where_more_see_it_than_what_it_is_about(
    begun: str, said: str, then: str
) -> None:
    """What was hidden afterwards, and ends, of which people decide who sees them."""
    must(SCALE, begun)

    if then:
        must(said)
    told = typed(then or said)

    assert told.code == 0, told
    assert "more people may see this than what it is about" in told.err


@pytest.mark.slow
def test_what_was_said_before_a_correction_is_shown_with_it_and_told() -> None:
    """Who corrected words to show them to more showed those that were wrong, too."""
    must("taskforce task SECRET 'Hidden words.' --visibility secretariat")
    told = "Note: What @13 said before it was corrected is shown to members, too. If it is not for"

    corrected = typed("correct @13 text=New --visibility members --dry-run")
    must("correct @13 text=New")
    shown = typed("show-to @13 members")

    assert told in corrected.err
    assert told in shown.err
    assert "replaced" in typed("search Hidden --audience members").out
    assert "said before" not in typed("show-to @13 secretariat").err


def test_a_signature_is_shown_whole_or_not_at_all() -> None:
    """Who may not see the new words of one commitment read that the member had excepted it."""
    must(
        "member join LAP --name Laputa --on 2026-02-01 --visibility public",
        "show-to public --all-entries",
        f"commitment amend MISSION-1 --version 2 --text 'Share.' --on 2026-03-01{HIDDEN}",
        "sign LAP MISSION --on 2026-04-01",
    )

    for audience in ("members", "public"):
        told = json.loads(typed(f"status MISSION --audience {audience} --format json").out)
        (laputa,) = (row for row in told["rows"] if row["member"] == "LAP")
        assert (laputa["standing"], laputa["except"]) == ("none", [])
    signed = json.loads(typed("status MISSION --audience secretariat --format json").out)["rows"]
    assert [r["standing"] for r in signed if r["member"] == "LAP"] == ["signatory"]


def test_who_shows_a_commitment_later_is_told_of_its_signatures() -> None:
    """It seemed to have been excepted by all that had signed it unseen."""
    must(
        f"commitment adopt MISSION-8 --instrument MISSION --text 'Meet.' --on 2026-02-01{HIDDEN}",
        "member join LAP --name Laputa --on 2026-02-01",
        "sign LAP MISSION --on 2026-04-01",
    )
    rows = json.loads(typed("log --audience secretariat --format json").out)["rows"]
    (adopted,) = (r["position"] for r in rows if "MISSION-8 adopted" in r["what"])
    (signed,) = (r["position"] for r in rows if "LAP signed MISSION-8" in r["what"])

    said = typed(f"show-to @{adopted} members")

    assert f"To show such ones, too: depositary show-to @{signed} members" in said.err
    must(f"show-to @{signed} members")
    told = json.loads(typed("status MISSION --format json").out)["rows"]
    assert [row["except"] for row in told if row["member"] == "LAP"] == [[]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("correct @{0} on=2026-04-01", ""),
        ("correct @{1} on=2026-04-01 --only", "show-to @{0} @{2} secretariat"),
        ("--language fr correct @{1} on=2026-04-01 --only", "show-to @{0} @{2} secretariat"),
    ],
)
def test_a_signature_stays_whole_where_its_day_is_corrected(line: str, said: str) -> None:
    """One of several became one of hidden words, and the others said that it was excepted."""
    must(
        "member join LAP --name Laputa --on 2026-02-01",
        f"commitment amend MISSION-2 --version 2 --text 'Share.' --on 2026-03-01{HIDDEN}",
        "sign LAP MISSION --on 2026-02-02",
    )
    rows = json.loads(typed("log --audience secretariat --format json").out)["rows"]
    signed = [row["position"] for row in rows if "LAP signed" in row["what"]]

    told = typed(line.format(*signed))

    assert told.code == 0
    assert said.format(*signed) in told.err
    if said:
        must(said.format(*signed))
    told_rows = json.loads(typed("status MISSION --format json").out)["rows"]
    assert [row["standing"] for row in told_rows if row["member"] == "LAP"] == ["none"]


def test_only_signatures_of_the_same_text_are_shown_with_one_that_is_corrected() -> None:
    """Those of another text, corrected by the same command, were hidden, too."""
    must(
        "member join LAP --name Laputa --on 2026-02-01",
        f"commitment amend MISSION-2 --version 2 --text 'Share.' --on 2026-03-01{HIDDEN}",
        "text adopt mission.md --reference PLEDGE --title Pledge --on 2026-01-10",
        "sign LAP MISSION --on 2026-02-02",
        "sign LAP PLEDGE --on 2026-02-02",
    )
    rows = json.loads(typed("log --audience secretariat --format json").out)["rows"]
    days = [f"@{row['position']} on=2026-04-01" for row in rows if "LAP signed" in row["what"]]

    must(f"correct {' '.join(days)}")

    for text, standing in (("MISSION", "none"), ("PLEDGE", "signatory")):
        rows = json.loads(typed(f"status {text} --format json").out)["rows"]
        assert [row["standing"] for row in rows if row["member"] == "LAP"] == [standing]
