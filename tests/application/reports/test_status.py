"""What the status of signatures says: the text, who stands where, and what was corrected."""

from uuid import UUID

import pytest

from application.questions.asking.answer import Row
from application.reports.document import Paragraph, Report
from application.reports.status import status
from domain.errors import UnknownReference
from domain.events import texts as c
from domain.events.bodies import AuthenticText, InstrumentAdopted
from domain.texts.wording import text_digest
from domain.values import ImpreciseDate, LegalNature, MemberKind, Visibility
from tests.application.questions.given import PLEDGE, TODAY, TREATY, Clerk, ask
from tests.application.reports.given import keys, rows, section, tell

DIGEST = "ab" * 32


def of(clerk: Clerk, text: str = PLEDGE, day: str | None = None) -> Report:
    return status(clerk.tables, ask(day), TODAY, instrument=text)


def item(report: Report, name: str) -> str:
    return next(str(row["says"]) for row in rows(report, "text") if row["item"] == name)


def member(report: Report, code: str) -> Row:
    return next(row for row in rows(report, "members") if row["member"] == code)


def last_id(clerk: Clerk) -> UUID:
    return UUID(clerk.register.log.read(0, 1000)[-1].envelope.event_id.hex)


class TestText:
    def test_says_what_the_text_is(self, clerk: Clerk) -> None:
        """A political commitment must never be taken for a treaty."""
        report = of(clerk)

        assert keys(report) == ["text", "members", "statements", "withdrawals"]
        assert report.banners[-1] == "Political commitment, not a treaty."
        assert item(report, "Title") == "The PLEDGE"
        assert item(report, "Nature") == "political commitment"
        assert item(report, "Adopted on") == "2026-01-01"
        assert item(report, "Open to") == "all members"
        assert (
            item(report, "Entry into force") == "A political commitment does not enter into force."
        )

    def test_shows_versions_languages_and_who_may_sign(self, clerk: Clerk) -> None:
        """Whoever holds a file must be able to check that it is the text."""
        text = InstrumentAdopted(
            reference=PLEDGE,
            title="The new PLEDGE",
            legal_nature=LegalNature.POLITICAL,
            version="2",
            open_to=(MemberKind.STATE,),
            who_may_sign="Ministers",
            authentic_texts=(AuthenticText(language="en", file_sha256=DIGEST),),
        )
        tell(clerk, text, "2026-03-01")

        report = of(clerk)

        assert item(report, "Title") == "The new PLEDGE"
        assert item(report, "Adopted on") == "version 1 on 2026-01-01; version 2 on 2026-03-01"
        assert item(report, "Open to") == "state; Ministers"
        assert rows(report, "languages") == [
            {"language": "en", "file_sha256": DIGEST, "text_sha256": None}
        ]

    def test_shows_commitments_in_the_words_of_the_day(self, clerk: Clerk) -> None:
        """The words that hold are those of the day, and a signature is bound to those signed."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        amended = c.Amended(commitment="PLEDGE-1", version="2", text="More.", text_sha256=DIGEST)
        tell(clerk, amended, "2026-03-01")
        clerk.adopt("OTHER", "OTHER-1")
        other = c.Amended(commitment="OTHER-1", version="2", text="Other.", text_sha256=DIGEST)
        tell(clerk, other, "2026-03-01")

        before, after = of(clerk, day="2026-02-28"), of(clerk)

        assert rows(before, "commitments")[0]["text"] == "We do PLEDGE-1."
        assert rows(after, "commitments")[0]["text"] == "More."
        assert len(rows(after, "commitments")) == 2
        assert member(before, "ATL")["notes"] == []
        assert member(after, "ATL")["notes"] == ["signed version 1"]

        tell(
            clerk,
            c.Withdrawn(member="ATL", commitment="PLEDGE-1", of="participation"),
            "2026-04-01",
        )

        assert member(of(clerk), "ATL")["notes"] == ["signed version 1"]

    def test_is_of_one_commitment_too(self, clerk: Clerk) -> None:
        """Some ask for one promise only."""
        report = of(clerk, "PLEDGE-1")

        assert report.title == "Status of signatures: PLEDGE-1"
        assert [row["commitment"] for row in rows(report, "commitments")] == ["PLEDGE-1"]
        assert report.facts == {"instrument": PLEDGE, "commitment": "PLEDGE-1"}

    def test_knows_no_other(self, clerk: Clerk) -> None:
        """A slip of the finger gets its likes."""
        with pytest.raises(UnknownReference, match="PLEDGE"):
            of(clerk, "PLEDG")

    def test_may_be_adopted_only_later(self, clerk: Clerk) -> None:
        """Before its day it is called as it will be, and was adopted on no day yet."""
        report = of(clerk, day="2025-06-01")

        assert item(report, "Title") == "The PLEDGE"
        assert "Adopted on" not in [row["item"] for row in rows(report, "text")]

    def test_says_that_signatories_are_not_recorded(self, clerk: Clerk) -> None:
        """Nobody can sign a text without commitments, and none is not nobody."""
        clerk.adopt("BARE")

        report = of(clerk, "BARE")

        assert "Signatories are not recorded." in report.notes
        assert rows(report, "members") == []
        assert not any(isinstance(b, Paragraph) for b in section(report, "members").blocks)


class TestTreaty:
    def test_says_when_it_first_took_effect(self, clerk: Clerk) -> None:
        """For whom and when is what can be said; the treaty's own rule is not recorded."""
        tell(clerk, consented("ERE", "2026-04-01"), "2026-03-01")
        tell(clerk, consented("ATL", "2026-05-01"), "2026-03-01")
        first = "among the members, first for {}: 2026-04-01"

        report = of(clerk, TREATY)

        assert item(report, "Entry into force") == first.format("Erewhon")
        clerk.join("LIL", "Lilliput", "2025-01-01")
        tell(clerk, consented("LIL", "2026-04-01"), "2026-03-01")
        assert item(of(clerk, TREATY), "Entry into force") == first.format("Erewhon and Lilliput")
        assert report.banners == ("EXERCISE: members and acts are made up.",)

    def test_is_not_in_force_before(self, clerk: Clerk) -> None:
        """A day to come is no day on which it is in force; provisional application is none."""
        tell(clerk, consented("ERE", "2026-06-01"), "2026-03-01")
        provisional = consented("ATL", "2026-03-01", "provisional_application")
        tell(clerk, provisional, "2026-03-01")

        report = of(clerk, TREATY, "2026-05-31")

        assert item(report, "Entry into force") == "not in force for any member on this day"
        assert member(report, "ATL")["notes"] == ["applied provisionally"]

    def test_notes_how_it_was_signed(self, clerk: Clerk) -> None:
        """A signature ad referendum that nobody confirmed is none, and still worth a note."""
        tell(clerk, signed("ATL", "signature_ad_referendum"), "2026-02-01")
        tell(clerk, signed("ERE", "definitive_signature", spelling="Nowhere"), "2026-02-01")

        report = of(clerk, TREATY)

        assert member(report, "ATL")["standing"] == "none"
        assert member(report, "ATL")["notes"] == [
            "signed ad referendum on 2026-02-01, not confirmed"
        ]
        assert member(report, "ERE")["notes"] == ["definitive signature", "signed as Nowhere"]

    def test_notes_a_confirmation(self, clerk: Clerk) -> None:
        """Once confirmed it is a signature like any other, of its kind."""
        tell(clerk, signed("ATL", "signature_ad_referendum"), "2026-02-01")
        confirmed = c.SignatureConfirmed(commitment=TREATY, member="ATL", act=last_id(clerk))
        tell(clerk, confirmed, "2026-03-01")

        report = of(clerk, TREATY)

        assert member(report, "ATL")["standing"] == "signatory"
        assert member(report, "ATL")["notes"] == ["signature ad referendum"]


