"""How much work a question is: decoded events, counted, never timed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from application.model_rows import AsOf, EntryRow, Kept
from application.questions.across.overview import overview
from application.questions.across.still_due import due_items
from application.questions.asking.ask import as_of
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.log.history import conflicts
from application.questions.meetings.meeting_states import meeting_records
from application.questions.members.standings import status
from application.questions.progress.obligations import obligations
from application.questions.progress.reports import reports
from domain.event import Event
from domain.members.duplicates import no_country
from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.questions.given import BODY, PLEDGE, TODAY, TREATY, Clerk, ask
from tests.application.questions.given_meetings import begin, hold
from tests.application.questions.given_progress import Secretary


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each event was decoded, by its position."""
    counted: Counter[int] = Counter()
    decode = Facts.fact

    def fact(self: Facts, kind: type[Event], row: EntryRow) -> Fact[Event]:
        counted[row.position] += 1
        return decode(self, kind, row)

    monkeypatch.setattr(Facts, "fact", fact)
    return counted


def _facts(clerk: Clerk, audience: Visibility) -> Facts:
    return Facts(clerk.tables, BODY, as_of(clerk.tables, ask(audience=audience), TODAY))


@pytest.mark.parametrize("audience", [Visibility.MEMBERS, Visibility.SECRETARIAT])
def test_each_event_is_decoded_once_however_many_meetings_there_are(
    new: Clerk, decoded: Counter[int], audience: Visibility
) -> None:
    begin(new)
    for number in range(1, 5):
        hold(new, f"2026-{number}", f"2026-0{number}-10", "ATL:present")
    decoded.clear()
    facts = _facts(new, audience)
    assert len(meeting_records(facts)) == 4
    due_items(facts)
    assert max(decoded.values()) == 1


def _ask_of_one(clerk: Clerk, decoded: Counter[int]) -> int:
    """Return how many events two questions about one commitment decode."""
    decoded.clear()
    status(clerk.tables, ask(), "PLEDGE-1", TODAY)
    reports(clerk.tables, ask(), "PLEDGE-1", TODAY)
    return decoded.total()


def test_a_question_about_one_commitment_decodes_nothing_of_others(
    clerk: Clerk, decoded: Counter[int]
) -> None:
    clerk.scale()
    for member in ("ATL", "ERE"):
        clerk.sign(member, PLEDGE, "2026-01-05")
    clerk.report("ATL", "PLEDGE-1", "limited", "2026-02-01")
    alone = _ask_of_one(clerk, decoded)
    for day in ("2026-03-01", "2026-04-01", "2026-05-01"):
        clerk.report("ERE", "PLEDGE-2", "limited", day)
    assert _ask_of_one(clerk, decoded) == alone > 0


def test_who_is_bound_is_asked_once_however_many_reports_were_due(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    bound = SQLiteReadModel.bound

    def counted(
        self: SQLiteReadModel,
        taskforce: str,
        dues: Sequence[tuple[str, date, str]],
        at: AsOf,
        member: str | None = None,
    ) -> Sequence[tuple[str, date, str]]:
        asked.append(len(dues))
        return bound(self, taskforce, dues, at, member)

    monkeypatch.setattr(SQLiteReadModel, "bound", counted)
    Secretary(clerk).schedule("PLEDGE-1", frequency="monthly")
    Secretary(clerk).schedule("PLEDGE-2", frequency="quarterly")
    obligations(_facts(clerk, Visibility.SECRETARIAT))
    assert len(asked) == 1
    assert asked[0] > 4


@pytest.mark.slow
def test_after_an_entry_only_its_commitment_is_worked_out_again(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: set[tuple[str, str]] = set()
    keep = SQLiteReadModel.keep

    def counted(
        self: SQLiteReadModel, code: str, what: str, position: int, found: Mapping[str, Kept | None]
    ) -> None:
        worked_out.update((what, scope) for scope in found)
        keep(self, code, what, position, found)

    monkeypatch.setattr(SQLiteReadModel, "keep", counted)

    def overview_works_out() -> set[tuple[str, str]]:
        worked_out.clear()
        everything = ask(audience=Visibility.SECRETARIAT)
        known = conflicts(clerk.register.log, clerk.tables, everything, TODAY, no_country)
        overview(clerk.tables, everything, TODAY, len(known.rows))
        return set(worked_out)

    def both(*scopes: str) -> set[tuple[str, str]]:
        return {(what, scope) for what in ("conflicts", "due") for scope in scopes}

    assert overview_works_out() == both("", "PLEDGE-1", "PLEDGE-2", TREATY)
    assert overview_works_out() == set()
    clerk.consent("ATL", TREATY, "2026-01-05")
    assert overview_works_out() == both(TREATY)
    clerk.join("ZUB", "Zubrowka")
    assert overview_works_out() == both("")
    clerk.leave("ATL", "2026-01-08")
    assert overview_works_out() == both("", TREATY)
    clerk.adopt("SECOND", "SECOND-1")
    assert overview_works_out() == both("", "SECOND-1")
    clerk.scale()
    assert overview_works_out() == both("", "PLEDGE-1", "PLEDGE-2", TREATY, "SECOND-1")
