"""A new version of a text: commitments in other words are amended, the others stay as they are."""

from application.use_cases import texts
from tests.application.given import BODY, Office, day


def test_a_new_version_amends_only_what_has_other_words(office: Office) -> None:
    """Signatures stay bound to the words that were signed."""
    office.adopt_text(commitments_of_it=("T-1",))
    same = office.records[-1].event.model_dump()["text"]
    before = office.head

    office.record(lambda r: texts.adopt_or_amend(r, BODY, "T", "T-1", same, day("2022")))
    unchanged = office.head
    office.record(lambda r: texts.adopt_or_amend(r, BODY, "T", "T-2", "New.", day("2022")))

    assert unchanged == before
    assert office.last().event.TOPIC == "commitment.adopted"
