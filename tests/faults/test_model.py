"""Random commands, days and corrections against plain dictionaries: at each step, one answer."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody, Reinstate, Suspend
from application.acts.texts.consents import WithdrawFromText
from application.acts.texts.signatures import SignText
from application.entries import amending
from application.entries.amending import Amendment
from application.model_rows import AsOf
from application.recording.recording import Recording
from domain.errors import Refused
from domain.event import Recorded
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.texts import WithdrawnWhat
from domain.values import Visibility
from infrastructure.audit.log.findings import NOT_COMPARED
from infrastructure.audit.log.verify import verify
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import BODY, Office, day, open_log
from tests.faults.model import Found, Model

FIRST = date(2020, 1, 1)
DAYS = st.one_of(
    st.integers(0, 11).map(lambda n: (FIRST + timedelta(days=n)).isoformat()),
    st.sampled_from(["2019-12", "2020-01"]),
)
CODES = st.sampled_from(["ATL", "ATL", "ERE"])
PLACES = st.sampled_from(["T", "T-1", "T-2"])
PICKS = st.integers(0, 30)


def fact(record: Recorded) -> dict[str, str | tuple[str, ...]]:
    """Return what an event says, as plain text."""
    event, envelope = record.event, record.envelope
    about = envelope.corrects
    if isinstance(event, Retracted | VisibilityChanged):
        about = event.entry_id
    return {
        "id": str(envelope.event_id),
        "topic": event.TOPIC,
        "member": str(getattr(event, "member", "")),
        "commitment": str(getattr(event, "commitment", "")),
        "of": str(getattr(event, "of", "")),
        "on": str(envelope.effective_on or ""),
        "ends": tuple(map(str, event.ended)),
        "excepting": tuple(map(str, getattr(event, "excepting", ()))),
        "about": str(about or ""),
        "visibility": str(getattr(event, "visibility", envelope.visibility)),
    }


class RegisterAgainstModel(RuleBasedStateMachine):
    """Two members and a text of two commitments; whatever is refused must leave no trace."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.place = Path(self.folder.name)
        self.log = open_log(self.place / "register.db")
        self.tables = SQLiteReadModel(self.log, self.place / "tables", batch_size=3)
        self.office = Office(self.log, self.tables)
        self.office.set_clock("2026-01-01T12:00:00")
        self.office.establish()
        self.office.adopt_text(commitments_of_it=("T-1", "T-2"))
        self.office.join("ATL", "2020-01-01")
        self.model = Model([fact(each) for each in self.office.records])
        self.began = len(self.model.facts)
        self.asked = (FIRST, FIRST + timedelta(days=6))

    def teardown(self) -> None:
        """Whatever was recorded: the log fits itself, and grows the same tables anew."""
        with SQLiteReadModel(self.log) as anew:
            assert anew.digests() == self.tables.digests()
        self.tables.close()
        self.log.close()
        assert verify(self.place / "register.db").exit_code == NOT_COMPARED
        self.folder.cleanup()

    def tries(self, use_case: Callable[[Recording], None], on: str = "2020-01-05") -> None:
        self.asked = (day(on).latest or FIRST, self.asked[0])
        try:
            receipt = self.office.record(use_case)
        except Refused:
            assert self.office.head == len(self.model.facts)
        else:
            self.model.facts.extend(map(fact, receipt.records))

    def entry(self, pick: int) -> str:
        """Return an entry of those that were recorded by the rules, of the last ones rather."""
        return f"@{max(self.began, len(self.model.facts) - pick)}"

    @rule(code=CODES, on=DAYS)
    def join(self, code: str, on: str) -> None:
        self.tries(lambda r: Join(member=code, on=day(on), name=code).record(r, BODY), on)

    @rule(code=CODES, on=DAYS)
    def leave(self, code: str, on: str) -> None:
        self.tries(lambda r: LeaveBody(member=code, on=day(on)).record(r, BODY), on)

    @rule(code=CODES, on=DAYS)
    def suspend(self, code: str, on: str) -> None:
        self.tries(lambda r: Suspend(member=code, on=day(on)).record(r, BODY), on)

    @rule(code=CODES, on=DAYS)
    def reinstate(self, code: str, on: str) -> None:
        self.tries(lambda r: Reinstate(member=code, on=day(on)).record(r, BODY), on)

    @rule(code=CODES, on=DAYS, excepting=st.sampled_from([(), (), ("T-1",), ("T-2",)]))
    def sign(self, code: str, on: str, excepting: tuple[str, ...]) -> None:
        signed = SignText(member=code, instrument="T", excepting=excepting, on=day(on))
        self.tries(lambda r: signed.record(r, BODY), on)

    @rule(code=CODES, on=DAYS, reference=PLACES, again=st.booleans())
    def withdraw(self, code: str, on: str, reference: str, *, again: bool) -> None:
        of: WithdrawnWhat = "withdrawal" if again else "signature"
        self.tries(
            lambda r: WithdrawFromText(member=code, commitment=reference, of=of, on=day(on)).record(
                r, BODY
            ),
            on,
        )

    @rule(pick=PICKS, on=DAYS)
    @precondition(lambda self: self.office.head >= self.began)
    def correct(self, pick: int, on: str) -> None:
        amendment = Amendment(self.entry(pick), {"on": on})
        self.tries(lambda r: amending.correct(r, [amendment], "error"), on)

    @rule(pick=PICKS)
    def retract(self, pick: int) -> None:
        self.tries(lambda r: amending.retract(r, [self.entry(pick)], "It was never true."))

    @rule(pick=PICKS, audience=st.sampled_from(Visibility))
    def show(self, pick: int, audience: Visibility) -> None:
        self.tries(lambda r: amending.show_to(r, [self.entry(pick)], audience))

    @invariant()
    def answers_as_the_model_does(self) -> None:
        """For two days, as known at two points, to everybody who may ask."""
        head = self.office.head
        for on in self.asked:
            for known in {head, (head + self.began) // 2}:
                for audience in Visibility:
                    asked = AsOf(
                        on=on, position=known, recorded_at=None, known="", audience=audience
                    )
                    said = {row.member: row.standing for row in self.tables.members(BODY, asked)}
                    assert said == self.model.members(on, known, audience.value)
                    assert self.standings(asked) == self.model.standings(on, known, audience.value)

    def standings(self, asked: AsOf) -> Found:
        return {
            f"{row.member} {row.commitment}": (row.standing, str(row.signed_on))
            for row in self.tables.standings(BODY, ["T-1", "T-2"], asked)
        }


TestRegisterAgainstModel = pytest.mark.slow(RegisterAgainstModel.TestCase)
TestRegisterAgainstModel.settings = settings(max_examples=60, stateful_step_count=30)
