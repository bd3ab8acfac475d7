"""The figures of an audit: counted as reports count them, and again by the entries."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.acts.texts.consents import Confirm, Consent, InForce
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from application.reports.audit.recount import StandingRecount
from domain.events.members import Suspended
from domain.events.progress import ReportApproved, ReportReturned
from domain.events.texts import ConsentKind
from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import TREATY, Clerk, on
from tests.application.reports.audit.given import id_of
from tests.application.reports.audit.given_sample import counts, places, sampled
from tests.application.reports.audit.given_sample import told as signed_by_letter
from tests.application.reports.given import rows, tell
from tests.infrastructure.read_model.given import BODY as OTHER_BODY
from tests.infrastructure.read_model.given import Writer, as_of, in_use, opened
from tests.infrastructure.read_model.histories import COMMITMENTS, DAYS, Step, steps, write
from tests.often import often


@pytest.fixture
def told(after: After) -> Clerk:
    return after(begin, signed_by_letter)


class TestPopulation:
    def test_counts_members_by_their_standing(self, told: Clerk) -> None:
        """Each of them is traced to the entries that make it so."""
        told.join("LAP", "Laputa", "2026-01-01")
        told.join("LIL", "Lilliput", "2026-01-01")
        told.leave("LAP", "2026-02-01")
        tell(told, Suspended(member="LIL"), "2026-02-01")

        report = sampled(told)

        names = ("active", "suspended", "withdrawn", "applicant")
        assert [counts(report)[f"members {name}"] for name in names] == [2, 1, 1, 1]
        assert [places(report, f"members {name}") for name in names] == [
            [2, 3],
            [14, 16],
            [13, 15],
            [12],
        ]

    def test_counts_what_reports_count_in_these_days(self, told: Clerk) -> None:
        """What is for a day outside is not counted, whenever it was recorded."""
        told.scale()
        told.report("ATL", "PLEDGE-1", "limited", "2026-03-01")
        told.report("ATL", "PLEDGE-2", "limited", "2025-03-01")
        report_id = told.register.log.read(13, 1)[0].envelope.event_id
        approved = ReportApproved(
            commitment="PLEDGE-1", member="ATL", report=report_id, reviewer="ERE"
        )
        tell(told, approved, "2026-03-05")

        found = counts(sampled(told))

        assert found["progress reports received"] == 1
        assert found["progress reports approved on PLEDGE-1"] == 1
        assert "progress reports received on PLEDGE-2" not in found

    def test_counts_members_by_what_they_said_last(self, told: Clerk) -> None:
        """A report that was returned does not count, unless it was corrected afterwards."""
        told.scale()
        told.report("ATL", "PLEDGE-1", "limited", "2026-03-01")
        told.report("ATL", "PLEDGE-1", "done", "2026-04-01")
        told.report("ERE", "PLEDGE-1", "limited", "unknown")
        told.report("ATL", "PLEDGE-2", "limited", "2026-04-01")
        told.report("ATL", "PLEDGE-2", "done", "2026-12-31")
        for entry, commitment in ((15, "PLEDGE-1"), (17, "PLEDGE-2")):
            tell(told, returned(told, entry, commitment), "2026-04-05")

        before = counts(sampled(told))
        told.correct(15, assessment="not_started")
        approval = ReportApproved(
            commitment="PLEDGE-1", member="ATL", report=id_of(told, 15), reviewer="ERE"
        )
        tell(told, approval, "2026-04-06")
        after = sampled(told)

        assert {name: n for name, n in before.items() if name.startswith("members at")} == {
            "members at limited on PLEDGE-1 (OGP 1)": 2
        }
        assert {name: n for name, n in counts(after).items() if name.startswith("members at")} == {
            "members at limited on PLEDGE-1 (OGP 1)": 1,
            "members at not started on PLEDGE-1 (OGP 1)": 1,
        }
        assert places(after, "members at not started on PLEDGE-1 (OGP 1)") == [15, 21]

    def test_counts_parties_of_a_treaty(self, told: Clerk) -> None:
        """Bound from entry into force, contracting from deposit, and never by provisional acts."""
        for code in ("LAP", "LIL", "RUR", "NIN", "ZEM", "QUI"):
            told.join(code, code)
        consent(told, "ATL", "ratification", "2026-02-01", "2026-03-01")
        consent(told, "ERE", "ratification", "2026-02-01", None)
        consent(told, "LAP", "provisional_application", "2026-02-01", "2026-02-01")
        consent(told, "LIL", "ratification", "2026-02-01", "unknown")
        consent(told, "RUR", "ratification", "2026-02-01", "2026-12-31")
        consent(told, "NIN", "ratification", "2026-02-01", None)
        told.act(InForce(member="NIN", commitment=TREATY, on=on("2026-04-01")).record)
        told.sign("ZEM", TREATY, "2026-02-01", kind="definitive_signature")
        consent(told, "QUI", "succession", "2026-12-15", "2026-01-01")

        found = counts(sampled(told))

        assert found[f"parties of {TREATY}"] == 4
        assert found[f"contracting parties of {TREATY}"] == 4

    def test_counts_signatures_ad_referendum_from_their_confirmation(self, told: Clerk) -> None:
        """Until then they are none."""
        told.sign("ATL", TREATY, "2026-02-01", kind="signature_ad_referendum")
        told.sign("ERE", TREATY, "2026-02-01", kind="signature_ad_referendum")
        told.act(Confirm(member="ERE", commitment=TREATY, on=on("2026-03-01")).record)

        report = sampled(told)

        assert counts(report)[f"signatories of {TREATY}"] == 1
        assert places(report, f"signatories of {TREATY}") == [14, 15]

    def test_counts_what_was_confirmed_although_its_day_is_not_known(self, told: Clerk) -> None:
        """It was signed some time in the year, and for certain before it was confirmed."""
        told.sign("ERE", TREATY, "2026", kind="signature_ad_referendum")
        told.act(Confirm(member="ERE", commitment=TREATY, on=on("2026-03-01")).record)

        population = rows(sampled(told), "population")

        found = {row["figure"]: row for row in population}[f"signatories of {TREATY}"]
        assert (found["value"], found["recounted"], found["agrees"]) == (1, 1, "yes")

    def test_counts_what_ended_although_its_beginning_is_not_known(self, told: Clerk) -> None:
        """What ended must have begun, even where that was recorded afterwards only."""
        told.on_day("2026-03-01")
        told.join("LAP", "Laputa", "unknown", until="2026-02-01")

        assert counts(sampled(told, day="2026-02-15"))["members withdrawn"] == 1

    def test_tells_where_a_report_and_the_entries_disagree(
        self, told: Clerk, tmp_path: Path
    ) -> None:
        """A table that somebody changed gives a wrong report; the entries give it away."""
        assert counts(sampled(told))["signatories of PLEDGE"] == 2
        with closing(sqlite3.connect(in_use(tmp_path / "register.read"))) as db, db:
            db.execute("DELETE FROM standing WHERE member_id = 3")

        found = {row["figure"]: row for row in rows(sampled(told), "population")}

        assert found["signatories of PLEDGE"]["agrees"] == "no"
        assert found["signatories of PLEDGE"]["value"] == 1
        assert found["signatories of PLEDGE"]["recounted"] == 2
        assert found["members active"]["agrees"] == "yes"


def returned(clerk: Clerk, entry: int, commitment: str) -> ReportReturned:
    return ReportReturned(
        commitment=commitment,
        member="ATL",
        report=id_of(clerk, entry),
        reviewer="ERE",
        reason="Say more.",
    )


def consent(clerk: Clerk, code: str, kind: ConsentKind, day: str, force: str | None) -> None:
    in_force = on(force) if force else None
    clerk.act(
        Consent(
            member=code, commitment=TREATY, kind=kind, deposited_on=on(day), in_force_on=in_force
        ).record
    )


@contextmanager
def random(given_steps: list[Step]) -> Iterator[ReadModel]:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        write(Writer(log, now=datetime(2022, 1, 1, 12, tzinfo=UTC)), given_steps)
        with SQLiteReadModel(log, Path(name) / "tables") as read_model:
            yield read_model


def sensible(told: list[Step]) -> list[Step]:
    """Leave out endings of what they cannot end, which no command records."""
    return [replace(step, pause=step.pause or int(step.pick == 0)) for step in told]


@pytest.mark.slow
@settings(max_examples=often(200))
@given(steps.map(sensible), st.sampled_from([*DAYS, date(2030, 1, 1)]), st.sampled_from(Visibility))
def test_counts_as_the_reports_do_whatever_was_recorded(
    given_steps: list[Step], day: date, audience: Visibility
) -> None:
    """Two ways of counting that differ would raise a false alarm, or hide a true one."""
    with random(given_steps) as read_model:
        at = replace(as_of(audience=audience), on=day, position=read_model.head())
        bonds = StandingRecount(Facts(read_model, OTHER_BODY, at))
        standings = read_model.standings(OTHER_BODY, COMMITMENTS[:1], at)
        members = {(row.member, row.standing) for row in read_model.members(OTHER_BODY, at)}

        counted, belonging = bonds.standings(COMMITMENTS[:1]), bonds.memberships()

        for word in ("party", "contracting_party", "signatory"):
            found = {each.named for each in counted.get(word, [])}
            assert found == {row.member for row in standings if row.standing == word}
        assert {(each.named, word) for word in belonging for each in belonging[word]} == members
