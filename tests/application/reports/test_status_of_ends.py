"""What a status table says of those who withdrew a part, and of acts that are named by no one."""

from application.entries import amending
from application.reports.status import status
from domain.events import texts as c
from domain.texts.wording import text_digest
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, TREATY, Clerk, ask, on
from tests.application.reports.given import rows, tell

SHA = text_digest(f"We do {TREATY}.")


def signed(kind: c.SignatureKind) -> c.Signed:
    return c.Signed(commitment=TREATY, member="ATL", kind=kind, version="1", text_sha256=SHA)


def notes(clerk: Clerk, code: str) -> list[object]:
    """Return what the status table of the treaty says beside a member."""
    report = status(clerk.tables, ask(), TODAY, instrument=TREATY)
    (found,) = (row["notes"] for row in rows(report, "members") if row["member"] == code)
    assert isinstance(found, list)
    return found


def test_who_withdrew_its_consent_and_still_signs_is_told(clerk: Clerk) -> None:
    """The standing alone would hide it."""
    tell(clerk, signed("signature"), "2026-02-01")
    consented = c.Consented(
        commitment=TREATY, member="ATL", kind="ratification", deposited_on=on("2026-03-01")
    )
    tell(clerk, consented, "2026-03-01")
    tell(clerk, c.Withdrawn(commitment=TREATY, member="ATL", of="consent"), "2026-05-01")

    assert "withdrew its consent on 2026-05-01" in notes(clerk, "ATL")


def test_a_confirmation_of_a_hidden_signature_says_nothing(clerk: Clerk) -> None:
    """Who may not see the signature is not told of it by what rests on it."""
    head = tell(clerk, signed("signature_ad_referendum"), "2026-02-01")
    tell(clerk, c.SignatureConfirmed(commitment=TREATY, member="ATL"), "2026-05-01")
    clerk.record(lambda r: amending.show_to(r, [f"@{head}"], Visibility.SECRETARIAT))

    assert notes(clerk, "ATL") == []


class TestSignedAnew:
    def test_is_said_of_the_withdrawal(self, clerk: Clerk) -> None:
        """Whoever reads that it stands believes that the member is out, while it is in."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")
        clerk.withdraw("ATL", PLEDGE, "2026-05-15")
        clerk.sign("ATL", PLEDGE, "2026-06-01")

        assert states(clerk, PLEDGE) == [["first signed on 2026-01-15, signed anew on 2026-06-01"]]

    def test_names_what_was_signed_if_that_is_not_all(self, clerk: Clerk) -> None:
        """From the rest it is still withdrawn."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")
        clerk.withdraw("ATL", PLEDGE, "2026-05-15")
        clerk.sign("ATL", PLEDGE, "2026-06-01", excepting=("PLEDGE-1",))

        assert states(clerk, PLEDGE) == [
            ["first signed on 2026-01-15, signed PLEDGE-2 anew on 2026-06-01"]
        ]

    def test_says_so_of_a_consent(self, clerk: Clerk) -> None:
        """A withdrawn consent is followed by a consent, and by no signature."""
        for day in ("2026-02-01", "2026-06-01"):
            deposit = c.Consented(
                commitment=TREATY, member="ATL", kind="accession", deposited_on=on(day)
            )
            tell(clerk, deposit, day)
            if day == "2026-02-01":
                withdrawal = c.Withdrawn(commitment=TREATY, member="ATL", of="consent")
                tell(clerk, withdrawal, "2026-05-01")

        assert states(clerk, TREATY) == [
            ["first consented on 2026-02-01, consented anew on 2026-06-01"]
        ]

    def test_is_no_signature_of_another(self, clerk: Clerk) -> None:
        """Nor what it did not withdraw."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")
        clerk.withdraw("ATL", PLEDGE, "2026-05-15")
        clerk.sign("ERE", PLEDGE, "2026-06-01")

        assert states(clerk, PLEDGE) == [["stands"]]


def states(clerk: Clerk, text: str) -> list[object]:
    report = status(clerk.tables, ask(), TODAY, instrument=text)
    return [row["state"] for row in rows(report, "withdrawals")]
