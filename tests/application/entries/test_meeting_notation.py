"""What people write on one line: agendas, actions, attendance, rules for a quorum."""

from datetime import date

import pytest

from application.acts.texts.wording import AdoptCommitment
from application.entries.meeting_notation import action_of, agenda_of, quorum_of
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import DepositaryError, Malformed, Refused, UnknownReference
from domain.events.bodies import InitiativeRecognised, TaskAdopted
from domain.events.laws import LegislativeGapIdentified
from domain.events.meetings import ActionItem, AgendaItem, QuorumRuleSet
from tests.application.given import ANYBODY, BODY, Office, day

GAP = LegislativeGapIdentified(member="ATL", gap="HOSTING", area="hosting", text="None yet.")


def find_gap(recording: Recording) -> None:
    recording.record(BODY, GAP, day("2020-02-01"))


@pytest.fixture
def known(office: Office) -> Office:
    """A body with a task, a text of one commitment, an initiative and a gap."""
    office.join()
    office.adopt_text()
    task = TaskAdopted(reference="K1", text="To meet.")
    office.record(lambda r: body_events.record(r, BODY, task))
    forum = InitiativeRecognised(name="Five Country Ministerial")
    office.record(lambda r: body_events.record(r, BODY, forum))
    office.record(find_gap)
    return office


def read(office: Office, *lines: str) -> tuple[AgendaItem, ...]:
    found: list[AgendaItem] = []
    office.register.prepare(lambda r: found.extend(agenda_of(r, BODY, lines)), ANYBODY)
    return tuple(found)


class TestAgenda:
    def test_is_numbered_and_says_what_items_are_about(self, known: Office) -> None:
        """Behind the bar stand references, and initiatives by their names."""
        found = read(known, "Opening", "Hosting law|T-1, HOSTING,Five Country Ministerial, K1,")

        assert found == (
            AgendaItem(item="1", title="Opening"),
            AgendaItem(
                item="2",
                title="Hosting law",
                task="K1",
                commitments=("T-1",),
                initiatives=("Five Country Ministerial",),
                gaps=("HOSTING",),
            ),
        )

    @pytest.mark.parametrize(
        ("line", "error", "sentence"),
        [
            ("Law | T-2", UnknownReference, r"task, commitment, initiative or gap 'T-2'.*mean T-1"),
            ("Law | gap:T-1", UnknownReference, "There is no gap 'T-1'"),
            ("Law | forum:T-1", UnknownReference, "initiative or gap 'forum:T-1'"),
            (" | T-1", Malformed, "Expected an item of the agenda as"),
            (f"{'x' * 501} | T-1", Malformed, "title of item 1 is longer than 500 characters"),
        ],
    )
    def test_refuses_what_is_not_there(
        self, known: Office, line: str, error: type[DepositaryError], sentence: str
    ) -> None:
        """It may be misspelt."""
        with pytest.raises(error, match=sentence):
            read(known, line)

    def test_a_word_that_is_the_name_of_two_things_says_which(self, known: Office) -> None:
        """A task and a gap may be called the same; nothing is guessed."""

        def adopt(recording: Recording) -> None:
            for name in ("HOSTING", "K2"):
                task = TaskAdopted(reference=name, text="To mend that.")
                body_events.record(recording, BODY, task)

        known.record(adopt)

        with pytest.raises(Refused, match=r"of a task and of a gap; say which .*task:HOSTING"):
            read(known, "Law | HOSTING")
        with pytest.raises(Refused, match=r"Item 1 serves two tasks \(K1, K2\)"):
            read(known, "Law | K1, K2")
        assert read(known, "Law | gap: HOSTING")[0].gaps == ("HOSTING",)

    def test_knows_what_the_same_file_records(self, known: Office) -> None:
        """An import records everything at once."""
        found: list[AgendaItem] = []
        gap = GAP.model_copy(update={"gap": "JURISDICTION"})

        def together(recording: Recording) -> None:
            AdoptCommitment(instrument="T", commitment="T-9", text="More.", on=day("2020")).record(
                recording, BODY
            )
            recording.record(BODY, gap, day("2020"))
            found.extend(agenda_of(recording, BODY, ["Law | T-9, JURISDICTION"]))

        known.register.prepare(together, ANYBODY)

        assert (found[0].commitments, found[0].gaps) == (("T-9",), ("JURISDICTION",))


class TestActions:
    def test_names_owner_text_and_day(self) -> None:
        """The day may be left out."""
        due = action_of(" A-1 | the chair | Draft it. | 2026-09-30 ")

        assert due == ActionItem(
            action="A-1", owner="the chair", text="Draft it.", due_on=date(2026, 9, 30)
        )
        assert action_of("A-1|KEN|Draft it.|") == action_of("A-1|KEN|Draft it.")

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("A-1 | KEN", "an action as 'A-1"),
            ("A-1 | | Draft it.", "an action as 'A-1"),
            ("A-1 | KEN | a | 2026-09-30 | b", "an action as 'A-1"),
            ("A-1 | KEN | a | 2026-09", "such as 2026-09-30, not '2026-09'"),
            ("A-1 | KEN | a | unknown", "such as 2026-09-30, not 'unknown'"),
            ("A-1 | KEN | a | soon", "Expected a date such as"),
        ],
    )
    def test_refuses_another_form(self, line: str, sentence: str) -> None:
        """One part too few would make the text an owner."""
        with pytest.raises(Malformed, match=sentence):
            action_of(line)


class TestQuorum:
    def test_is_a_number_or_a_share(self) -> None:
        """`>1/2` and --more-than say the same."""
        more = QuorumRuleSet(numerator=1, denominator=2, more_than=True)

        assert quorum_of("12") == QuorumRuleSet(number=12)
        assert quorum_of(" 2 / 3 ") == QuorumRuleSet(numerator=2, denominator=3)
        assert quorum_of(">1/2") == quorum_of("1/2", more_than=True) == more
        assert quorum_of("3", counting=["present"]).counting == ("present",)

    @pytest.mark.parametrize("text", ["", "half", "0", "1/0", "-1", "1.5", "50%", "1000000000"])
    def test_refuses_another_form(self, text: str) -> None:
        """A percentage would have to be rounded."""
        with pytest.raises(Malformed, match="a number of members such as 12, or a share"):
            quorum_of(text)
