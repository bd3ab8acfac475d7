"""The scales that a report rests on: their values in order, with words and tones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from application.questions.asking.facts import Facts
from application.questions.asking.sentences import plain
from application.reports.document import Tone
from domain.events.bodies import ScaleRegistered
from domain.events.progress import OUTSIDE_SCALES

Version = tuple[str, str]
"""A scale and its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One version of a scale; `values` hold those outside of all scales at the end."""

    version: Version
    title: str
    values: Sequence[str]
    tones: Mapping[str, Tone]

    @property
    def name(self) -> str:
        """The scale with its version, as it stands beside every value."""
        return " ".join(self.version)

    @property
    def described(self) -> str:
        """Its name, what it measures, and its values."""
        words = ", ".join(plain(value) for value in self.values if value not in OUTSIDE_SCALES)
        return f"{self.name}: {self.title} ({words})" if self.title else self.name


def scales(facts: Facts, used: Iterable[tuple[Version, str]]) -> list[Scale]:
    """Return the scales of these values, by name; one that is not to be seen has what was used."""
    values: dict[Version, list[str]] = {}
    for version, value in used:
        values.setdefault(version, []).append(value)
    known = {(f.event.scale, f.event.version): f.event for f in facts.known(ScaleRegistered)}
    return [_scale(version, known.get(version), found) for version, found in sorted(values.items())]


def _scale(version: Version, event: ScaleRegistered | None, used: Sequence[str]) -> Scale:
    steps = event.values if event else ()
    tones: dict[str, Tone] = {}
    for number, step in enumerate(steps):
        lowest: Tone = "none" if number == 0 else "partial"
        tones[step.value] = "good" if step.high else lowest
    tones |= {"regressed": "bad", "unable_to_assess": "none", "not_applicable": "none"}
    known = [step.value for step in steps]
    more = sorted({value for value in used if value not in known and value not in OUTSIDE_SCALES})
    return Scale(
        version=version,
        title=event.title if event else "",
        values=[*known, *more, *OUTSIDE_SCALES],
        tones=tones,
    )
