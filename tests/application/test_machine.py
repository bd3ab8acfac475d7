"""The register under any sequence of commands: nobody acts who was no member on that day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody, Reinstate, Suspend
from application.acts.texts.consents import Consent
from application.acts.texts.signatures import SignText
from application.entries import amending
from application.event_store.streams import stream_id
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events.texts import Consented, Signed
from domain.members.member import Member
from domain.texts.commitment import Commitment
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import BODY, Office, day, open_log
from tests.often import often

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 9).map(lambda n: (FIRST + timedelta(days=n)).isoformat())


class RegisterMachine(RuleBasedStateMachine):
    """One member joins, leaves, is suspended, signs and withdraws, on days in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        place = Path(self.folder.name)
        self.log = open_log(place / "register.db")
        self.tables = SQLiteReadModel(self.log, place / "tables")
        self.office = Office(self.log, self.tables)
        self.office.set_clock("2026-01-01T12:00:00")
        self.office.establish()
        self.office.adopt_text(commitments_of_it=("T-1",))
        self.office.join("ATL", "2020-01-03")

    def teardown(self) -> None:
        self.tables.close()
        self.log.close()
        self.folder.cleanup()

    def tries(self, use_case: Callable[[Recording], None]) -> None:
        before = self.office.head
        try:
            self.office.record(use_case)
        except Refused:
            assert self.office.head == before

    @rule(on=DAYS)
    def join(self, on: str) -> None:
        self.tries(lambda r: Join(member="ATL", on=day(on), name="Atlantis").record(r, BODY))

    @rule(on=DAYS)
    def leave(self, on: str) -> None:
        self.tries(lambda r: LeaveBody(member="ATL", on=day(on)).record(r, BODY))

    @rule(on=DAYS)
    def suspend(self, on: str) -> None:
        self.tries(lambda r: Suspend(member="ATL", on=day(on)).record(r, BODY))

    @rule(on=DAYS)
    def reinstate(self, on: str) -> None:
        self.tries(lambda r: Reinstate(member="ATL", on=day(on)).record(r, BODY))

    @rule(on=DAYS)
    def sign(self, on: str) -> None:
        self.tries(lambda r: SignText(member="ATL", instrument="T", on=day(on)).record(r, BODY))

    @rule(on=DAYS)
    def consent(self, on: str) -> None:
        self.tries(
            lambda r: Consent(
                member="ATL", commitment="T", kind="ratification", deposited_on=day(on)
            ).record(r, BODY)
        )

    @rule(position=st.integers(5, 12))
    def retract_an_act(self, position: int) -> None:
        if position > self.office.head:
            return
        event = self.office.records[position - 1].event
        if isinstance(event, Signed | Consented):
            self.tries(lambda r: amending.retract(r, [f"@{position}"], "Never."))

    @invariant()
    def every_act_is_that_of_an_active_member(self) -> None:
        member = self.log.load(stream_id("member", BODY, "ATL"), Member)
        commitment = self.log.load(stream_id("commitment", BODY, "T-1"), Commitment)
        acts = (*commitment.history.each(Signed), *commitment.history.each(Consented))
        for entry, _ in acts:
            member.must_be_active(entry.begins)


TestRegisterMachine = RegisterMachine.TestCase
TestRegisterMachine.settings = settings(max_examples=often(25), stateful_step_count=15)
