"""Recording an act that was typed: its values are read, and all that is wrong is said at once."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import click

from application.acts import acts_of
from application.declarations.act import Act
from application.declarations.forms import Problem
from application.declarations.making import Unfit, made
from application.declarations.on_entries import OnEntries
from domain.errors import Malformed
from infrastructure.bootstrap import contacts_path
from infrastructure.cli.amending import amend
from infrastructure.cli.contents import content_of
from infrastructure.cli.screen import SeveralWrong
from infrastructure.cli.session import Session
from infrastructure.contacts.store import Contacts

_DIGEST = re.compile("[0-9a-f]{64}")


def run(
    name: str,
    subject: str,
    given: Mapping[str, object],
    shared: Mapping[str, object],
    form: str = "text",
) -> None:
    """Record one act, or show what it would record; `form` is that of entries before and after.

    Raises:
        SeveralWrong: values are not of their form; it names all of them.
        Refused: a rule says no.
    """
    kind = next(act for act in acts_of(subject) if name == act.NAME)
    ctx = click.get_current_context()
    try:
        act = made(kind, _with_digests(kind, given))
    except Unfit as error:
        for each in error.problems:
            if each.refusal:
                raise each.refusal from error
        raise SeveralWrong([_said(kind, each) for each in error.problems]) from error
    if isinstance(act, OnEntries):
        amend(ctx, act, form, dict(shared))
        return
    session = Session(ctx)
    session.record(act.record, act.founded(), **shared)
    _tell_of_strangers(session, act)


def _tell_of_strangers(session: Session, act: Act) -> None:
    """Say if a person that the act records is not in the contacts, so that nobody could write."""
    if "person" in type(act).MAKES[0].model_fields:
        person: str = getattr(act, "person")  # noqa: B009  # of acts that record one
        with Contacts(contacts_path(session.store)) as people:
            known = {each.person_ref for each in people.list(None)}
        if person not in known:
            told = f"Note: {person} is not in the contacts (depositary contacts add)."
            click.echo(told, err=True)


def _with_digests(kind: type[Act], given: Mapping[str, object]) -> Mapping[str, object]:
    """Put the sha256 of a file in the place of its name; who has only the digest gives that."""
    files = [each.name for each in kind.fields().values() if each.kind.name == "file"]
    return {n: _digest(n, v) if n in files else v for n, v in given.items()}


def _digest(name: str, value: object) -> object:
    if not isinstance(value, str) or _DIGEST.fullmatch(value):
        return value
    if not Path(value).is_file():
        raise Malformed(f"--{name.replace('_', '-')}: there is no file {value!r}.")
    return sha256(content_of(Path(value))).hexdigest()


def _said(kind: type[Act], problem: Problem) -> str:
    """Say what is wrong with a value, by the name that it has on the command line."""
    name = problem.field
    place = name.upper() if name in kind.ARGUMENTS else f"--{name.replace('_', '-')}"
    return f"{place}: {problem.reason}"
