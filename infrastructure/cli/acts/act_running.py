"""Records an act that was typed; all values that are wrong are reported at once."""

from collections.abc import Mapping, Sequence

import click

from application.acts import acts_of
from application.declarations.act import Act
from application.declarations.declared import InvalidFields, made
from application.declarations.on_entries import OnEntries
from application.declarations.provenance import Provenance
from infrastructure.bootstrap import contacts_path
from infrastructure.cli.open_register import Session
from infrastructure.cli.provenance_options import Shared, with_digests, wrong
from infrastructure.cli.recording import record_act
from infrastructure.cli.screen import SeveralWrong, tell
from infrastructure.cli.typed_names import with_codes_of_act, with_known_kind
from infrastructure.contacts.store import Contacts


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
    session = Session(ctx)
    coded = with_codes_of_act(session, kind, given)
    act = _made(kind, with_known_kind(session, kind, coded), Shared(shared))
    if isinstance(act, OnEntries):
        from infrastructure.cli.acts.amending import amend  # noqa: PLC0415  # loads all answers

        amend(ctx, act, form, dict(shared))
        return
    record_act(session, act.record, act.founded(), **shared)
    _tell_of_strangers(session, act)


def _made(kind: type[Act], given: Mapping[str, object], shared: Shared) -> Act:
    """Return the act, or report all invalid values of it and of its shared options."""
    try:
        return made(kind, with_digests(kind, given))
    except InvalidFields as error:
        lines = [*wrong(kind, error.problems).lines, *_also_wrong(shared)]
        raise SeveralWrong(lines) from error


def _also_wrong(shared: Shared) -> Sequence[str]:
    try:
        shared.around()
    except InvalidFields as error:
        return wrong(Provenance, error.problems).lines
    return ()


def _tell_of_strangers(session: Session, act: Act) -> None:
    """Note if the person of the act is not in the contacts, so that no reminders can be sent."""
    if "person" in type(act).MAKES[0].model_fields:
        person: str = getattr(act, "person")  # noqa: B009  # of acts that record one
        with Contacts(contacts_path(session.store)) as people:
            known = {each.person_ref for each in people.list()}
        if person not in known:
            tell("Note: {person} is not in the contacts (depositary contacts add).", person=person)
