"""A taskforce: its tasks and offices, the texts that it opened for signature, its meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from domain.aggregate import Aggregate
from domain.bodies.offices import Appointed, appointee, is_over
from domain.bodies.rules import taskforce_contradictions
from domain.contradictions import Contradiction
from domain.entry import Entry
from domain.errors import Refused, UnknownReference
from domain.events.bodies import (
    BodyNameRecorded,
    ChairAppointed,
    Established,
    InstrumentAdopted,
    ScaleRegistered,
    ViceChairAppointed,
)
from domain.events.progress import NO_REPORT, OUTSIDE_SCALES
from domain.meetings.in_force import held_on, may_have_held
from domain.members.names_by_language import GivenName, name_said_on
from domain.suggestions import near
from domain.values import ImpreciseDate, MemberKind, surely_before


class Rated(Protocol):
    """What says how far somebody is, on a scale."""

    @property
    def assessment(self) -> str:
        """A value of the scale, or what was taken for one."""

    @property
    def scale(self) -> str:
        """What the scale is called."""

    @property
    def scale_version(self) -> str:
        """The version of the scale."""


@dataclass(frozen=True)
class Taskforce(Aggregate):
    """One body. Who belongs to it is in its members' streams."""

    @cached_property
    def established(self) -> Established | None:
        """How it was founded, or None before that is recorded."""
        last = self.history.last(Established)
        return last[1] if last else None

    @cached_property
    def instruments(self) -> Mapping[str, InstrumentAdopted]:
        """The texts opened for signature, by reference, each in the version of the last day."""
        adopted = sorted(self.history.each(InstrumentAdopted), key=lambda pair: pair[0].recency)
        return {event.reference: event for _, event in adopted}

    def has_text(self, reference: str) -> bool:
        """Say whether a text of that reference was opened for signature."""
        return bool(self._versions(reference))

    def must_get_a_new_name(self, name: BodyNameRecorded, on: ImpreciseDate) -> None:
        """Refuse to record a name in a language again.

        Raises:
            Refused: it was its name in that language on that day already, and its shorter one.
        """
        named = [p for p in self.history.each(BodyNameRecorded) if p[1].language == name.language]
        whole = [GivenName.of(entry, event.name) for entry, event in named]
        short = [GivenName.of(entry, event.short_name or event.name) for entry, event in named]
        said = name_said_on(whole, on.latest), name_said_on(short, on.latest)
        if said == (name.name, name.short_name or name.name):
            raise Refused(
                "The body is called {name!r} in the language {language} already.",
                name=name.name,
                language=name.language,
            )

    def instrument(self, reference: str) -> InstrumentAdopted:
        """Return one text.

        Raises:
            UnknownReference: there is none of that reference.
        """
        versions = self._versions(reference)
        if not versions:
            raise UnknownReference("instrument", reference, near(reference, self.instruments))
        return max(versions, key=lambda pair: pair[0].recency)[1]

    def version_after(self, reference: str, on: ImpreciseDate) -> str | None:
        """Return a version of a text that was surely adopted after that day, if there is one."""
        for entry, event in self._versions(reference):
            if surely_before(on, entry.begins):
                return event.version
        return None

    def must_be_adopted(self, reference: str, on: ImpreciseDate) -> None:
        """Refuse a commitment of a day on which surely no version of its text was adopted yet.

        Raises:
            UnknownReference: there is no such text.
            Refused: it was adopted later.
        """
        self.instrument(reference)
        days = [entry.begins for entry, _ in self._versions(reference)]
        if all(surely_before(on, day) for day in days):
            raise Refused(
                "Its text {reference} was adopted on {adopted_on} only, not by {on}.",
                reference=reference,
                adopted_on=days[0],
                on=on,
            )

    def document(
        self, reference: str, on: ImpreciseDate, language: str | None = None
    ) -> str | None:
        """Return the sha256 of the file that is signed on that day, None if no file is known.

        It is of the version adopted last by that day; `language` chooses among several.

        Raises:
            Refused: there are several authentic texts and none was named, or none is so named.
        """
        versions = self._versions(reference)
        _, text = held_on(versions, on) or max(versions, key=lambda pair: pair[0].recency)
        named = [each for each in text.authentic_texts if language in (None, each.language)]
        known = ", ".join(each.language for each in text.authentic_texts)
        if len(named) > 1:
            raise Refused(
                "{reference} has several authentic texts; say in which language: "
                "{known_languages}.",
                reference=reference,
                known_languages=known,
            )
        if language and not named:
            raise Refused(
                "{reference} has no authentic text in the language {language!r}, only: "
                "{known_languages}.",
                reference=reference,
                language=language,
                known_languages=known or "-",
            )
        return named[0].file_sha256 if named else None

    def scale(self, reference: str, version: str) -> ScaleRegistered:
        """Return a registered scale.

        Raises:
            UnknownReference: it was not registered in that version.
        """
        found = {(e.scale, e.version): e for _, e in self.history.each(ScaleRegistered)}
        if (reference, version) not in found:
            asked, known = f"{reference} {version}", [" ".join(each) for each in found]
            raise UnknownReference("scale", asked, near(asked, known))
        return found[reference, version]

    def must_be_on_its_scale(self, report: Rated) -> None:
        """Refuse an assessment that is no value of the scale that it names, nor outside of all.

        Raises:
            UnknownReference: no such scale was registered.
            Refused: it is no value of it.
        """
        scale = self.scale(report.scale, report.scale_version)
        values = [step.value for step in scale.values]
        if report.assessment == NO_REPORT and NO_REPORT not in values:
            raise Refused(
                "That a member did not report is computed from schedule, reports and reminders; "
                "nobody records it."
            )
        if report.assessment not in (*values, *OUTSIDE_SCALES):
            raise Refused(
                "{assessment!r} is no value of {scale} {version}: {values}. Beside any scale "
                "there are {outside_scales}.",
                assessment=report.assessment,
                scale=scale.scale,
                version=scale.version,
                values=", ".join(values),
                outside_scales=", ".join(OUTSIDE_SCALES),
            )

    def must_be_open_to(
        self, instrument: str, member: str, kind: MemberKind | None, on: ImpreciseDate
    ) -> None:
        """Refuse a signature by a kind of member to which no version of that day is open.

        Raises:
            UnknownReference: there is no such text.
            Refused: it is not.
        """
        self.instrument(instrument)
        versions = self._versions_on(instrument, on)
        if all(text.open_to and kind not in text.open_to for text in versions):
            kinds = ", ".join(versions[-1].open_to)
            raise Refused(
                "{member} is not eligible: {instrument} is open to {kinds}, not to {kind}.",
                member=member,
                instrument=instrument,
                kinds=kinds,
                kind=kind,
            )

    def _versions(self, reference: str) -> Sequence[tuple[Entry, InstrumentAdopted]]:
        return self.history.having(InstrumentAdopted, "reference", reference)

    def _versions_on(self, reference: str, on: ImpreciseDate) -> list[InstrumentAdopted]:
        """Return the versions that may be in force on that day; never none."""
        of_it = self._versions(reference)
        return [event for _, event in may_have_held(of_it, on) or of_it]

    def may_preside(self, member: str, on: ImpreciseDate) -> bool:
        """Say whether a member may have been chair or vice-chair on a day, by imprecise dates.

        Where no chair is on record by then, any member may have been.
        """
        chairs = may_have_held(self.history.each(ChairAppointed), on)
        vice_chairs = may_have_held(self.history.each(ViceChairAppointed), on)
        last: list[Appointed] = [*(each for _, each in chairs), *(each for _, each in vice_chairs)]
        return not chairs or any(
            appointee(event) == member and not is_over(event, on) for event in last
        )

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield what is there twice, runs backwards, or rests on what was never recorded."""
        return taskforce_contradictions(self.history.about(subject))
