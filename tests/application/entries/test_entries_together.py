"""Corrections of several entries, retractions, and who may see an entry."""

from collections.abc import Callable

import pytest

from application.acts.members.joining import Join
from application.acts.members.leaving import Suspend
from application.acts.members.names import rename
from application.acts.texts.consents import WithdrawFromText
from application.entries import amending
from application.entries.amending import Amendment
from application.event_store.streams import stream_id
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Contradicted, Malformed, Refused
from domain.events.bodies import TaskAdopted
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.members import Renamed
from domain.values import UNKNOWN, Source, Visibility
from tests.application.entries.test_entries import correct, entry_of
from tests.application.given import ANYBODY, BODY, Office, day, last

TASK = TaskAdopted(reference="K1", text="Respond.")


def test_three_dates_that_depend_on_each_other_shift_at_once(office: Office) -> None:
    """One by one each would contradict the next."""
    joined = office.join("ATL", "2020-01-01").last
    suspended = office.act(Suspend(member="ATL", on=day("2020-02-01")).record).last
    left = office.leave("ATL", "2020-03-01").last
    later = [
        Amendment(f"@{joined}", {"on": "2021-01-01"}),
        Amendment(f"@{suspended}", {"on": "2021-02-01"}),
        Amendment(f"@{left}", {"on": "2021-03-01"}),
    ]

    with pytest.raises(Contradicted):
        correct(office, later[0])
    correct(office, *later)

    assert office.head == left + 3
    assert len({r.envelope.correlation_id for r in office.records[-3:]}) == 1
    assert office.last().envelope.correlation_id is not None


def test_amendments_in_several_streams_take_effect_together(office: Office) -> None:
    """All or none."""
    one, other = office.join("ATL").last, office.join("ZUB").last

    correct(
        office,
        Amendment(f"@{one}", {"name": "Atlantida"}),
        Amendment(f"@{other}", {"name": "Zubrowka"}),
    )

    assert office.head == other + 2
    with pytest.raises(Malformed):
        correct(
            office,
            Amendment(f"@{one}", {"name": "Atlantis"}),
            Amendment(f"@{other}", {"colour": "red"}),
        )
    assert office.head == other + 2


def test_one_entry_is_amended_once_in_a_command(office: Office) -> None:
    """The second amendment would undo the first without a word."""
    position = office.join().last
    identifier = str(entry_of(office, position))[:8]

    with pytest.raises(Malformed, match="named twice"):
        correct(
            office,
            Amendment(f"@{position}", {"name": "Atlantida"}),
            Amendment(identifier, {"on": "2021"}),
        )


def test_a_true_correction_that_contradicts_another_stream_is_accepted(office: Office) -> None:
    """Else the register would deadlock; it is shown under conflicts."""
    office.adopt_text()
    position = office.join("ATL", "2020-01-01").last
    office.sign("ATL", "2021-01-01")

    office.correct(f"@{position}", on="2022-01-01")

    assert office.last().envelope.effective_on == day("2022-01-01")


def test_a_correction_that_contradicts_its_own_stream_is_refused(office: Office) -> None:
    """The entries that stand are named."""
    position = office.join("ATL", "2020-01-01", until="2021-01-01").first

    with pytest.raises(Contradicted, match="before it began") as refusal:
        office.correct(f"@{position}", on="2021-01-02")
    assert "member.withdrew" in refusal.value.entries[0]


def test_a_fact_is_retracted_once_with_a_reason(office: Office) -> None:
    """It was never true."""
    position = office.join().last

    office.retract(f"@{position}", "It joined another body.")

    assert last(office) == Retracted(
        entry_id=entry_of(office, position), reason="It joined another body."
    )
    with pytest.raises(Refused, match="was retracted already"):
        office.retract(f"@{position}")


def test_what_others_rest_on_is_not_retracted(office: Office) -> None:
    """They go first."""
    first = office.join("ATL", "2020-01-01", until="2021-01-01").first

    with pytest.raises(Contradicted, match="does not stand"):
        office.retract(f"@{first}")
    office.retract(f"@{first + 1}")
    assert office.retract(f"@{first}")


def test_the_adoption_of_a_signed_text_is_not_retracted(office: Office) -> None:
    """Nobody could say any more what was signed."""
    office.join()
    office.adopt_text()
    office.sign()

    with pytest.raises(Contradicted, match="not adopted"):
        office.retract("@4")


def test_a_retraction_that_was_a_mistake_is_undone_by_amending_the_entry(office: Office) -> None:
    """The latest amendment counts, also after a retraction, and also with the same content."""
    position = office.join().last
    office.retract(f"@{position}")

    office.correct(f"@{position}")

    history = office.history(stream_id("member", BODY, "ATL"))
    assert not history.entries[entry_of(office, position)].retracted


