"""The annual report tells what became of texts and names, and its first page adds up."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

REPORT = "report annual 2026 --on 2026-12-31 --format markdown"
pytestmark = pytest.mark.usefixtures("register")


def year() -> str:
    """Return the annual report as its reader sees it."""
    return typed(REPORT).out


def test_lists_what_was_adopted_amended_replaced_and_closed() -> None:
    """A text that the body adopted is the first thing that a reader looks for."""
    must(
        "commitment amend MISSION-1 --version 2 --text 'Share more.' --on 2026-06-01",
        "commitment adopt MISSION-8 --instrument MISSION --text 'Meet twice.' --on 2026-06-02",
        "commitment adopt MISSION-9 --instrument MISSION --text 'Report.' --on 2027-06-02",
        "commitment supersede MISSION-2 --by MISSION-8 --on 2026-06-03",
        "commitment split MISSION-8 --into MISSION-1 --into MISSION-9 --on 2026-07-03",
        "commitment close MISSION-1 --on 2026-08-01",
        "commitment close MISSION-2 --reason 'All is done.' --on 2026-08-02",
    )

    report = year()
    (rows,) = report.split("## Texts\n")[1:]
    table = rows.split("\n## ")[0]

    for row in (
        "| 10 January 2026 | adopted | Mission statement |",
        "| 1 June 2026 | amended: version 2 | 1. Share more |",
        "| 2 June 2026 | added | 8. Meet twice |",
        "| 3 June 2026 | replaced by commitment 8 |",
        "| 3 July 2026 | replaced by commitment 1 and commitment 9 | 8. Meet twice |",
        "| 1 August 2026 | closed for signature | 1. Share more |",
        "| 2 August 2026 | closed for signature: All is done. |",
    ):
        assert row in table, table
    assert table.count("| added |") == 1
    assert typed("report annual 2027 --on 2027-12-31 --format markdown").out.count("| added |") == 1


def test_names_a_text_of_one_commitment_once() -> None:
    """Both have one name."""
    must(
        "text adopt mission.md --reference LAMPS --title Lamps --legal-nature treaty "
        "--on 2026-02-20"
    )

    assert "| 20 February 2026 | adopted | Lamps |" in year()


def test_nothing_is_due_before_the_day_of_the_schedule() -> None:
    """Members were shown as silent on a report that nobody had asked for."""
    must(
        "taskforce scale OGP Completion limited complete --high complete",
        "progress schedule MISSION half_yearly --due-on 2027-07-31 --period-from 2027-01-01 "
        "--period-until 2027-06-30 --on 2027-03-18",
    )

    assert "not yet due" not in year()
    assert "upcoming" not in typed("reports --on 2027-03-17").out
    assert "upcoming" in typed("reports --on 2027-03-18").out


def test_tells_signatures_ad_referendum_and_their_confirmation() -> None:
    """They stood there as signatures, and were counted as none."""
    must(
        "text adopt mission.md --reference LAMPS --title Lamps --legal-nature treaty "
        "--on 2026-02-20",
        "sign ATL LAMPS --kind signature_ad_referendum --on 2026-03-01",
        "confirm ATL LAMPS --on 2026-04-01",
    )

    report = year()

    assert "| 1 March 2026 | signature ad referendum | Atlantis | Lamps |" in report
    assert "| 1 April 2026 | confirmed its signature | Atlantis | Lamps |" in report


def test_a_treaty_has_no_signs_of_headings() -> None:
    """They stood in reports and workbooks."""
    Path("treaty.md").write_text("# Lamps\n\n## Article 1\n\nKeep them.\n", encoding="utf-8")
    must(
        "text adopt treaty.md --reference LAMPS --title Lamps --legal-nature treaty --on 2026-02-20"
    )

    assert "#" not in typed("history LAMPS --format json").out
    assert typed("text check treaty.md").code == 0


def test_says_which_version_was_signed_of_what_was_amended() -> None:
    """A member that signed the new words stood there with version 1, that of the other words."""
    must(
        "member join LAP --name Laputa --on 2026-02-01",
        "commitment amend MISSION-2 --version 2 --text 'We share all.' --on 2026-03-01",
        "sign LAP MISSION --on 2026-04-01",
    )

    told = typed("report status MISSION --on 2026-12-31 --format markdown").out

    (laputa,) = (line for line in told.splitlines() if line.startswith("| Laputa |"))
    assert "signed version 2" in laputa
    assert "version 1" not in laputa


def test_a_year_without_changes_of_texts_has_no_such_part() -> None:
    """No part of a document is empty."""
    assert "## Texts" not in typed("report annual 2027 --on 2027-12-31 --format markdown").out


def test_names_no_words_that_came_later_as_signed() -> None:
    """A signature stays bound to its version; a text stays whole though something is added."""
    must(
        "commitment amend MISSION-1 --version 2 --text 'Share more.' --on 2026-06-01",
        "commitment adopt MISSION-8 --instrument MISSION --text 'Meet twice.' --on 2026-06-02",
    )

    report = year()

    assert (
        "| 15 January 2026 | signed | Atlantis | commitment 1; 2. We will share what works |"
        in report
    )
    assert "| 15 January 2026 | signed | Kenya | Mission statement |" in report


def test_says_who_left_and_is_counted_as_a_signatory() -> None:
    """Otherwise the first page has more signatories than members."""
    must("member withdraw ATL --on 2026-07-01")

    first = year().split("\n## ")[1]

    assert (
        "No longer members of the body; what they signed stands: Atlantis (left on 1 July 2026)."
        in first
    )


def test_names_what_changed_its_name() -> None:
    """Only a change of the year is told, with both names, also of who joined on no known day."""
    must(
        "member rename ATL 'Republic of Atlantis' --on 2026-05-01",
        "member rename ATL 'Kingdom of Atlantis' --on 2027-05-01",
        "member join BBB --name Alphaland --on unknown",
        "member rename BBB Newland --on 2026-02-01",
        "member rename BBB Newerland --on 2026-04-01",
        "member apply CCC --name Deeland --on 2026-02-01",
        "member join CCC --on 2026-06-01",
        "member rename CCC Theland --on 2026-07-01",
    )

    must(
        "member join DDD --name Swaziland --on unknown",
        "member rename DDD Eswatini --on 2026-05",
        "member apply EEE --name Cabo --on 2025-01-10",
        "member join EEE --name 'Cabo Verde' --on unknown",
        "member rename EEE 'Cape Verde' --on 2026-07-01",
        "member join FFF --name Oldland --on 2010-01-01 --until 2012-05-01",
        "member join FFF --name Newland --on unknown",
    )
    report = year()

    for old, new in (
        *(("Swaziland", "Eswatini"), ("Cabo Verde", "Cape Verde")),
        *(("Atlantis", "Republic of Atlantis"), ("Alphaland", "Newland")),
        *(("Newland", "Newerland"), ("Deeland", "Theland")),
    ):
        assert f"changed its name from {old} to {new} |" in report
    assert "Kingdom" not in report
    before = typed("report annual 2026 --on 2026-06-30 --format markdown").out
    assert "changed its name from Swaziland to Eswatini |" in before  # it was recorded later
    names = typed("report profile BBB --on 2026-12-31 --format markdown").out
    assert "|  | Alphaland |\n| 1 February 2026 | Newland |\n| 1 April 2026 | Newerland |" in names
    assert "Deeland" in typed("report profile CCC --on 2026-12-31 --format markdown").out
    cape = typed("report profile EEE --on 2026-12-31 --format markdown").out
    assert "| 10 January 2025 | Cabo |\n|  | Cabo Verde |\n| 1 July 2026 | Cape Verde |" in cape
    old = typed("report profile FFF --on 2027-12-31 --format markdown").out
    assert "| 1 January 2010 | Oldland |\n|  | Newland |" in old


def test_a_profile_has_the_words_that_its_member_signed() -> None:
    """As workbooks and reminders have."""
    must(
        "member join LAP --name Laputa --on 2026-02-01",
        "commitment amend MISSION-1 --version 2 --text 'Share more.' --on 2026-06-01",
        "sign LAP MISSION --on 2026-07-01",
    )

    assert "Share more" not in typed("report profile ATL --on 2026-12-31 --format markdown").out
    assert "Share more" in typed("report profile LAP --on 2026-12-31 --format markdown").out


def test_a_change_of_name_has_both_official_names_in_french() -> None:
    """Its usual name there stood for both: Turquie became Turquie."""
    must(
        "member join TUR --name Turkey --on 2019-01-10",
        "member rename TUR Türkiye --on 2026-02-01",
    )

    report = typed(f"{REPORT} --language fr").out
    names = typed("report profile TUR --on 2026-12-31 --language fr --format markdown").out

    assert "Turkey est devenu Türkiye" in report
    assert "Turkey |" in names
    assert "Türkiye |" in names