class TestStatements:
    def test_are_numbered_and_withdrawn(self, clerk: Clerk) -> None:
        """Who objects to what must be seen, and what no longer stands must not vanish."""
        statement = c.StatementMade(
            commitment=TREATY, member="ATL", kind="reservation", text="Not article 4."
        )
        tell(clerk, statement, "2026-02-01")
        reservation = last_id(clerk)
        objection = c.StatementMade(
            commitment=TREATY, member="ERE", kind="objection", text="We object.", to=reservation
        )
        tell(clerk, objection, "2026-02-02")
        withdrawn = c.Withdrawn(
            commitment=TREATY, member="ATL", of="reservation", ends=(reservation,)
        )
        tell(clerk, withdrawn, "2026-06-01")

        before, after = of(clerk, TREATY, "2026-05-31"), of(clerk, TREATY)

        told = [(r["number"], r["name"], r["to"], r["state"]) for r in rows(after, "statements")]
        assert told == [(1, "Atlantis", None, ["withdrawn"]), (2, "Erewhon", 1, ["stands"])]
        assert rows(before, "statements")[0]["state"] == ["stands"]
        assert member(after, "ERE")["notes"] == ["statement 2"]
        assert [row["of"] for row in rows(after, "withdrawals")] == ["reservation"]


class TestWithdrawals:
    def test_are_listed_once_with_all_commitments(self, clerk: Clerk) -> None:
        """One letter is one line; a withdrawal that was revoked says so."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.withdraw("ATL", PLEDGE, "2026-06-01")
        clerk.withdraw("ATL", PLEDGE, "2026-05-20", of="withdrawal")

        report = of(clerk)

        (withdrawal, revocation) = sorted(
            rows(report, "withdrawals"), key=lambda r: str(r["state"])
        )
        assert withdrawal["state"] == ["revoked"]
        assert withdrawal["commitments"] == "PLEDGE-1, PLEDGE-2"
        assert revocation["of"] == "withdrawal"

    def test_leaves_out_reports_and_other_texts(self, clerk: Clerk) -> None:
        """A withdrawn report is no withdrawal from a promise."""
        clerk.sign("ATL", PLEDGE, "2026-02-01")
        clerk.withdraw("ATL", "PLEDGE-2", "2026-06-01")
        clerk.scale()
        clerk.report("ATL", "PLEDGE-1", "limited", "2026-05-01")
        taken_back = c.Withdrawn(
            commitment="PLEDGE-1", member="ATL", of="report", ends=(last_id(clerk),)
        )
        tell(clerk, taken_back, "2026-06-01")

        assert rows(of(clerk, "PLEDGE-1"), "withdrawals") == []
        assert len(rows(of(clerk), "withdrawals")) == 1


class TestMended:
    def test_marks_what_was_wrong(self, clerk: Clerk) -> None:
        """Whoever compares two tables must see why a day is another one."""
        signed_at = clerk.sign("ATL", PLEDGE, "2026-02-01", excepting=("PLEDGE-2",))
        withdrawn_at = clerk.withdraw("ATL", "PLEDGE-1", "2026-06-01")
        clerk.correct(signed_at, on="2026-02-03")
        clerk.correct(withdrawn_at, on="2026-06-02")

        report = of(clerk)

        assert member(report, "ATL")["notes"] == ["corrected"]
        assert rows(report, "withdrawals")[0]["state"] == ["stands", "corrected"]


def test_names_members_that_may_have_belonged(clerk: Clerk) -> None:
    """They are in no row, and a reader must not take that for a word about them."""
    clerk.join("LAP", "Laputa", "2026")

    found = status(clerk.tables, ask("2026-06-30"), TODAY, instrument=PLEDGE)

    assert "Not certain on that day, and not counted: Laputa (joined 2026)." in found.notes


def test_shows_nothing_above_its_audience(clerk: Clerk) -> None:
    """A statement for the secretariat is none for members."""
    statement = c.StatementMade(
        commitment=TREATY, member="ATL", kind="reservation", text="Confidential."
    )
    entry = tell(clerk, statement, "2026-02-01")
    clerk.show(entry, Visibility.SECRETARIAT)

    assert rows(of(clerk, TREATY), "statements") == []
    assert member(of(clerk, TREATY), "ATL")["notes"] == []


def consented(code: str, in_force_on: str, kind: c.ConsentKind = "ratification") -> c.Consented:
    return c.Consented(
        commitment=TREATY,
        member=code,
        kind=kind,
        deposited_on=ImpreciseDate.parse("2026-03-01"),
        in_force_on=ImpreciseDate.parse(in_force_on),
    )


def signed(code: str, kind: c.SignatureKind, spelling: str | None = None) -> c.Signed:
    return c.Signed(
        commitment=TREATY,
        member=code,
        kind=kind,
        version="1",
        text_sha256=text_digest(f"We do {TREATY}."),
        spelling=spelling,
    )
