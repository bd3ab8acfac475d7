"""Warn the secretariat that what it asked about is hidden from the audience it writes for."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import loads
from shlex import quote

from application.questions.asking.ask import Ask, as_of
from application.questions.asking.completeness import shown
from application.register import Register
from domain.errors import Refused, UnknownReference
from domain.events import topics
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.screen import tell

READERS = {Visibility.PUBLIC: worded("the public"), Visibility.MEMBERS: worded("members")}


@contextmanager
def hint_at_hidden(register: Register, ask: Ask) -> Iterator[None]:
    """Say of a reference that is hidden from an audience how to show it to that audience.

    Afterwards say how much is hidden from the public. Whoever types has the whole register; answers
    and reports themselves never say so.

    Raises:
        Refused: entries of that reference are there, for others.
    """
    try:
        yield
    except UnknownReference as error:
        _must_be_named_nowhere(register, ask, error)
        if ask.audience is not Visibility.SECRETARIAT:
            _must_not_be_hidden(register, ask, error)
        _must_be_no_party(register, ask, error)
        raise
    tell_of_hidden(register, ask)


def tell_of_hidden(register: Register, ask: Ask) -> None:
    """Say beside what is for the public how many entries it may not see, if there are any."""
    if ask.audience is not Visibility.PUBLIC:
        return
    at = as_of(register.read_model, ask, register.today())
    found = shown(register.read_model, ask.taskforce, at)
    if found.hidden:
        from application.entries.selection import can_be_chosen  # noqa: PLC0415  # rarely

        tell(
            "Note: the public may not see {hidden} of {entries} entries. What could be shown: "
            "depositary show-to public --all-entries --dry-run"
            if any(can_be_chosen(row, ask.audience) for row in found.hidden)
            else "Note: the public may not see {hidden} of {entries} entries.",
            hidden=len(found.hidden),
            entries=found.entries,
        )


def must_show_something(register: Register, ask: Ask) -> None:
    """Refuse to write tables that are empty because all is hidden from their readers.

    Raises:
        Refused: their audience may see no entry of the body.
    """
    at = as_of(register.read_model, ask, register.today())
    found = shown(register.read_model, ask.taskforce, at)
    if found.hidden and not found.seen:
        raise Refused(
            "None of the {entries} entries of {taskforce} is for {readers}, so all tables would be "
            "empty, as if nothing were recorded. What could be shown: depositary show-to "
            "{audience} --all-entries --dry-run",
            readers=READERS[ask.audience],
            entries=found.entries,
            taskforce=ask.taskforce,
            audience=ask.audience,
        )


def _must_be_no_party(register: Register, ask: Ask, error: UnknownReference) -> None:
    """Refuse a party where a text is asked for, and say how to ask about it.

    It need not be a member: it may have applied only, or have left.
    """
    code = error.reference.upper()
    is_party = (ask.taskforce, "member") in register.read_model.where_is(code)
    if is_party and error.kind == "instrument or commitment":
        raise Refused(
            "There is no {kind} {reference!r}: {code} stands for a party, not for a text. All "
            "about it: depositary history {code}",
            kind=error.kind,
            reference=error.reference,
            code=code,
        ) from error


def _must_be_named_nowhere(register: Register, ask: Ask, error: UnknownReference) -> None:
    """Refuse a history of what has none of its own, such as a meeting, and say where it is told."""
    if error.kind != "history of":
        return
    at = as_of(register.read_model, ask, register.today())
    rows = register.read_model.entries(ask.taskforce, [*topics()], at)
    if any(error.reference in loads(row.event).values() for row in rows):
        raise Refused(
            "{reference} is no member, text or commitment, so it has no history of its own. The "
            "entries that name it: depositary search {words}",
            reference=error.reference,
            words=quote(f'"{error.reference}"'),
        ) from error


def _must_not_be_hidden(register: Register, ask: Ask, error: UnknownReference) -> None:
    """Refuse a reference that is there for others, and say how to show it.

    What has no history of its own, such as a meeting, is looked for in what entries say.
    """
    tables, everything = register.read_model, ask._replace(audience=Visibility.SECRETARIAT)
    at = as_of(tables, everything, register.today())
    told = {"kind": error.kind, "reference": error.reference, "audience": ask.audience}
    about_it = tables.log(ask.taskforce, at, error.reference)
    hidden_of_it = (e for e in about_it if not ask.audience.shows(Visibility(e.visibility)))
    if entry := next(hidden_of_it, None):
        raise Refused(
            "There is no {kind} {reference!r} that {readers} may see; others may. See what "
            "is hidden of it: depositary history {reference} --audience secretariat; to "
            "show an entry: depositary show-to @{position} {audience}",
            readers=READERS[ask.audience],
            position=entry.position,
            **told,
        ) from error
    for row in tables.entries(ask.taskforce, [*topics()], at):
        hidden = not ask.audience.shows(Visibility(row.visibility))
        if hidden and error.reference in loads(row.event).values():
            raise Refused(
                "There is no {kind} {reference!r} that {readers} may see; others may. To show "
                "it: depositary show-to @{position} {audience}",
                readers=READERS[ask.audience],
                position=row.entry_position,
                **told,
            ) from error
