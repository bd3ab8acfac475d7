"""How many members have each standing, as a secretariat would say it."""

import pytest

from application.questions.members.counted import members_in_words, standings_of_all


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"signatory": 18, "former_signatory": 0, "none": 5}, "18 signatories; 5 have not signed"),
        ({"signatory": 1, "former_signatory": 2, "none": 1}, (
            "1 signatory, 2 former signatories; 1 has not signed"
        )),
        ({"party": 1, "contracting_party": 3}, "1 party, 3 contracting parties"),
        ({"party": 13, "none": 4}, "13 parties; 4 have neither signed nor consented"),
        ({"party": 0, "none": 1}, (
            "no signature is recorded; 1 has neither signed nor consented"
        )),
        ({"none": 2}, "no signature is recorded; 2 have not signed"),
    ],
)  # fmt: skip
def test_standings_on_a_text(counts: dict[str, int], said: str) -> None:
    """Of all members, so that a count has its whole, and none is named that nobody has."""
    assert standings_of_all(counts, public=False) == said


def test_the_public_is_not_told_that_there_is_none() -> None:
    """There may be some that it may not see."""
    assert standings_of_all({}, public=True) == "no signature that the public may see is recorded"


def test_standings_in_a_body() -> None:
    """A standing that nobody has is not named."""
    counts = {"applicant": 2, "active": 5, "suspended": 1, "withdrawn": 0}

    assert members_in_words(counts) == "2 applicants, 5 active, 1 suspended"
    assert not members_in_words({"active": 0})
