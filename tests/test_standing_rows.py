"""The look at every row of standings finds what it is there for."""

from collections.abc import Mapping

import pytest

from tests.standing_rows import denied

DAYS = ("signed_on", "deposited_on", "in_force_on", "withdrawn_on")


def row(standing: str, **cells: object) -> Mapping[str, object]:
    """Return a row of the table that holds from 2021 on."""
    days = {
        f"{name}{part}": cells.get(name) for name in DAYS for part in ("", "_earliest", "_latest")
    }
    blank = {"signature": None, "consent": None, "withdrawn": None, "provisional": 0}
    return {"standing": standing, "from_day": "2021-01-01", **blank, **days, **cells}


LATE: Mapping[str, object] = {
    "signed_on": "2016-04-22",
    "deposited_on": "2016-09-03",
    "consent": "acceptance",
    "in_force_on": "2016-11-04",
    "withdrawn_on": "2020-11-04",
}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row("signatory", **LATE, withdrawn="participation"), "its signature was withdrawn"),
        (row("signatory"), "never signed"),
        (
            row("signatory", signed_on="2016", deposited_on="2017", consent="accession"),
            "consent stands",
        ),
        (row("party", **LATE), "bound, and withdrawn"),
        (row("party", signed_on="2016"), "before it is in force"),
        (row("party", in_force_on="2021-06-01"), "before it is in force"),
        (row("contracting_party"), "bound by nothing"),
        (row("contracting_party", deposited_on="2016", in_force_on="2017-01-01"), "not a party"),
        (row("former_party", in_force_on="2016"), "not withdrawn"),
        (row("former_party", withdrawn_on="2016"), "never in force"),
        (row("former_signatory", withdrawn_on="2016"), "never signed"),
    ],
)
def test_finds_a_standing_that_its_dates_deny(wrong: Mapping[str, object], why: str) -> None:
    """The first is what a signature that was entered late once looked like."""
    assert why in denied(wrong)


@pytest.mark.parametrize(
    "right",
    [
        row("signatory", **LATE, withdrawn="consent"),
        row("former_party", **LATE, withdrawn="participation"),
        row("party", in_force_on="2020-01-01", deposited_on="2019-01-01"),
        row("contracting_party", signature="definitive_signature", signed_on="2020-01-01"),
        row("contracting_party", deposited_on="2016", in_force_on="2017-01-01", provisional=1),
        row("former_signatory", signed_on="2016", withdrawn_on="2017"),
    ],
)
def test_lets_pass_what_fits(right: Mapping[str, object]) -> None:
    """Who withdrew its consent may still be a signatory."""
    assert denied(right) == ""
