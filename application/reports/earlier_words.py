"""The words of earlier versions of reports, to compare what was published in these words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from application.reports.document import Report
from domain.words import Words, in_language


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """The words of an earlier version, by the words of this one: templates, and JSON keys."""

    templates: Mapping[str, str]
    keys: Mapping[str, str]

    def template(self, template: str) -> str:
        """Return the earlier template of a sentence; the same where it has not changed."""
        return self.templates.get(template, template)

    def key(self, key: str) -> str:
        """Return the earlier name of a JSON key."""
        return self.keys.get(key, key)


EARLIER: Mapping[int, EarlierWords] = MappingProxyType({})
"""By version, as far as a report can still be written in its words."""

T = TypeVar("T")


def in_earlier_words(report: Report, version: int) -> Report | None:
    """Return the report in the words of an earlier version, None if they are not known."""
    earlier = EARLIER.get(version)
    return _said(report, earlier) if earlier else None


def _said(value: T, earlier: EarlierWords) -> T:
    said: object = value
    if isinstance(value, Words):
        said = in_language(value, earlier.template)
    elif isinstance(value, Mapping):
        said = {earlier.key(key): _said(each, earlier) for key, each in value.items()}
    elif isinstance(value, Sequence) and not isinstance(value, str):
        said = [_said(each, earlier) for each in value]
    elif is_dataclass(value) and not isinstance(value, type):
        now = {each.name: getattr(value, each.name) for each in fields(value)}
        then = {name: _said(each, earlier) for name, each in now.items()}
        if isinstance(now.get("key"), str):
            then["key"] = earlier.key(now["key"])
        said = replace(value, **then)
    return said  # type: ignore[return-value]  # of the same shape
