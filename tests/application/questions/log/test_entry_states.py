"""What is said about an entry is a remark on it, and never its word."""

from application.answers import AsOf
from application.questions.asking.facts import Facts
from application.questions.log.entry_states import EntryStates
from application.use_cases import entries, log_acts
from domain.events.log import Expunged
from domain.values import Visibility
from tests.application.questions.given import BODY, PLEDGE, TODAY, Clerk


def test_that_texts_were_removed_is_a_remark(clerk: Clerk) -> None:
    """An audit would else take the record of it for the latest version of the entry."""
    signed = clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.record(lambda r: entries.retract(r, [f"@{signed}"], "It was a draft."))
    event = Expunged(
        expunged=signed,
        before="a" * 64,
        after="b" * 64,
        fields=("note",),
        reason="court_order",
        authority="High Court of Atlantis",
    )
    clerk.record(lambda r: log_acts.record(r, event, Visibility.MEMBERS))
    at = AsOf(
        on=TODAY,
        position=clerk.tables.head(),
        recorded_at=None,
        known="",
        audience=Visibility.MEMBERS,
    )

    log = clerk.tables.log(BODY, at, None)
    states = EntryStates(Facts(clerk.tables, BODY, at), log)

    found = [(each.topic, states.of(each)) for each in log if each.entry == signed]
    assert found == [
        ("commitment.signed", "retracted"),
        ("record.retracted", "remark"),
        ("record.expunged", "remark"),
    ]
