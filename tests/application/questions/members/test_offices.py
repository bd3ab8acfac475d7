"""One rule says who has an office: in the overview, minutes, annual reports and audits."""

from datetime import date

import pytest

from application.questions.members.offices import holder
from domain.bodies.offices import Appointed
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from tests.application.questions import given_meetings as g
from tests.application.questions.given import Clerk, on
from tests.application.reports.given import tell

APPOINTED = {
    "2026-02-01": ChairAppointed(chair="ATL", term_ends_on=on("2026-03-31")),
    "2026-05-01": ChairAppointed(chair="ERE"),
    "2026-06-01": ViceChairAppointed(vice_chair="ATL"),
}


@pytest.mark.parametrize(
    ("office", "day", "code"),
    [
        (ChairAppointed, "2026-01-31", None),
        (ChairAppointed, "2026-03-31", "ATL"),
        (ChairAppointed, "2026-04-01", None),
        (ChairAppointed, "2026-07-31", "ERE"),
        (ChairAppointed, "2026-08-01", None),
        (ChairAppointed, "2026-09-01", None),
        (ViceChairAppointed, "2026-08-01", "ATL"),
    ],
)
def test_an_office_is_held_within_a_term_and_a_membership(
    new: Clerk, office: type[Appointed], day: str, code: str | None
) -> None:
    """Who left the body has no office in it, also when it comes back."""
    g.begin(new)
    for since, appointed in APPOINTED.items():
        tell(new, appointed, since)
    new.leave("ERE", "2026-08-01")
    new.join("ERE", "Erewhon", "2026-09-01")

    assert holder(g.facts(new), office, date.fromisoformat(day)) == code
