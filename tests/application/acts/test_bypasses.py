"""Ways around a rule: by a correction, by leaving first, by a day that is none, by a double."""

from datetime import date

import pytest

from application.acts.bodies import appoint
from application.acts.members.joining import Join
from application.acts.members.leaving import Reinstate, Suspend
from application.acts.members.names import rename
from application.acts.progress.reports import record_report
from application.acts.texts.consents import Confirm, MakeStatement, WithdrawFromText
from application.acts.texts.signatures import SignText
from application.entries import amending
from application.questions.asking.ask import Ask
from application.questions.log.history import conflicts
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Contradicted, Malformed, Refused, UnfitText
from domain.events.bodies import ChairAppointed, InstrumentAdopted, ScaleRegistered, ScaleValue
from domain.events.meetings import MeetingConvened
from domain.events.members import Renamed
from domain.events.progress import ProgressReported
from domain.events.texts import SignatureKind
from domain.members.duplicates import no_country
from domain.values import ImpreciseDate, LegalNature, MemberKind
from tests.application.given import BODY, Office, day

SCALE = ScaleRegistered(
    scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label="Low"),)
)
REPORT = ProgressReported(
    commitment="T-1", member="ATL", scale="ogp", scale_version="1", assessment="low"
)


def stated(on: ImpreciseDate) -> MakeStatement:
    return MakeStatement(member="ATL", commitment="T-1", kind="reservation", text="Not 3.", on=on)


def sign_ad_referendum(recording: Recording) -> None:
    kind: SignatureKind = "signature_ad_referendum"
    SignText(member="ATL", instrument="T", on=day("2021-01-01"), kind=kind).record(recording, BODY)


@pytest.fixture
def gone(office: Office) -> Office:
    """ATL signed ad referendum and another text, withdrew from that, and left the body."""
    office.adopt_text()
    office.adopt_text("U", commitments_of_it=("U-1",))
    office.join("ATL", "2020-01-01")
    office.record(sign_ad_referendum)
    office.sign("ATL", "2021-01-01", "U")
    office.act(
        WithdrawFromText(member="ATL", commitment="U", of="signature", on=day("2021-02-01")).record
    )
    office.leave("ATL", "2021-03-01")
    return office


def test_who_left_neither_confirms_nor_revokes_nor_states(gone: Office) -> None:
    """Each of them would make it a signatory, or bind others, after it left."""
    later = day("2021-06-01")

    with pytest.raises(Contradicted, match="can confirm a signature"):
        gone.act(Confirm(member="ATL", commitment="T", on=later).record)
    with pytest.raises(Contradicted, match="can revoke a withdrawal"):
        gone.act(WithdrawFromText(member="ATL", commitment="U", of="withdrawal", on=later).record)
    with pytest.raises(Contradicted, match="can make a statement"):
        gone.act(stated(later).record)


def test_who_made_a_statement_was_a_member_on_that_day(office: Office) -> None:
    """So it does not leave before it, by an entry of later."""
    office.adopt_text()
    office.join("ATL", "2020-01-01")
    office.act(stated(day("2021-01-01")).record)

    with pytest.raises(Contradicted, match="ATL statement made, 2021-01-01"):
        office.leave("ATL", "2020-06-01")


def test_a_signature_that_has_ended_is_not_confirmed(office: Office) -> None:
    """The confirmation would rest on nothing."""
    office.adopt_text()
    office.join("ATL", "2020-01-01")
    office.record(sign_ad_referendum)
    office.act(Confirm(member="ATL", commitment="T", on=day("2021-02-01")).record)
    confirmed = office.head
    office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2021-06-01")).record
    )

    with pytest.raises(Contradicted, match="rests on an act that does not stand"):
        office.correct(f"@{confirmed}", on="2021-07-01")


def test_nobody_is_a_party_before_it_consented(office: Office) -> None:
    """A succession looks back; an accession does not, and no definitive signature does."""
    office.adopt_text()
    office.join("ATL", "2020-01-01")

    with pytest.raises(Contradicted, match="cannot take effect on 2021-02-01"):
        office.consent("ATL", "2021-06-01", "2021-02-01", "accession")
    with pytest.raises(Contradicted, match="cannot take effect on 2021-01-01"):
        office.act(
            SignText(
                member="ATL",
                instrument="T",
                kind="definitive_signature",
                in_force_on=day("2021-01-01"),
                on=day("2021-06-01"),
            ).record
        )
    assert office.consent("ATL", "2021-06-01", "2021-02-01", "succession")


def test_some_day_must_be_left_on_which_all_can_hold(office: Office) -> None:
    """Two suspensions that meet leave no day of the year, though each leaves some."""
    office.adopt_text()
    office.join("ATL", "2026-03-01")
    office.act(Suspend(member="ATL", on=day("2026-03-01"), until=day("2026-04-01")).record)
    office.act(Suspend(member="ATL", on=day("2026-04-01")).record)

    with pytest.raises(Contradicted, match="on 2026-0"):
        office.sign("ATL", "2026")
    office.act(Reinstate(member="ATL", on=day("2026-12-31")).record)
    assert office.sign("ATL", "2026")


