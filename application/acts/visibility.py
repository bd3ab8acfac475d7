"""The act by which entries are shown to others than before: named one by one, or chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from application.declarations.act import Stage
from application.declarations.on_entries import ONCE, OnEntries
from application.entries import amending
from application.entries.entry_names import EntryName
from application.entries.groups import EntryGroup, entries_of
from application.entries.selection import Chosen, Selection, chosen
from application.entries.shown_notes import remark_notes
from application.entries.still_named import remark_what_names_it
from application.recording.recording import Recording
from domain.errors import Malformed
from domain.events.entries import VisibilityChanged
from domain.events.table import TOPICS
from domain.meaning import Meaning
from domain.suggestions import near
from domain.values import Line, MemberCode, Text, TextReference, Visibility
from domain.words import either, worded

CHOOSING = ("all_entries", "instrument", "member", "recorded_with", "first_day", "last_day")
"""The fields of `ShowTo` that choose entries by what they are."""
_OF_SEVERAL = {"text adopt": ("text open", "commitment adopt")}
"""Commands that record what others record one by one."""


class ShowTo(
    OnEntries,
    name="show-to",
    makes=(VisibilityChanged,),
    arguments=("entry", "shown_to"),
    stored_as={"shown_to": "visibility"},
    uncompared={"reason": ONCE, "only": ONCE, **dict.fromkeys(CHOOSING, ONCE)},
    stage=Stage.LAST,
    examples=(
        "show-to @9 public",
        "show-to public --instrument MISSION --dry-run",
        "show-to public --recorded-with 'member join' --first-day 2022-01-01 --dry-run",
        "show-to public --all-entries --reason 'The members agreed on it.'",
    ),
):
    """From now on, and whatever day is asked for, entries are shown to others than before.

    Name the entries: all that the same act recorded is shown to the same; with `only`, or where
    several entries of it are named, the others stay. Or choose them: by the text or the member that
    they are about, by what recorded them, by their days, or all of the body. An entry has to fit
    all that is given. All are shown together or not at all.

    No choice takes entries that are for the secretariat alone, nor makes public what is not unless
    it is named: progress reports, gaps in laws with what was said of them, returned reports,
    reminders. It says what was left out. What is overdue is never told to the public.

    A note is shown with its entry, and those that more people will see are told. With --dry-run it
    is tried on a temporary copy of the register, and the entries and answers that would change are
    listed.
    """

    entry: Annotated[
        tuple[EntryName, ...], Meaning("The entries, each by its @position or event id.", "@9")
    ] = ()
    shown_to: Annotated[Visibility, Meaning("Who may see them from now on.", "public")]
    all_entries: Annotated[bool, Meaning("All entries of the body.", "")] = False
    instrument: Annotated[
        tuple[TextReference, ...],
        Meaning("What is about this text with its commitments, or this commitment.", "MISSION"),
    ] = ()
    member: Annotated[tuple[MemberCode, ...], Meaning("What is about this member.", "KEN")] = ()
    recorded_with: Annotated[
        tuple[Line, ...],
        Meaning("What this command recorded, such as sign; or of this topic.", "member join"),
    ] = ()
    first_day: Annotated[
        date | None, Meaning("What surely holds from this day or a later one.", "2026-01-01")
    ] = None
    last_day: Annotated[
        date | None, Meaning("What surely holds from this day or an earlier one.", "2026-12-31")
    ] = None
    reason: Annotated[Text | None, Meaning("Why.", "The member published it.")] = None

    @classmethod
    def day(cls) -> str:
        """Return no field: an entry of any day is shown to others from now on."""
        return ""

    def named(self) -> Sequence[str]:
        """Return the names of the entries."""
        return self.entry

    def meant(self, recording: Recording, body: str) -> list[EntryGroup]:
        """Return the entries that are named with their acts, or that are chosen.

        Raises:
            UnknownReference: an entry, a member or a text is not there.
            Refused: nothing is left to be shown to others, or an entry is of another body.
            Malformed: entries are named and chosen, or neither.
        """
        found = self._chosen(recording, body)
        return super().meant(recording, body) if found is None else found.groups(recording)

    def decide(self, recording: Recording, body: str) -> None:
        """Change who may see them, with all that is not shown to just these."""
        found = self._chosen(recording, body)
        if found is None:
            named, shown = super().meant(recording, body), self.shown_to
            names = entries_of(named, lambda each: each.visibility is not shown)
        else:
            names = [row.entry_id for row in found.rows]
            for sentence in found.left_out:
                recording.remark(sentence)
        remark_notes(recording, body, names, self.shown_to)
        amending.show_to(recording, names, self.shown_to, self.reason)
        if self.shown_to is Visibility.SECRETARIAT:
            remark_what_names_it(recording, body, names)

    def _chosen(self, recording: Recording, body: str) -> Chosen | None:
        """Return the entries that are chosen, None where they are named."""
        choosing = any(getattr(self, name) for name in CHOOSING)
        if choosing == bool(self.entry):
            raise Malformed(
                "Name entries, such as @9, or choose them, but not both: with --all-entries, "
                "--instrument, --member, --recorded-with, --first-day or --last-day."
            ).at("entry")
        if not choosing:
            return None
        selection = Selection(
            members=self.member,
            texts=self.instrument,
            topics=frozenset(topic for each in self.recorded_with for topic in _topics(each)),
            first_day=self.first_day,
            last_day=self.last_day,
        )
        return chosen(recording, body, selection, self.shown_to)


def _topics(word: str) -> frozenset[str]:
    """Return the topics of what a command or a row records, or the topic itself.

    Raises:
        Malformed: nothing records it.
    """
    from application.acts import all_acts  # noqa: PLC0415  # which has this module

    names = _OF_SEVERAL.get(word, (word,))
    makers = [act for act in all_acts() if act.NAME in names or act.ROW in names]
    found = {event.TOPIC for act in makers for event in act.MAKES} or {word} & TOPICS.keys()
    if not found:
        known = [*_OF_SEVERAL, *filter(None, (act.NAME for act in all_acts()))]
        like = either(near(word, known)) or "member join"
        expected = worded("a command that records, such as {names}", names=like)
        raise Malformed.expected(expected, word).at("recorded_with")
    return frozenset(found)
