"""How much is read for an answer: as much as it tells, whatever else the register has."""

from datetime import date

import pytest

from application.event_store.streams import stream_id
from application.model_rows import EntryRow, MemberRow, StandingRow
from application.questions.across.overdue import overdue
from application.questions.across.overview import overview
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from application.questions.meetings.meeting_states import _ByMeeting
from application.questions.members.standings import matrix
from application.reports.annual.annual import annual
from application.reports.status import status
from domain.events.bodies import Established, InstrumentAdopted, RecordKeptFrom
from domain.events.meetings import MeetingConvened
from domain.events.progress import DueDate, ReportingExempted, ReportingScheduled
from domain.texts.standing import commitment_standing
from domain.values import LegalNature, Visibility
from infrastructure.read_model import standing_folding
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.counting import calls_of, counted
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    consented,
    joined,
    signed,
    withdrawn,
)

DAY, TODAY = date(2023, 6, 30), date(2023, 9, 1)


@pytest.mark.slow
def test_names_are_read_of_those_who_stand_somewhere(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Who else is in the body makes no question about a commitment longer."""
    writer.append(joined("M00"))
    writer.append(signed(member="M00"))

    def steps() -> int:
        with counted(model) as work:
            assert [row.name for row in model.standings(BODY, ["C-1"], as_of())] == ["Country M00"]
        return work.steps

    few = steps()
    for number in range(1, 50):
        writer.append(joined(f"M{number:02}"))
    model.head()
    assert steps() <= 1.1 * few


def test_what_is_settled_is_not_read_for_what_is_overdue(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """After the first time, which keeps of which commitments something is due."""
    due = DueDate(due_on=DAY, period_from=DAY, period_until=DAY)
    writer.append(RecordKeptFrom(), "2021-01-01")
    writer.append(joined())

    def adopt(commitment: str) -> None:
        scheduled = ReportingScheduled(commitment=commitment, frequency="yearly", first=due)
        writer.append(adopted(commitment))
        writer.append(consented(commitment, in_force_on="2022-01-01"))
        stream = stream_id("commitment", BODY, commitment)
        writer.append(scheduled, stream=stream)

    def read() -> int:
        overdue(model, Ask(taskforce=BODY), None, TODAY)
        with calls_of(Facts.fact.__code__) as decoded:
            rows = overdue(model, Ask(taskforce=BODY), None, TODAY).rows
        assert [row["about"] for row in rows] == ["C-1"]
        return decoded.count

    adopt("C-1")
    alone = read()
    for number in range(2, 12):
        adopt(f"C-{number}")
        freed = ReportingExempted(
            commitment=f"C-{number}", member="KEN", due_from=DAY, reason="It has none."
        )
        writer.append(freed, "2022-06-02")
    assert read() == alone


@pytest.mark.slow
def test_an_annual_report_puts_as_many_questions_whatever_there_is(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Texts, commitments and reports are read together."""

    def statements(number: int) -> int:
        text = InstrumentAdopted(
            reference=f"I-{number}", title="A text", legal_nature=LegalNature.POLITICAL
        )
        writer.append(text)
        writer.append(adopted(f"C-{number}", f"I-{number}"))
        writer.append(signed(f"C-{number}"))
        model.head()
        with counted(model) as work:
            report = annual(model, Ask(taskforce=BODY), TODAY, year="2022")
        assert f"I-{number}" in str(report.as_json())
        return len(work.statements)

    writer.append(joined())
    first = statements(1)
    assert [statements(number) for number in range(2, 6)] == [first] * 4


@pytest.mark.slow
def test_an_annual_report_reads_the_signatures_of_its_year(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Those of other years are in its counts, but only what was wrong of them is told."""

    def read() -> int:
        with calls_of(Facts.fact.__code__) as decoded:
            report = annual(model, Ask(taskforce=BODY), TODAY, year="2022")
        assert str(report.as_json()).count("'what': 'signed'") == 1
        return decoded.count

    writer.append(joined())
    writer.append(adopted())
    writer.append(signed(), "2022-12-31")
    of_year = read()
    for day in ("2020-05-01", "2021-12-31", "2023-01-01"):
        signature = writer.append(signed(), day)
    assert read() == of_year
    writer.append(signed(), "2023-02-01", corrects=signature)
    assert "entry 7" in str(annual(model, Ask(taskforce=BODY), TODAY, year="2022").notes)


def test_the_status_of_a_text_reads_no_acts_on_others(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """However many texts a body has."""

    def read(*texts: int) -> int:
        for number in texts:
            text = InstrumentAdopted(
                reference=f"I-{number}", title="A text", legal_nature=LegalNature.POLITICAL
            )
            writer.append(text)
            writer.append(adopted(f"C-{number}", f"I-{number}"))
            writer.append(signed(f"C-{number}"))
            writer.append(withdrawn(commitment=f"C-{number}"))
        with calls_of(Facts.fact.__code__) as decoded:
            report = status(model, Ask(taskforce=BODY), TODAY, instrument="I-1")
        assert "Country KEN" in str(report.as_json())
        return decoded.count

    writer.append(joined())
    alone = read(1)
    assert read(2, 3, 4) == alone + 3 * len(["text", "commitment, for its name"])


def test_a_matrix_of_one_text_reads_nothing_of_the_others(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """However many there are, and however many commitments they have."""

    def work(texts: range) -> tuple[int, int]:
        for number in texts:
            text = InstrumentAdopted(
                reference=f"I-{number}", title="A text", legal_nature=LegalNature.POLITICAL
            )
            writer.append(text)
            writer.append(adopted(f"C-{number}", f"I-{number}"))
            writer.append(signed(f"C-{number}"))
        model.head()
        with calls_of(EntryRow.__new__.__code__) as read, counted(model) as done:
            answer = matrix(model, Ask(taskforce=BODY), "I-1", TODAY)
        assert [each.key for each in answer.columns][1:] == ["standings.C-1"]
        return read.count, done.steps

    writer.append(joined())
    rows, steps = work(range(1, 2))
    more_rows, more_steps = work(range(2, 60))
    assert more_rows == rows
    assert more_steps <= 1.1 * steps


def test_a_matrix_of_all_texts_reads_a_row_a_cell(model: SQLiteReadModel, writer: Writer) -> None:
    """However many commitments a text has; SQLite finds the strongest standing."""
    writer.append(joined())
    for number in range(1, 50):
        writer.append(adopted(f"C-{number}"))
        writer.append(signed(f"C-{number}"))
    model.head()
    with calls_of(StandingRow.__new__.__code__) as made:
        (row,) = matrix(model, Ask(taskforce=BODY), None, TODAY).rows
    assert row["standings"] == {"I-1": "signatory"}
    assert made.count == 0


def test_what_a_member_does_about_a_whole_text_is_folded_once(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """However many commitments it has, which a rebuild folds one after the other."""
    for number in range(1, 9):
        writer.append(signed(f"C-{number}"))
        writer.append(withdrawn(commitment=f"C-{number}"), "2023")
        writer.append(signed(f"C-{number}", "PER"), f"2022-06-0{number}")
    with calls_of(commitment_standing.__code__) as folded:
        model.rebuild()
    of_kenya = len(["signed", "both until the withdrawal", "both after it"])
    assert folded.count == of_kenya + len(["signed by Peru"] * 8)


def test_no_more_histories_are_remembered_than_there_is_room_for(
    model: SQLiteReadModel, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was forgotten is folded again, to the same standings."""
    monkeypatch.setattr(standing_folding, "REMEMBERED", 1)
    days = {"C-1": "2022-06-01", "C-2": "2022-06-02", "C-3": "2022-06-01"}
    for commitment, day in days.items():
        writer.append(signed(commitment), day)
    with calls_of(commitment_standing.__code__) as folded:
        model.rebuild()
    assert folded.count == len(days)
    found = model.standings(BODY, [*days], as_of())
    assert {row.commitment: str(row.signed_on) for row in found} == days


def test_what_holds_in_the_body_is_told_without_what_is_on_commitments(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """An ending on a commitment ends what is on it, and nothing of the body."""

    def read() -> int:
        with calls_of(Facts.fact.__code__) as decoded:
            assert Facts(model, BODY, as_of()).last(Established) is not None
        return decoded.count

    writer.append(joined())
    few = read()
    for number in range(1, 9):
        writer.append(signed(f"C-{number}"))
        writer.append(withdrawn(commitment=f"C-{number}"))
    assert read() == few


def test_a_commitment_of_which_nothing_can_be_due_is_not_read_for_what_is(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Not even the first time, when nothing is kept."""

    def read() -> int:
        model.rebuild()
        with calls_of(Facts.fact.__code__) as decoded:
            assert overview(model, Ask(taskforce=BODY), TODAY).members == {"active": 1}
        return decoded.count

    writer.append(joined())
    few = read()
    for number in range(1, 9):
        writer.append(adopted(f"C-{number}"))
        writer.append(signed(f"C-{number}"))
    assert read() == few


def test_an_overview_reads_each_member_once(model: SQLiteReadModel, writer: Writer) -> None:
    """Its counts, and what needs attention, rest on the same members."""
    for member in ("KEN", "PER"):
        writer.append(joined(member))
    with calls_of(MemberRow.__new__.__code__) as read:
        assert overview(model, Ask(taskforce=BODY), TODAY).members == {"active": 2}
    assert read.count == len(["KEN", "PER"])


def test_an_overview_works_out_each_meeting_once(model: SQLiteReadModel, writer: Writer) -> None:
    """Its list of meetings, and what needs attention, rest on the same states.

    Members have states of their own only where something is hidden from them.
    """

    def told() -> int:
        with calls_of(_ByMeeting.record.__code__) as made:
            assert len(overview(model, Ask(taskforce=BODY), TODAY).meetings) == 1
        return made.count

    writer.append(MeetingConvened(meeting="M-1", kind="ordinary_session"), "2024-02-01")
    assert told() == 1

    hidden = MeetingConvened(meeting="M-2", kind="ordinary_session")
    writer.append(hidden, "2024-03-01", visibility=Visibility.SECRETARIAT)
    assert told() == len(["M-1 to members", "M-1 to the secretariat", "M-2 to the secretariat"])
