"""Nothing goes out twice, and nobody who said no is written to."""

import stat
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.mail.ledger import Ledger

WEEK = ("EXT", "p-aa7k1", "2026-W10")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "register.sent")


def test_enters_a_letter_once(ledger: Ledger, tmp_path: Path) -> None:
    """Two runs at once write one letter."""
    assert not ledger.has(*WEEK)
    assert list(tmp_path.iterdir()) == []

    assert ledger.enter(*WEEK, "2026-03-02")
    assert not ledger.enter(*WEEK, "2026-03-02")
    assert ledger.has(*WEEK)
    assert stat.S_IMODE((tmp_path / "register.sent").stat().st_mode) == 0o600


def test_takes_back_what_did_not_go(ledger: Ledger) -> None:
    """What surely did not go out can go another time."""
    ledger.enter(*WEEK, "2026-03-02")
    ledger.strike(*WEEK, "2026-03-01")
    assert ledger.has(*WEEK)  # another run entered it
    ledger.strike(*WEEK, "2026-03-02")

    assert not ledger.has(*WEEK)
    assert ledger.enter(*WEEK, "2026-03-02")


def test_knows_who_wants_nothing(ledger: Ledger) -> None:
    """Somebody who said no is asked no second time."""
    assert ledger.stopped() == []

    ledger.stop("p-bb4m1")
    ledger.stop("p-aa7k1")
    ledger.stop("p-aa7k1")
    assert ledger.stopped() == ["p-aa7k1", "p-bb4m1"]

    ledger.resume("p-aa7k1")
    assert ledger.stopped() == ["p-bb4m1"]


def test_says_that_its_file_is_none(tmp_path: Path) -> None:
    """Without it nobody knows what went out, so nothing goes."""
    (tmp_path / "register.sent").write_text("Not a database, and long enough to be seen as none.")

    with pytest.raises(Unavailable, match=r"register\.sent cannot be used"):
        Ledger(tmp_path / "register.sent").stopped()
