"""What the act of a row about the rule for a quorum does."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from application.recording import Recording
from application.use_cases import meetings
from application.use_cases.notation import quorum_of
from domain.errors import Malformed, Refused
from infrastructure.importers.given import Given

T = TypeVar("T")


def set_quorum_rule(recording: Recording, taskforce: str, given: Given) -> None:
    """Set the rule for a quorum."""
    counting = (given.get("counting") or "").replace(";", " ").split()
    rule = _told(given, "enough", lambda: quorum_of(given.text("enough"), counting=counting))
    meetings.set_quorum_rule(recording, taskforce, rule, given.day("on"))


def _told(given: Given, name: str, read: Callable[[], T]) -> T:
    """Read a cell that holds several things; what is wrong with one is a fault of the cell."""
    try:
        return read()
    except ValidationError as error:
        raise given.fault(name, given.explain(error, name)) from error
    except (Malformed, Refused) as error:
        raise given.fault(name, str(error)) from error
