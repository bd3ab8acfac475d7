"""Who recorded how much, in the role of that day and not of today."""

import pytest

from application.context import Context
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.members import FocalPointDesignated, FocalPointReleased
from tests.application.questions.given import Clerk, on
from tests.application.reports.audit.given import id_of, of
from tests.application.reports.audit.given import told as january
from tests.application.reports.given import rows, tell


@pytest.fixture
def told(clerk: Clerk) -> Clerk:
    return january(clerk)


def test_tells_who_acted_for_whom_and_as_what(told: Clerk) -> None:
    """The office that somebody had on that day, and not the one of today."""
    tell(told, ChairAppointed(chair="ERE"), "2025-01-01")
    tell(told, ChairAppointed(chair="ATL", term_ends_on=on("2026-06-30")), "2026-01-15")
    tell(told, ViceChairAppointed(vice_chair="ERE"), "2026-07-01")
    tell(told, FocalPointDesignated(member="ATL", person="p-aa7k1", role="main"), "2026-01-15")
    told.context = Context(actor="p-aa7k1", on_behalf_of="ATL")
    told.join("UTO", "Utopia", "2022-06-01")
    told.on_day("2026-07-02")
    told.join("LIL", "Lilliput", "2022-06-01")
    tell(told, FocalPointReleased(member="ATL", ends=(id_of(told, 15),)), "2026-07-02")
    told.context = Context(actor="ERE")
    told.join("RUR", "Ruritania", "2022-06-01")
    told.context = Context(actor="XYZ")
    told.join("NIN", "Ninguno", "2022-06-01")

    found = rows(of(told), "roles")

    assert [
        (row["who"], row["on_behalf_of"], row["role"], row["count"], row["entries"])
        for row in found
    ] == [
        ("ERE", None, "member, vice-chair", 1, "@19"),
        ("XYZ", None, "no role recorded", 1, "@20"),
        ("p-aa7k1", "ATL", "main focal point of ATL, chair", 1, "@16"),
        ("p-aa7k1", "ATL", "no role recorded", 2, "@17 to @18"),
        ("p-clerk-1", None, "no role recorded", 15, "@1 to @15"),
    ]
    assert "is not part of the record" in " ".join(of(told).notes)


def test_a_focal_point_of_none_has_no_role(told: Clerk) -> None:
    """A designation ends with the membership."""
    tell(told, FocalPointDesignated(member="LAP", person="p-aa7k1", role="main"), "2026-01-15")
    told.leave("LAP", "2026-02-01")
    told.on_day("2026-03-01")
    told.context = Context(actor="p-aa7k1")
    told.join("UTO", "Utopia", "2022-06-01")

    assert ("p-aa7k1", "no role recorded") in [
        (row["who"], row["role"]) for row in rows(of(told), "roles")
    ]
