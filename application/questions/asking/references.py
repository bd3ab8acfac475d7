"""What a reference means on a day: a member, a text with its commitments, or one commitment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from application.model_rows import AsOf, EntryRow
from application.questions.asking.answer import Json
from application.questions.asking.ask import contents
from application.read_model import ReadModel
from application.reading import code_at
from domain.errors import UnknownReference
from domain.suggestions import near
from domain.words import worded

ADOPTED = "commitment.adopted"
_TITLE = 80


class TextAsked(NamedTuple):
    """What a reference means: an instrument with its commitments, or one commitment."""

    instrument: str
    commitment: str | None
    title: str
    political: bool
    commitments: Sequence[str]


def find_text(read_model: ReadModel, taskforce: str, reference: str, at: AsOf) -> TextAsked:
    """Find what a reference means on that day; a commitment is titled with its words of the day.

    Commitments that were surely adopted later are no part of the text yet.

    Raises:
        UnknownReference: it is neither an instrument nor a commitment of this body.
    """
    kinds = {kind for code, kind in read_model.where_is(reference) if code == taskforce}
    instruments = texts_of(read_model, taskforce, at, reference) if "instrument" in kinds else {}
    if reference in instruments:
        found = instruments[reference]
        streams = read_model.commitments_of(taskforce, reference, at.position)
        adopted = contents(read_model, taskforce, ADOPTED, at, streams)
        there = [str(event["commitment"]) for row, event in adopted if _may_have_begun(row, at)]
        political = found["legal_nature"] == "political"
        return TextAsked(reference, None, str(found["title"]), political, there)
    for row, event in contents(read_model, taskforce, ADOPTED, at, [reference]):
        political = event["legal_nature"] == "political"
        words = _words(read_model, taskforce, (row, event), at)
        title = words if len(words) <= _TITLE else words[: _TITLE - 1] + "…"
        return TextAsked(str(event["instrument"]), reference, title, political, [reference])
    adopted = contents(read_model, taskforce, ADOPTED, at)
    known = [
        *texts_of(read_model, taskforce, at),
        *(str(event["commitment"]) for _, event in adopted),
    ]
    raise UnknownReference(worded("instrument or commitment"), reference, near(reference, known))


def _may_have_begun(row: EntryRow, at: AsOf) -> bool:
    begins = row.effective_on.earliest if row.effective_on else None
    return begins is None or begins <= at.on


def _words(
    read_model: ReadModel, taskforce: str, adopted: tuple[EntryRow, Mapping[str, Json]], at: AsOf
) -> str:
    """Return the wording of the day: of the amendment that began last by then, or as adopted."""
    reference = str(adopted[1]["commitment"])
    begun = [
        (row.begins_by, row.entry_position, event)
        for row, event in contents(read_model, taskforce, "commitment.amended", at, [reference])
    ]
    held = [each for each in begun if each[0] <= at.on]
    event = max(held, key=lambda each: each[:2])[2] if held else adopted[1]
    return str(event["text"])


def texts_of(
    read_model: ReadModel, taskforce: str, at: AsOf, only: str | None = None
) -> dict[str, Mapping[str, Json]]:
    """Return the texts of a body, or one, by reference, in the version adopted last by the day."""
    adopted = contents(read_model, taskforce, "taskforce.instrument-adopted", at, text=only)
    by_day = sorted(adopted, key=lambda pair: pair[0].begins_by)
    begun = [(row.event, event) for row, event in by_day if row.begins_by <= at.on]
    said = {text for text, _ in begun}
    later = [(row.event, event) for row, event in reversed(by_day) if row.event not in said]
    return {str(event["reference"]): event for _, event in (*later, *begun)}


def commitments_by_text(
    read_model: ReadModel, taskforce: str, instrument: str | None, at: AsOf
) -> dict[str, list[str]]:
    """Return the columns of a matrix: texts with their commitments, or commitments of one text."""
    if instrument:
        found = find_text(read_model, taskforce, instrument, at)
        return {reference: [reference] for reference in found.commitments}
    columns: dict[str, list[str]] = {ref: [] for ref in texts_of(read_model, taskforce, at)}
    for _, event in contents(read_model, taskforce, ADOPTED, at):
        columns.setdefault(str(event["instrument"]), []).append(str(event["commitment"]))
    return columns


class RowFilter(NamedTuple):
    """Which rows are asked for, by commitment and member; `names` are those of all members ever.

    `commitments` are the only ones that are asked for, None where that is not known.
    """

    is_for: Callable[[str, str], bool]
    names: Mapping[str, str]
    commitments: Sequence[str] | None = None


def row_filter(read_model: ReadModel, taskforce: str, reference: str | None, at: AsOf) -> RowFilter:
    """Return the filter for a member, instrument or commitment; None means all.

    Raises:
        UnknownReference: it is no member, instrument or commitment of this body.
    """
    ever = read_model.members(taskforce, replace(at, on=date.max))
    names = {row.member: row.name for row in ever}
    names.update((row.member, row.name) for row in read_model.members(taskforce, at))
    if reference is None:
        return RowFilter(lambda _, __: True, names)
    code = code_at(read_model, at, taskforce, reference.upper())
    if code in names:
        return RowFilter(lambda _, member: member == code, names)
    try:
        commitments = find_text(read_model, taskforce, reference, at).commitments
    except UnknownReference as error:
        raise UnknownReference(
            worded("member, instrument or commitment"), reference, error.near
        ) from None
    return RowFilter(lambda commitment, _: commitment in commitments, names, commitments)
