"""The shape that every answer has, whatever it is printed as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from application.answers import AsOf
from domain.event import instant
from domain.values import ImpreciseDate

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Row: TypeAlias = Mapping[str, Json]

DATE_KEYS = (
    "as known (`2022-06`), null if unknown; with `_earliest` and `_latest`, the first and last day "
    "that it can mean"
)
"""What is said of the three keys that `dated` gives."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the key in the rows, and the words at its head."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class AnswerField(Column):
    """A field of answers and what it means, for tables, reports, views and `schema answers`.

    `is_dated` says that it is one of the three keys of a date that may be imprecise.
    """

    meaning: str
    is_dated: bool = False

    @property
    def sentence(self) -> str:
        """The meaning as a sentence."""
        return f"{self.meaning[0].upper()}{self.meaning[1:]}."

    def headed(self, label: str) -> "AnswerField":
        """Return the same field under another head."""
        return replace(self, label=label)


def in_json(key: str, meaning: str) -> AnswerField:
    """Return a field that no table shows."""
    return AnswerField(key, "", meaning)


EVERY = (
    in_json("position", "the last position of the log that the answer rests on"),
    in_json("recorded_at", "when that entry was recorded, UTC"),
    in_json("on", "the day in the world that it is for"),
    in_json("zone", "the time zone of the body, in which its days are; UTC if it set none"),
    in_json("known", "the day or position as of which it was known"),
    in_json("audience", "who may see all that is in it"),
    in_json("banners", "lines that no copy of it may lose"),
    in_json("rows", "one object a row"),
)
"""The fields that every answer has."""


def dated_field(key: str, label: str, meaning: str) -> AnswerField:
    """Return a field of a day that may be known imprecisely, under three keys."""
    return AnswerField(key, label, meaning, is_dated=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFields:
    """All fields of an answer: those before the rows, its columns, and what only JSON has."""

    facts: Sequence[AnswerField]
    columns: Sequence[AnswerField]
    more: Sequence[AnswerField] = ()

    def keys(self) -> Mapping[str, str]:
        """Return what each published key means."""
        rows = {
            f"rows.{each.key}": f"{each.meaning}, {DATE_KEYS}" if each.is_dated else each.meaning
            for each in (*self.columns, *self.more)
        }
        return {**{each.key: each.meaning for each in self.facts}, **rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table with its head: for what it is, what must be said about it, and what it counts.

    `facts` stand before the rows in JSON; `counts` are in the order in which they are shown;
    `banners` are lines that no copy of the table may lose; `notes` stand below it. `raw` says that
    words are shown as they are stored.
    """

    title: str
    as_of: AsOf
    columns: Sequence[Column]
    rows: Sequence[Row]
    facts: Mapping[str, Json] = field(default_factory=dict)
    counts: Mapping[str, int] | None = None
    banners: Sequence[str] = ()
    notes: Sequence[str] = ()
    raw: bool = False

    def as_json(self) -> Mapping[str, Json]:
        """Return the answer as it is printed with `--format json`; its keys are published names."""
        as_of = self.as_of
        moment = as_of.recorded_at
        return {
            **self.facts,
            "position": as_of.position,
            "recorded_at": instant(moment) if moment else None,
            "on": as_of.on.isoformat(),
            "zone": as_of.zone,
            "known": as_of.known,
            "audience": as_of.audience.value,
            "banners": list(self.banners),
            **({"counts": dict(self.counts)} if self.counts is not None else {}),
            "rows": list(self.rows),
        }


def dated(key: str, day: ImpreciseDate | None) -> dict[str, Json]:
    """Return a date as it is known, with the first and last day that it can mean; null: unknown."""
    earliest, latest = (day.earliest, day.latest) if day else (None, None)
    known = None if day is None or day.text == "unknown" else day.text
    return {
        key: known,
        f"{key}_earliest": earliest.isoformat() if earliest else None,
        f"{key}_latest": latest.isoformat() if latest else None,
    }
