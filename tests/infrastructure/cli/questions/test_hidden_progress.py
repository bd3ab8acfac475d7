"""A member that reported, or signed, is not said to have done nothing where that is hidden."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

pytestmark = pytest.mark.slow
HIDDEN = "--visibility secretariat"
DAY = "--on 2026-11-29"
SAID = "--scale S --on 2026-07-20"


@pytest.fixture(autouse=True)
def pledged(once: Once) -> None:
    """Three members signed one commitment; reports are due once, and the record is complete."""
    once(
        tell,
        "member join UTO --name Utopia --on 2022-06",
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale S Progress none some full --on 2026-01-01",
        "text adopt mission.md --reference P --title Pledge --on 2026-01-10 --yes "
        "--as-one-commitment",
        *(f"sign {member} P --on 2026-02-01" for member in ("KEN", "ATL", "UTO")),
        "progress schedule P half_yearly --due-on 2026-08-01 --period-from 2026-02-01 "
        "--period-until 2026-06-30 --on 2026-02-02",
    )


def report(kind: str, audience: str = "members") -> str:
    return typed(f"report {kind} {DAY} --audience {audience} --format markdown").out


def test_who_reported_unseen_is_not_said_to_have_reported_nothing() -> None:
    """On what was due, and on what nobody had asked for."""
    must(
        f"progress report KEN P some {SAID} --due-on 2026-08-01 {HIDDEN}",
        f"progress report ATL P full {SAID} {HIDDEN}",
    )

    for kind in ("annual 2026", "progress"):
        told = report(kind)
        assert "| Kenya | not shown |" in told
        assert "| Atlantis | not shown |" in told
        assert "| Utopia | nothing reported | overdue: was due by 1 August 2026 |" in told
        assert "Not shown: there is more on this than may be shown here." in told
        assert "not shown" not in report(kind, "secretariat")
    annual = report("annual 2026")
    assert "0 reported on one commitment or more; what 2 of the others reported" in annual
    assert "0 of 3 reported. Reports of the others: 1 overdue, 2 not shown." in annual
    assert "progress reports received" not in annual
    assert "| P | 3 | 0 | 0 | 0 | 1 | 2 |" in report("progress").replace("Pledge", "P")
    assert "| Utopia | 0 | 1 |" in report("progress")


def test_a_returned_report_that_was_answered_unseen_is_not_shown() -> None:
    """Members were told that the report was only returned; or nothing, where it was hidden, too."""
    must(f"progress report KEN P some {SAID} --due-on 2026-08-01")
    entry = typed("log --format json").out
    last = json.loads(entry)["rows"][-1]["position"]
    must("progress return KEN P --reason Short --reviewer p-7kq2mzx4ab --on 2026-07-25")
    assert "| Kenya | returned |" in report("progress")
    must(f"progress report KEN P full {SAID} --due-on 2026-08-01 {HIDDEN}")

    assert "| Kenya | not shown |" in report("progress")
    must(f"show-to @{last} secretariat")
    assert "| Kenya | not shown |" in report("progress")


def test_a_chart_calls_nobody_silent_who_reported_unseen() -> None:
    must(
        f"progress report KEN P some {SAID}",
        f"progress report ATL P full {SAID} {HIDDEN}",
    )

    told = json.loads(typed(f"report progress {DAY} --audience members --format json").out)
    whole = json.loads(typed(f"report progress {DAY} --audience secretariat --format json").out)

    assert '"no report shown"' in json.dumps(told)
    assert '"no report"' not in json.dumps(told)
    assert '"no report"' in json.dumps(whole)


def test_nobody_is_counted_as_not_having_signed_where_a_signature_is_hidden() -> None:
    """Members read that three had not signed, of whom one had."""
    must(
        *(f"member join {code} --name {code}land --on 2022-06" for code in ("AAA", "BBB", "CCC")),
        f"sign BBB P --on 2026-02-01 {HIDDEN}",
    )

    seen = typed(f"status P {DAY} --audience members").out
    whole = typed(f"status P {DAY} --audience secretariat").out
    public = typed(f"status P {DAY} --audience public").out

    assert "3 signatories\n" in seen
    assert "More is recorded of who signed, or consented, than may be shown here." in seen
    assert "4 signatories; 2 have not signed" in whole
    assert "More is recorded" not in whole + public
    for kind, words in (("annual 2026", "Pledge: 3 signatories."), ("status P", "3 signatories.")):
        assert words in report(kind)
        assert "More is recorded of who signed" in report(kind)
        assert "has not signed" not in report(kind)
        assert "More is recorded" not in report(kind, "secretariat")
    assert "| BBBland | no signature shown |" in report("status P")
    assert "More is recorded of who signed" in report("progress")
    assert "More is recorded of who signed" in typed(f"matrix {DAY} --audience members").out
    assert "have not signed" in report("annual 2026", "secretariat")
    for day in ("2026-01-15", "2026-02-01"):  # the day of a hidden signature is not told
        assert "have not signed" not in typed(f"status P --on {day} --audience members").out
    assert "6 have not signed" in typed("status P --on 2026-01-15 --audience secretariat").out


def test_no_note_tells_of_signatures_on_a_text_that_is_hidden_as_a_whole(tmp_path: Path) -> None:
    """It would tell members that there is a secret text which somebody signed."""
    text = tmp_path / "hidden.md"
    text.write_text("1. Each keeps one point of contact.\n")
    must(
        f"text adopt {text} --reference HID --title Hid --on 2026-01-10 --yes {HIDDEN}",
        f"sign KEN HID --on 2026-02-02 {HIDDEN}",
    )

    assert "Pledge: 3 signatories" in report("annual 2026")
    for kind in ("annual 2026", "progress", "status P"):
        assert "More is recorded" not in report(kind)
    assert "More is recorded" not in typed(f"matrix {DAY} --audience members").out


@pytest.mark.parametrize("kind", ["annual 2026", "progress", "status P"])
def test_no_report_for_members_says_that_nothing_is_recorded(kind: str) -> None:
    """That is known of what they may see."""
    assert "Nothing that members may see was recorded for" in report(kind)
    assert "Nothing was recorded for" in report(kind, "secretariat")


def test_no_older_report_is_told_as_the_last_where_that_is_hidden() -> None:
    must(
        f"progress report KEN P some {SAID} --due-on 2026-08-01",
        f"progress report KEN P full --scale S --on 2026-09-20 {HIDDEN}",
    )

    for kind in ("annual 2026", "progress"):
        assert "| Kenya | not shown |" in report(kind)
        rows = report(kind, "secretariat").splitlines()
        assert [row for row in rows if row.startswith("| Kenya |") and "full" in row]
