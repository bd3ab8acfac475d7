"""Everything that can be recorded, each act declared once; every interface is made from these.

The modules are loaded by subject, since most commands need one of them.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from application.declarations.act import Act

SUBJECTS = (
    *("bodies", "measures"),
    *("members.joining", "members.leaving", "members.names", "members.focal_points"),
    *("texts.wording", "texts.signatures", "texts.consents"),
    *("meetings.meetings", "meetings.decisions", "meetings.presence", "meetings.voting_rules"),
    *("meetings.votes", "meetings.written_procedures", "meetings.minutes"),
    *("progress.schedules", "progress.reports", "progress.assessments"),
    *("laws", "work", "entries", "visibility"),
)
"""The modules, in the order in which people read of their acts."""


@cache
def acts_of(subject: str) -> tuple[type[Act], ...]:
    """Return the acts of one module, in the order in which they are declared there."""
    found = vars(import_module(f"application.acts.{subject}")).values()
    kinds = [each for each in found if isinstance(each, type) and issubclass(each, Act)]
    return tuple(kind for kind in kinds if kind is not Act and (kind.NAME or kind.ROW))


@cache
def all_acts() -> tuple[type[Act], ...]:
    """Return all acts, subject by subject."""
    return tuple(act for each in SUBJECTS for act in acts_of(each))


@cache
def rows() -> Mapping[str, type[Act]]:
    """Return the acts that a row can record, by the word in its column `act`."""
    return MappingProxyType({act.ROW: act for act in all_acts() if act.ROW})
