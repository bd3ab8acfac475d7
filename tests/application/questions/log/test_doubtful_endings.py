"""Endings of an earlier version of the product, which ended only what they name."""

from application.questions.log.ending_conflicts import unclear_endings
from domain.events.texts import Signed, Withdrawn
from tests.domain.given import SHA, Log


def test_what_would_be_ended_today_is_told_with_both_ways_on() -> None:
    """Whether the signature was forgotten or went on, only staff know."""
    log = Log()
    signed = Signed(commitment="T-1", member="ATL", kind="signature", version="1", text_sha256=SHA)
    log.add(signed, "2020-01-01")
    log.add(
        Withdrawn(commitment="T-1", member="ATL", of="signature", closes="recorded_later"),
        "2021-01-01",
    )

    problems = [problem for _, problem, _ in unclear_endings({"T-1": log.history()})]

    assert problems[-1].startswith("What began earlier is not ended by it, and would be")
    assert "depositary correct @2 closes=earlier" in problems[-1]
    assert "depositary correct @2 excepting=@1" in problems[-1]