def test_a_new_name_outlives_an_unknown_joining_day(office: Office) -> None:
    """The member was called so when it joined, whenever that was."""
    office.join("ATL", "unknown")
    office.act(rename, Renamed(member="ATL", name="New Atlantis"), day("2021-01-01"))

    with pytest.raises(Refused, match="called 'New Atlantis' already"):
        office.act(rename, Renamed(member="ATL", name="New Atlantis"), day("2022"))


def test_what_corrections_make_of_others_is_shown_as_a_conflict(office: Office) -> None:
    """A true correction of a member or a scale must not be stopped, nor pass unseen."""
    office.adopt_text()
    office.join("ATL", "2020-01-01")
    joined = office.head
    office.record(lambda r: body_events.record(r, BODY, SCALE))
    scale = office.head
    office.sign("ATL", "2021-01-01")
    office.record(lambda r: record_report(r, BODY, REPORT, day("2022")))

    office.correct("@2", open_to='["state"]')
    office.correct(f"@{joined}", kind="treaty_body")
    office.retract(f"@{scale}")
    office.correct("@2", on="2019-12-01")

    found = conflicts(
        office.log, office.read_model, Ask(taskforce=BODY), date(2026, 1, 1), no_country
    )
    problems = [str(row["problem"]) for row in found.rows]
    assert any("not eligible" in problem for problem in problems)
    assert any("no scale 'ogp 1'" in problem for problem in problems)
    assert any("was adopted on 2019-12-01 only" in problem for problem in problems)


@pytest.mark.parametrize(
    ("field", "value"),
    [("values", "[]"), ("values", '[{"value":"x","label":"x"},{"value":"x","label":"y"}]')],
)
def test_a_scale_is_not_corrected_into_none(office: Office, field: str, value: str) -> None:
    """What could not be registered cannot be made of it afterwards."""
    office.record(lambda r: body_events.record(r, BODY, SCALE))

    with pytest.raises(Contradicted, match="each only once"):
        office.correct(f"@{office.head}", "error", **{field: value})


def test_nothing_is_there_twice_after_a_retraction_was_undone(office: Office) -> None:
    """Retract, record anew, then correct the old one: two scales of one name."""
    office.record(lambda r: body_events.record(r, BODY, SCALE))
    first = office.head
    office.retract(f"@{first}")
    office.record(lambda r: body_events.record(r, BODY, SCALE))

    with pytest.raises(Contradicted, match="recorded already"):
        office.correct(f"@{first}", title="Another title")


def test_a_commitment_is_not_adopted_twice_either(office: Office) -> None:
    """Two texts under one reference are no text."""
    office.adopt_text()
    office.retract("@3")
    office.adopt_text("V", commitments_of_it=("T-1",))

    with pytest.raises(Contradicted, match="adopted already"):
        office.correct("@3", text="The first.")


def test_meetings_and_terms_do_not_run_backwards_by_a_correction(office: Office) -> None:
    """They were checked when they were entered."""
    meeting = MeetingConvened(meeting="M", kind="inaugural")
    office.record(lambda r: body_events.record(r, BODY, meeting, day("2026-01-01")))

    with pytest.raises(Contradicted, match="cannot end on 2020-01-01"):
        office.correct(f"@{office.head}", ends_on="2020-01-01")
    office.join("ATL", "2020-01-01")
    chair = ChairAppointed(chair="ATL", term_ends_on=day("2019"))
    with pytest.raises(Contradicted, match="cannot end on 2019"):
        office.record(lambda r: appoint(r, BODY, chair, day("2021")))


def test_a_report_has_a_period_that_runs_forwards(office: Office) -> None:
    """Its days are inclusive."""
    office.adopt_text()
    office.join("ATL", "2020-01-01")
    office.record(lambda r: body_events.record(r, BODY, SCALE))
    office.record(lambda r: record_report(r, BODY, REPORT, day("2022")))

    with pytest.raises(Contradicted, match="ends before it begins"):
        office.correct(
            f"@{office.head}", "error", period_from="2022-02-01", period_until="2022-01-01"
        )


def test_an_entry_is_retracted_once_in_one_command(office: Office) -> None:
    """A number typed twice is a slip."""
    position = office.join().last

    with pytest.raises(Refused, match="retracted already"):
        office.record(lambda r: amending.retract(r, [f"@{position}", f"@{position}"], "Never."))


@pytest.mark.parametrize(
    ("key", "error"), [("", Malformed), ("k" * 201, Malformed), ("ada@example.org", UnfitText)]
)
def test_a_command_key_is_kept_for_ever_too(
    office: Office, key: str, error: type[Exception]
) -> None:
    """So it must not hold what nothing else may hold."""
    with pytest.raises(error):
        office.record(
            lambda r: Join(member="ATL", on=day("2020"), name="A").record(r, BODY), key=key
        )


def test_a_text_is_no_other_kind_in_its_next_version(office: Office) -> None:
    """Who signed a political text did not sign a treaty."""
    text = InstrumentAdopted(reference="P", title="P", legal_nature=LegalNature.POLITICAL)
    office.record(lambda r: body_events.record(r, BODY, text, day("2020")))
    other = text.model_copy(update={"version": "2", "legal_nature": LegalNature.TREATY})

    with pytest.raises(Contradicted, match="cannot be both"):
        office.record(lambda r: body_events.record(r, BODY, other, day("2021")))
    assert MemberKind.STATE not in text.open_to
