"""Lets use cases be told any code that a member has or had."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TypeVar, cast

from pydantic import BaseModel

from application.recording import Recording
from domain.codes import Codes

F = TypeVar("F", bound=Callable[..., object])
CODES = ("member", "code")
"""Parameters that are a member's code."""


def by_any_code(use_case: F) -> F:
    """Let a use case be called with codes that members had; it is run with those of today.

    Its parameters that are codes are told by their names (see `CODES`), and events by their fields.
    """
    names = list(signature(use_case).parameters)[2:]

    @wraps(use_case)
    def told(recording: Recording, taskforce: str, *values: object, **named: object) -> object:
        codes = recording.codes(taskforce)
        if codes.meant:
            values = tuple(_now(codes, n, v) for n, v in zip(names, values, strict=False))
            named = {name: _now(codes, name, value) for name, value in named.items()}
        return use_case(recording, taskforce, *values, **named)

    return cast("F", told)


def _now(codes: Codes, name: str, value: object) -> object:
    if isinstance(value, str):
        return codes.of(value) if name in CODES else value
    if isinstance(value, BaseModel):
        return codes.in_event(value)
    if isinstance(value, list | tuple):
        return tuple(_now(codes, "", each) for each in value)
    return value