@pytest.mark.parametrize("stream", ["member", "commitment", "taskforce"])
def test_an_amendment_and_a_retraction_keep_the_visibility_of_the_entry(
    office: Office, stream: str
) -> None:
    """A correction must make nothing public, and hide nothing."""
    office.join()
    office.adopt_text()
    office.record(lambda r: body_events.record(r, BODY, TASK))
    position = {"taskforce": 5, "member": 2, "commitment": 4}[stream]
    office.record(lambda r: amending.show_to(r, [f"@{position}"], Visibility.SECRETARIAT))
    change = {"name": "Other"} if stream == "member" else {"text": "Other."}

    office.correct(f"@{position}", "error", **change)
    corrected = office.last().envelope.visibility
    office.retract(f"@{position}")

    assert corrected is Visibility.SECRETARIAT
    assert office.last().envelope.visibility is Visibility.SECRETARIAT


def test_an_entry_is_shown_to_others_and_not_to_the_same(office: Office) -> None:
    """An event must say something."""
    position = office.join().last

    office.record(lambda r: amending.show_to(r, [f"@{position}"], Visibility.PUBLIC, "Published."))

    assert last(office) == VisibilityChanged(
        entry_id=entry_of(office, position), visibility=Visibility.PUBLIC, reason="Published."
    )
    with pytest.raises(Refused, match="is shown to public already"):
        office.record(lambda r: amending.show_to(r, [f"@{position}"], Visibility.PUBLIC))


@pytest.mark.parametrize("what", ["correct", "retract"])
def test_a_change_of_a_member_rests_on_the_whole_log(office: Office, what: str) -> None:
    """Nobody may sign in between on what is being corrected."""
    office.join("ZUB")
    position = office.join("ATL").last
    seen: list[int] = []
    doing: dict[str, Callable[[Recording], None]] = {
        "correct": lambda r: amending.correct(
            r, [Amendment(f"@{position}", {"on": "2022"})], "error"
        ),
        "retract": lambda r: amending.retract(r, [f"@{position}"], "Never."),
    }

    def use_case(recording: Recording) -> None:
        doing[what](recording)
        if not seen:
            office.act(rename, Renamed(member="ZUB", name="Zubrowka"), day("2021"))
        seen.append(1)

    office.record(use_case)

    assert len(seen) == 2


def test_a_signature_is_withdrawn_and_that_is_no_retraction(office: Office) -> None:
    """The world changed; the record was right."""
    office.join()
    office.adopt_text()
    office.sign("ATL", "2021-01-01")
    signature = office.last().envelope.event_id

    office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2022-01-01")).record
    )

    history = office.history(stream_id("commitment", BODY, "T-1"))
    assert not history.entries[signature].retracted
    assert history.entries[signature].begins != UNKNOWN


def test_a_founding_or_a_text_on_which_others_rest_is_not_retracted(office: Office) -> None:
    """What is left would be about nothing, and no question could find it."""
    office.join()
    office.adopt_text()

    with pytest.raises(Contradicted, match="rests on its founding"):
        office.retract("@1")
    with pytest.raises(Contradicted, match="rest on it; retract them first"):
        office.retract("@3")


def test_a_correction_keeps_the_source_and_the_note_of_the_entry(office: Office) -> None:
    """An amendment carries the full content, and where a fact comes from is part of it."""
    source = Source(title="A letter")
    noted = ANYBODY._replace(source=source, note="Read twice.")
    position = office.register.record(
        lambda r: Join(member="ATL", on=day("2020-01-01"), name="Atlantis").record(r, BODY), noted
    ).last

    office.correct(f"@{position}", on="2020-02-01")

    assert office.last().envelope.source == source
    assert office.last().envelope.note == "Read twice."


@pytest.mark.parametrize("field", ["nature", "code"])
def test_what_a_body_is_cannot_be_corrected(office: Office, field: str) -> None:
    """An exercise that became real would take its made-up facts with it."""
    with pytest.raises(Malformed, match=f"'{field}' cannot be changed"):
        office.correct("@1", "error", **{field: "real"})


def test_entries_that_rest_on_each_other_are_retracted_together(office: Office) -> None:
    """One by one, the first would leave the second resting on nothing."""
    office.join("ATL", "2020-01-01", until="2021-01-01")
    left = office.head

    with pytest.raises(Contradicted):
        office.retract(f"@{left - 1}")
    office.record(lambda r: amending.retract(r, [f"@{left - 1}", f"@{left}"], "Another body."))

    assert [type(each.event) for each in office.records[-2:]] == [Retracted, Retracted]
    assert office.records[-2].envelope.correlation_id is not None


def test_a_text_without_commitments_may_be_retracted(office: Office) -> None:
    """Nothing rests on it yet."""
    office.adopt_text("U", commitments_of_it=())

    office.retract(f"@{office.head}")

    assert isinstance(office.last().event, Retracted)


def test_a_version_may_be_retracted_where_another_is_left(office: Office) -> None:
    """Its commitments still have a text; without any they would rest on nothing."""
    office.adopt_text()
    first = office.head - 1
    office.adopt_text(version="2", commitments_of_it=())
    second = office.head

    office.retract(f"@{second}")
    with pytest.raises(Contradicted, match="rest on it; retract them first"):
        office.retract(f"@{first}")
    office.record(lambda r: amending.retract(r, [f"@{first}", f"@{first + 1}"], "Never adopted."))

    assert office.history(stream_id("taskforce", BODY)).entries[entry_of(office, first)].retracted
