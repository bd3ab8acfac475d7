"""Entries are cited by position, and by who did what when."""

import pytest

from domain.citing import cited, described


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (described("commitment.signed", "2023", "NLD", 73), "entry 73 (NLD signed, 2023)"),
        (described("member.renamed", "2023", "NLD", 7), "entry 7 (NLD renamed, 2023)"),
        (described("taskforce.scale-registered", "2023", position=2), None),
        (described("member.joined", "2022", "KEN"), "member.joined of KEN on 2022"),
        (described("member.joined", "2022"), "member.joined on 2022"),
        ("row 3", "row 3"),
    ],
)
def test_is_cited_as_somebody_would_say_it(phrase: str, said: str | None) -> None:
    """What has no position yet, or stands in a file, is cited as it is named."""
    assert cited(phrase) == (said or "entry 2 (scale registered, 2023)")


def test_is_described_as_programs_know_it() -> None:
    """The phrase is published with each conflict."""
    assert described("member.joined", "2022", "KEN", 2) == "@2 member.joined of KEN on 2022"
    assert described("a.b-c", "2022", position=2) == "@2 a.b-c on 2022"
