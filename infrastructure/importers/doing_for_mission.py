"""What the acts of rows about gaps, practice, partners, products and people do."""

from collections.abc import Callable
from typing import TypeVar, get_args

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import legislation, members, mission
from domain.event import Event
from domain.events.member import Applied, FocalPointDesignated, FocalRole
from domain.values import MemberKind
from infrastructure.importers.given import Given

E = TypeVar("E", bound=Event)
Do = Callable[[Recording, str, Given], None]
KINDS = TypeAdapter(MemberKind)
ROLES: TypeAdapter[FocalRole] = TypeAdapter(FocalRole)


def apply(recording: Recording, taskforce: str, given: Given) -> None:
    """Express interest in membership."""
    kind = given.get_word("member_kind", KINDS) or MemberKind.STATE
    application = _stated(Applied, given, kind=kind)
    members.apply(recording, taskforce, application, given.day("on"))


def designate(recording: Recording, taskforce: str, given: Given) -> None:
    """Make a person the member's focal point."""
    role = given.get_word("role", ROLES) or get_args(FocalRole)[0]
    designation = _stated(FocalPointDesignated, given, role=role)
    legislation.designate(recording, taskforce, designation, given.day("on"))


def release(recording: Recording, taskforce: str, given: Given) -> None:
    """Release a focal point from one role, or from all."""
    member, person = given.text("member"), given.text("person")
    role = given.get_word("role", ROLES)
    legislation.release_focal_point(recording, taskforce, member, person, given.day("on"), role)


def dissolve(recording: Recording, taskforce: str, given: Given) -> None:
    """End the body."""
    mission.dissolve(recording, taskforce, given.day("on"), given.get("reason"))


def _stated(kind: type[E], given: Given, /, **others: object) -> E:
    """Make an event of the cells that have the names of its fields, and of `others`.

    Raises:
        ValidationError: a value is not of its form.
    """
    named = {name: given.get(name) for name in kind.model_fields if given.get(name)}
    return kind.model_validate(named | others)
