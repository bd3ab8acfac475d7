"""What was recorded, as a person can follow it, and what cannot all be true."""

from datetime import date
from uuid import UUID

import pytest

from application.acts.members.names import rename
from application.acts.texts.consents import Consent
from application.context import Context
from application.entries import amending, log_acts
from application.event_store.streams import stream_id
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from application.questions.log.entry_states import EntryStates
from application.questions.log.history import conflicts, history, log
from domain.errors import UnknownReference
from domain.event import Envelope, Recorded
from domain.events.log import ClockConfirmed
from domain.events.members import Joined, Renamed
from domain.members.duplicates import no_country
from domain.values import MemberKind, Visibility
from tests.application.questions.given import (
    BODY,
    PLEDGE,
    SECRET,
    SOURCED,
    TODAY,
    TREATY,
    Clerk,
    ask,
    on,
)
from tests.application.questions.log.test_publications import publish
from tests.domain.given import expunged
from tests.infrastructure.read_model.given import as_of

PUBLIC, SECRETARIAT = Visibility.PUBLIC, Visibility.SECRETARIAT


class TestHistory:
    def test_marks_what_an_entry_is_to_an_earlier_one(self, clerk: Clerk) -> None:
        """A corrected error, a filled blank and a retraction are three things."""
        first = clerk.sign("ATL", PLEDGE, "2026-01-15", excepting=("PLEDGE-2",))
        clerk.correct(first, on="2026-01-20")
        amendment = amending.Amendment(f"@{first}", {"office": "Prime minister"})
        clerk.record(lambda r: amending.correct(r, [amendment], "completed"))
        clerk.record(lambda r: amending.show_to(r, [f"@{first}"], PUBLIC))
        clerk.record(lambda r: amending.retract(r, [f"@{first}"], "It never signed."))

        rows = history(clerk.tables, ask(), "ATL", TODAY).rows

        marks = [(row["position"], row["mark"]) for row in rows[1:]]
        assert marks == [
            (first, ""),
            (first + 1, f"corrects @{first}"),
            (first + 2, f"completes @{first}"),
            (first + 3, f"about @{first}"),
            (first + 4, f"about @{first}"),
        ]
        assert [row["because"] for row in rows[2:4]] == ["error", "completed"]
        assert rows[1]["effective_on"] == "2026-01-15"
        assert rows[2]["effective_on"] == "2026-01-20"

    def test_has_a_column_of_notes_where_there_are_any(self, clerk: Clerk) -> None:
        """Whoever wrote one looks for it there."""
        renamed = Renamed(member="ATL", name="Atlantis Minor")
        assert "note" not in [
            each.key for each in history(clerk.tables, ask(), "ATL", TODAY).columns
        ]
        noted = Context(actor="p-clerk-1", note="By post.")
        clerk.record(lambda r: rename(r, BODY, renamed, on("2026-02-01")), noted)

        found = history(clerk.tables, ask(), "ATL", TODAY)

        assert found.columns[-1].key == "note"
        assert [row["note"] for row in found.rows if row["note"]] == ["By post."]

    def test_is_of_a_member_a_commitment_or_an_instrument(self, clerk: Clerk) -> None:
        """People ask by the name that they know."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")

        told = {
            reference: [
                row["position"] for row in history(clerk.tables, ask(), reference, TODAY).rows
            ]
            for reference in ("ATL", "PLEDGE-1", PLEDGE)
        }

        assert told == {"ATL": [2, 9, 10], "PLEDGE-1": [5, 9], PLEDGE: [4, 5, 6, 9, 10]}

    def test_with_a_day_leaves_out_what_begins_later(self, clerk: Clerk) -> None:
        """Only what had begun on some reading; an unknown day may have been before."""
        clerk.sign("ATL", PLEDGE, "2026-03", excepting=("PLEDGE-2",))
        clerk.sign("ATL", PLEDGE, "unknown", excepting=("PLEDGE-1",))

        def found(day: str | None) -> list[object]:
            return [row["position"] for row in history(clerk.tables, ask(day), "ATL", TODAY).rows]

        assert found("2026-02-28") == [2, 10]
        assert found("2026-03-01") == [2, 9, 10]
        assert found(None) == [2, 9, 10]

    def test_names_the_source_and_that_it_was_inferred(self, clerk: Clerk) -> None:
        """What a source states and what we read into it must be told apart."""
        clerk.record(
            lambda r: rename(r, BODY, Renamed(member="ATL", name="New Atlantis"), on("2026")),
            SOURCED,
        )

        row = history(clerk.tables, ask(), "ATL", TODAY).rows[-1]

        assert (row["source"], row["basis"]) == ("A letter (inferred)", "inferred")
        assert row["recorded"] == "2026-01-10"
        assert row["recorded_at"] == "2026-01-10T12:00:00Z"
        assert row["content"] == {"member": "ATL", "name": "New Atlantis"}

    def test_suggests_what_may_be_meant(self, clerk: Clerk) -> None:
        """A typing error should cost one look."""
        with pytest.raises(UnknownReference, match="Did you mean ATL"):
            history(clerk.tables, ask(), "ATTL", TODAY)

    def test_shows_less_to_the_public(self, clerk: Clerk) -> None:
        """The history shows no more than the tables."""
        clerk.record(lambda r: rename(r, BODY, Renamed(member="ATL", name="X"), on("2026")), SECRET)

        assert len(history(clerk.tables, ask(), "ATL", TODAY).rows) == 1
        assert len(history(clerk.tables, ask(audience=SECRETARIAT), "ATL", TODAY).rows) == 2
        with pytest.raises(UnknownReference):
            history(clerk.tables, ask(audience=PUBLIC), "ATL", TODAY)

    def test_is_as_it_was_known(self, clerk: Clerk) -> None:
        """What was recorded later is not in it."""
        assert history(clerk.tables, ask(known="@4"), "PLEDGE", TODAY).rows[-1]["position"] == 4


class TestLog:
    def test_has_what_happened_to_the_log_itself(self, clerk: Clerk) -> None:
        """Whoever looks up the entry that a finding names must find it, and no gap in between."""
        clock = "2026-01-20T12:00:00.000000Z"
        confirmed = ClockConfirmed(clock=clock, last=clock, reason="It ran ahead.")
        clerk.record(lambda r: log_acts.record(r, confirmed))
        publish(clerk, "ours", PUBLIC)
        publish(clerk, "of-another", PUBLIC, taskforce="OTF")
        publish(clerk, "of-none", PUBLIC, taskforce=None)
        publish(clerk, "hidden", SECRETARIAT)
        clerk.sign("ATL", PLEDGE, "2026-01-15")

        def told(audience: Visibility) -> list[object]:
            return [
                row["position"] for row in log(clerk.tables, ask(audience=audience), TODAY).rows
            ]

        assert told(SECRETARIAT) == [*range(1, 11), 12, 13, 14, 15]
        assert told(Visibility.MEMBERS) == [*range(1, 11), 12, 14, 15]
        assert told(PUBLIC) == [9, 10, 12]

    def test_has_every_entry_of_the_body_in_order(self, clerk: Clerk) -> None:
        """It is the whole record, and of nobody else."""
        clerk.found("OTHER")

        answer = log(clerk.tables, ask(), TODAY)

        assert [row["position"] for row in answer.rows] == list(range(1, 9))
        assert answer.title == "Log of EXT"
        assert answer.banners == ["EXERCISE: members and acts are made up."]

    def test_gives_the_envelope(self, clerk: Clerk) -> None:
        """Who recorded it, for whom and when it was told is part of the record."""
        told = Context(actor="p-clerk-1", on_behalf_of="ERE", notified_on=on("2026-05"))
        clerk.record(
            lambda r: rename(r, BODY, Renamed(member="ERE", name="New Erewhon"), on("2026")), told
        )

        row = log(clerk.tables, ask(), TODAY).rows[-1]

        assert (row["actor"], row["on_behalf_of"]) == ("p-clerk-1", "ERE")
        assert row["notified_on_earliest"] == "2026-05-01"
        assert (row["stream"], row["member"], row["entry"]) == ("ERE", "ERE", 9)


class TestConflicts:
    def test_finds_none_in_a_sound_register(self, clerk: Clerk) -> None:
        """That there is none must be said."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")

        answer = conflicts(clerk.register.log, clerk.tables, ask(), TODAY, no_country)

        assert list(answer.rows) == []
        assert answer.notes == ["Nothing contradicts anything else."]

    def test_shows_a_correction_that_contradicts_another_stream(self, clerk: Clerk) -> None:
        """A true correction is never refused, so what it breaks elsewhere must be seen."""
        signed = clerk.sign("ATL", PLEDGE, "2026-01-15") - 1
        clerk.act(
            Consent(
                member="ATL", commitment=TREATY, kind="accession", deposited_on=on("2026-05-01")
            ).record
        )
        clerk.correct(2, on="2026-03-01")

        answer = conflicts(clerk.register.log, clerk.tables, ask(), TODAY, no_country)

        assert [row["about"] for row in answer.rows] == ["ATL", "ATL"]
        assert answer.rows[0]["entries"] == [
            f"@{signed} commitment.signed of PLEDGE-1 on 2026-01-15"
        ]
        assert answer.notes == []

    def test_shows_what_stands_against_a_rule_made_later(self, clerk: Clerk) -> None:
        """Old entries are never judged on reading, so what breaks a rule must be seen here."""
        again = Recorded(
            stream_id=stream_id("member", BODY, "ATL"),
            version=2,
            envelope=Envelope(
                event_id=UUID(int=7, version=4),
                salt="0" * 32,
                actor="p-clerk-1",
                effective_on=on("2026-02-01"),
            ),
            event=Joined(member="ATL", name="Atlantis", kind=MemberKind.STATE),
        )
        clerk.register.log.append([again], expect={})

        (found,) = conflicts(clerk.register.log, clerk.tables, ask(), TODAY, no_country).rows

        assert found["about"] == "ATL"
        entries_named = found["entries"]
        assert isinstance(entries_named, list)
        assert len(entries_named) == 2

    def test_is_for_the_secretariat_whoever_asks(self, clerk: Clerk) -> None:
        """It names entries that others may not see, so its head must say so."""
        asked = Ask(taskforce=BODY, on=date(2020, 1, 1), known="@1", audience=PUBLIC)

        answer = conflicts(clerk.register.log, clerk.tables, asked, TODAY, no_country)

        assert answer.as_of.audience is SECRETARIAT
        assert (answer.as_of.on, answer.as_of.position) == (TODAY, 8)


def test_that_texts_were_removed_is_a_remark(clerk: Clerk) -> None:
    """An audit would else take the record of it for the latest version of the entry."""
    signed = clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.record(lambda r: amending.retract(r, [f"@{signed}"], "It was a draft."))
    clerk.record(lambda r: log_acts.record(r, expunged(signed, "note"), Visibility.MEMBERS))
    at = as_of(TODAY.isoformat(), clerk.tables.head(), Visibility.MEMBERS)

    log = clerk.tables.log(BODY, at, None)
    states = EntryStates(Facts(clerk.tables, BODY, at), log)

    found = [(each.topic, states.of(each)) for each in log if each.entry == signed]
    assert found == [
        ("commitment.signed", "retracted"),
        ("record.retracted", "remark"),
        ("record.expunged", "remark"),
    ]
