"""What each act of a row does: one use case, called with what the row gives."""

from typing import Literal

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import members, recoding
from domain.values import MemberKind
from infrastructure.importers.given import Given

KINDS = TypeAdapter(MemberKind)
YES_OR_NO: TypeAdapter[Literal["yes", "no"]] = TypeAdapter(Literal["yes", "no"])


def join(recording: Recording, taskforce: str, given: Given) -> None:
    """Admit the member, and end its membership where its end is known."""
    members.join(
        recording,
        taskforce,
        given.text("member"),
        given.day("on"),
        name=given.get("name"),
        kind=given.get_word("member_kind", KINDS),
        founding=given.get_word("founding", YES_OR_NO) == "yes",
        until=given.get_day("until"),
        distinct=given.get("distinct"),
    )


def leave(recording: Recording, taskforce: str, given: Given) -> None:
    """End the membership."""
    member, on = given.text("member"), given.day("on")
    members.withdraw(recording, taskforce, member, on, _names(given, "ends"))


def suspend(recording: Recording, taskforce: str, given: Given) -> None:
    """Suspend the member, and end that where its end is known."""
    member, on, reason = given.text("member"), given.day("on"), given.get("reason")
    members.suspend(recording, taskforce, member, on, reason, given.get_day("until"))


def reinstate(recording: Recording, taskforce: str, given: Given) -> None:
    """End the suspension."""
    member, on = given.text("member"), given.day("on")
    members.reinstate(recording, taskforce, member, on, _names(given, "ends"))


def rename(recording: Recording, taskforce: str, given: Given) -> None:
    """Give the member its new name."""
    code, name = given.text("member"), given.text("name")
    members.rename(recording, taskforce, code, name, given.day("on"))


def recode(recording: Recording, taskforce: str, given: Given) -> None:
    """Give the member its new code."""
    old, new = given.text("member"), given.text("code")
    recoding.recode(recording, taskforce, old, new, given.day("on"))


def _names(given: Given, name: str) -> list[str]:
    """Return what a cell names, as `@position` or by its day; several are separated by `;`."""
    return [part.strip() for part in (given.get(name) or "").split(";") if part.strip()]
