"""The profile of one member: only what is its own, and for the public no open gap."""

import pytest

from application.questions.asking.ask import Ask
from application.reports.document import Report
from application.reports.profile import profile
from domain.errors import UnknownReference
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened
from domain.events.texts import Consented
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, TREATY, Clerk, ask, on
from tests.application.questions.mission import tell_of_gaps, tell_of_work
from tests.application.reports.given import keys, rows, tell


def of(clerk: Clerk, asked: Ask | None = None) -> Report:
    return profile(clerk.tables, asked or ask(), TODAY, member="atl")


def test_tells_what_is_its_own(clerk: Clerk) -> None:
    """Who prepares a visit reads one page, and not twelve lists."""
    clerk.sign("ATL", PLEDGE, "2026-02-01")
    tell_of_work(clerk)
    tell(clerk, ChairAppointed(chair="ATL"), "2026-03-01")
    tell(clerk, ViceChairAppointed(vice_chair="ATL"), "2026-02-01")

    report = of(clerk)

    assert report.title == "Profile of Atlantis"
    assert keys(report)[:3] == ["membership", "offices", "texts"]
    assert [row["standing"] for row in rows(report, "membership")] == ["active"]
    assert [row["office"] for row in rows(report, "offices")] == ["chair", "vice-chair"]
    assert {row["signed_on"] for row in rows(report, "texts") if row["signed_on"]} == {"2026-02-01"}
    assert [row["practice"] for row in rows(report, "practices")] == ["HOTLINE"]
    assert [row["title"] for row in rows(report, "engagement")] == ["A hearing"]


def test_tells_how_and_when_it_became_a_party(clerk: Clerk) -> None:
    """A party that acceded signed nothing, and would stand there without a day."""
    consent = Consented(
        member="ATL",
        commitment=TREATY,
        kind="accession",
        deposited_on=on("2026-03-01"),
        in_force_on=on("2026-06-01"),
    )
    tell(clerk, consent, "2026-03-01")

    (row,) = rows(of(clerk), "texts")

    assert (row["standing"], row["signed_on"], row["consent"]) == ("party", None, "accession")
    assert (row["deposited_on"], row["in_force_on"]) == ("2026-03-01", "2026-06-01")


def test_names_the_owner_of_its_own_actions_once(clerk: Clerk) -> None:
    """It is the member of the page."""
    (table,) = [each for each in of(clerk).tables() if each.key == "actions"]

    assert "Owner" not in [column.label for column in table.columns]


@pytest.mark.parametrize(
    ("term_ends_on", "next_one", "until"),
    [
        (None, None, None),
        ("2026-06-30", None, "2026-06-30"),
        ("2026-06-30", "2026-09-01", "2026-06-30"),
        ("2026-12-31", "2026-05-01", "2026-05-01"),
        (None, "2026-05-01", "2026-05-01"),
    ],
)
def test_tells_until_when_it_had_an_office(
    clerk: Clerk, term_ends_on: str | None, next_one: str | None, until: str | None
) -> None:
    """Whoever writes to the chair must not write to the one before."""
    ends = on(term_ends_on) if term_ends_on else None
    tell(clerk, ChairAppointed(chair="ATL", term_ends_on=ends), "2026-03-01")
    if next_one:
        tell(clerk, ChairAppointed(chair="ERE"), next_one)

    (row,) = rows(of(clerk), "offices")

    assert (row["since"], row["term_ends_on"]) == ("2026-03-01", until)


def test_an_office_ends_where_its_holder_leaves(clerk: Clerk) -> None:
    """As everywhere else: nobody has an office of a body that it does not belong to."""
    tell(clerk, ChairAppointed(chair="ATL"), "2026-03-01")
    clerk.leave("ATL", "2026-04-01")
    clerk.join("ATL", "Atlantis", "2026-05-01")

    (row,) = rows(of(clerk), "offices")

    assert row["term_ends_on"] == "2026-04-01"


def test_names_its_own_signatures_that_were_mended(clerk: Clerk) -> None:
    """Whoever has an older profile must see why a day is another one; others' days are not its."""
    clerk.sign("ATL", PLEDGE, "2026-02-01")
    clerk.sign("ERE", PLEDGE, "2026-02-01")
    clerk.correct(10, on="2026-02-02")
    clerk.correct(11, on="2026-02-02")

    assert "Includes corrected entry 10." in of(clerk).notes


def test_tells_at_which_meetings_it_was(clerk: Clerk) -> None:
    """Where nobody kept a list, nothing is told."""
    listed = (Attendance(member="ATL", presence="excused"),)
    tell_of_work(clerk)
    tell(clerk, MeetingConvened(meeting="2026-2", kind="ordinary_session"), "2026-10-01")
    tell(clerk, MeetingOpened(meeting="2026-2", attendance=listed), "2026-10-01")

    found = rows(of(clerk), "meetings")

    assert [(row["meeting"], row["presence"]) for row in found] == [("2026-2", "excused")]


@pytest.mark.slow
def test_tells_the_public_of_no_open_gap(clerk: Clerk) -> None:
    """A profile goes around, and a list of loopholes must not go with it."""
    tell_of_gaps(clerk)
    for entry in range(1, 5):
        clerk.show(entry, Visibility.PUBLIC)

    members = of(clerk, ask("2026-09-01"))
    public = of(clerk, ask("2026-09-01", audience=Visibility.PUBLIC))

    assert [row["gap"] for row in rows(members, "gaps")] == ["ATL-1"]
    assert any("Not for the public" in line for line in members.banners)
    assert rows(public, "gaps") == []


def test_a_code_that_no_member_has_is_refused(clerk: Clerk) -> None:
    """An empty profile would look like a member that did nothing."""
    with pytest.raises(UnknownReference, match="There is no member 'ATX'"):
        profile(clerk.tables, ask(), TODAY, member="ATX")
