"""Hint that a reference exists but is hidden from this audience."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from application.questions.asking.ask import Ask, as_of
from application.register import Register
from domain.errors import Refused, UnknownReference
from domain.values import Visibility
from domain.words import worded

READERS = {Visibility.PUBLIC: worded("the public"), Visibility.MEMBERS: worded("members")}


@contextmanager
def hint_at_hidden(register: Register, ask: Ask) -> Iterator[None]:
    """Say of a reference that is hidden from an audience how to show it to that audience.

    Whoever types has the whole register; answers and reports themselves never say so.

    Raises:
        Refused: entries of that reference are there, for others.
    """
    try:
        yield
    except UnknownReference as error:
        readers = READERS.get(ask.audience)
        at = as_of(
            register.read_model, replace(ask, audience=Visibility.SECRETARIAT), register.today()
        )
        hidden = [
            entry.position
            for entry in register.read_model.log(ask.taskforce, at, error.reference)
            if not ask.audience.shows(Visibility(entry.visibility))
        ]
        if readers is None or not hidden:
            raise
        raise Refused(
            "There is no {kind} {reference!r} that {readers} may see; others may. See what "
            "is hidden of it: depositary history {reference} --audience secretariat; to "
            "show an entry: depositary show-to @{position} {audience}",
            kind=error.kind,
            reference=error.reference,
            readers=readers,
            position=hidden[0],
            audience=ask.audience,
        ) from error
