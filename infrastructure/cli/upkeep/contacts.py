"""`contacts …`: names and addresses, apart from the log, so that they can be erased."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import click

from application.register import Register
from domain.errors import Malformed, Unavailable
from domain.suggestions import few_suggestions
from domain.words import worded
from infrastructure.bootstrap import contacts_path, utc_today
from infrastructure.cli.acts.import_questions import say_what_was_read
from infrastructure.cli.acts.import_results import show_problems
from infrastructure.cli.common_options import PERSON
from infrastructure.cli.groups import REFUSED, Group, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import must_confirm, say, show_done, tell
from infrastructure.cli.typed_names import code_in_any_body, is_code
from infrastructure.cli.upkeep.people_sheet import PeopleRead, PeopleSheet
from infrastructure.contacts.contact import Contact, fold
from infrastructure.contacts.store import Contacts
from infrastructure.files.store_path import must_be_there
from infrastructure.importers.rows.row_bounds import bounded_rows
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.problems import BadRows
from infrastructure.importers.tables.reading import read_file
from infrastructure.output_safety.file_types import LOG, register_database

NOT_A_MEMBER = "Note: no body has a member {code} so far."
ONE_WORD = (
    "Note: The name is one word, so each text in which that word stands is refused. If it is an"
    " ordinary word, erase this contact and add one under the whole name of the person."
)


@click.group(cls=Group, epilog=example("contacts list"))
def contacts() -> None:
    """Keep names and addresses of people, apart from the log.

    It knows only their p-… reference.
    """


@contacts.command(epilog=example("contacts add 'Ada Example' --email ada@example.org --member KEN"))
@click.argument("name")
@click.option("--email")
@click.option("--office", help="Such as: Ministry of Justice, focal point.")
@click.option("--member", metavar="CODE")
@click.option(
    "--ref", metavar="P-REF", help="Your own reference; no word of a name in it.  [made up]"
)
@click.pass_context
def add(
    ctx: click.Context,
    /,
    *,
    name: str,
    email: str | None,
    office: str | None,
    member: str | None,
    ref: str | None,
) -> None:
    """Keep a person's NAME, and print the reference that stands for it in the log."""
    session = Session(ctx)
    with Contacts(beside(session.live_store, contacts_path)) as people:
        of = _member(session, member) if member else None
        contact = people.add(
            name,
            email=email,
            office=office,
            member=of.code if of else None,
            person_ref=ref,
            today=utc_today(),
            in_use=lambda person: _is_in_use(session, person),
        )
    kept = contact.person_ref
    show_done(worded("Kept as {ref}", ref=kept), lambda: click.echo(kept))
    if contact.is_one_word:
        tell(ONE_WORD)
    _say_if_unknown(of)


def beside(store: Path, place: Callable[[Path], Path]) -> Path:
    """Return a file that a register has in its place, which may be new.

    Raises:
        Unavailable: it would be new, and beside a file that is no log, where nobody looks for it.
    """
    must_be_there(store)
    path = place(store)
    if not path.exists() and register_database(store) != LOG:
        sentence = "{store} is not a log, or is damaged, and there is no {name} beside it."
        raise Unavailable(sentence, store=store, name=path.name)
    return path


def _is_in_use(session: Session, person: str) -> bool:
    """Say whether the settings or the log have a reference, which then cannot be changed."""
    with session.register(recording=True) as register:
        return person == session.settings.settled or register.read_model.has_person(person)


class _Member(NamedTuple):
    """A member by its code, and whether a body has it; that is not known of a locked register."""

    code: str
    is_known: bool


def _member(session: Session, member: str) -> _Member:
    """Return the member that is named by a code or a name, as far as any body has it.

    Raises:
        Malformed: several have that name.
        Unavailable: the register cannot be read, and it is needed to tell whose name it is.
    """
    try:
        with session.register(recording=True) as register:  # which waits for no tables
            code = code_in_any_body(register, member)
            return _Member(code, is_known=not _unknown(register, {code}))
    except Unavailable:
        if is_code(member):
            return _Member(member.upper(), is_known=True)
        raise


def _unknown(register: Register, codes: AbstractSet[str]) -> list[str]:
    """Return the codes that no body has."""
    where = register.read_model.where_is
    known = {code for code in codes for _, kind in where(code) if kind == "member"}
    return sorted(codes - known)


def _say_if_unknown(member: _Member | None) -> None:
    """Warn of a code that no body has: it may be mistyped, and nobody would be written to."""
    if member and not member.is_known:
        tell(NOT_A_MEMBER, code=member.code)


@contacts.command("list", epilog=example("contacts list --member KEN"))
@click.option("--member", metavar="CODE", help="Only of this member.")
@click.pass_context
def list_(ctx: click.Context, /, member: str | None) -> None:
    """List the people by their names."""
    session = Session(ctx)
    of = _member(session, member) if member else None
    with Contacts(beside(session.live_store, contacts_path)) as people:
        found = _of_member(session, people.list(), of.code) if of else people.list()
    _list(found)
    if not found:
        tell("No contacts.")
        _say_if_unknown(of)


def _of_member(session: Session, people: Sequence[Contact], code: str) -> Sequence[Contact]:
    """Return those of a member, also if they were kept under an earlier code of it."""
    now = people
    with suppress(Unavailable), session.register(recording=True) as register:
        now = _with_codes_of_today(register, people)
    return [each for each, today in zip(people, now, strict=True) if today.member == code]


def _with_codes_of_today(register: Register, people: Sequence[Contact]) -> Sequence[Contact]:
    """Return people with the codes that their members have today; one of several stays."""

    @cache
    def today(code: str) -> str:
        try:
            return code_in_any_body(register, code)
        except Malformed:
            return code

    return [replace(each, member=each.member and today(each.member)) for each in people]


@contacts.command("import", epilog=example("contacts import people.csv --dry-run"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", help="The sheet of a workbook.  [the only one]")
@click.option("--dry-run", is_flag=True, help="Show what would be kept.")
@click.pass_context
def import_(ctx: click.Context, /, *, file: Path, sheet: str | None, dry_run: bool) -> int:
    """Keep the people of a FILE (CSV, XLSX or ODS), all or nothing; who is kept stays as kept.

    FILE has a column of names (or of first and last names), and may have columns for e-mail
    addresses, offices and members. The people are listed with their new references.
    """
    session = Session(ctx)
    table = read_file(file, None, sheet)
    say_what_was_read(table)
    with (
        session.register(recording=True) as register,  # which waits for no tables
        Contacts(beside(session.live_store, contacts_path)) as people,
    ):
        code, kept = cache(partial(code_in_any_body, register)), people.list()
        with few_suggestions(), bounded_rows(table):
            known = _with_codes_of_today(register, kept)
            found = PeopleSheet(table, known, people.draw, code, utc_today()).read()
        if found.problems:
            tell("depositary: {refusal}", refusal=BadRows(table.name, found.problems).summary)
            show_problems(found.problems)
            tell("Correct them, and import the file again.")
            return REFUSED
        if not dry_run:
            people.add_all(found.new, beside=kept)
        _show_import(found, dry_run=dry_run)
        if unknown := _unknown(register, {each.member for each in found.new if each.member}):
            tell(NOT_A_MEMBER, code=", ".join(unknown))
    return 0


def _list(people: Iterable[Contact], *, with_references: bool = True) -> None:
    for each in sorted(people, key=lambda it: (fold(it.name), it.person_ref)):
        reference = each.person_ref if with_references else None
        parts = (reference, each.name, each.email, each.office, each.member)
        say("  ".join(part for part in parts if part))


def _show_import(found: PeopleRead, *, dry_run: bool) -> None:
    new, known = len(found.new), found.known
    sentence = (
        "New: {new}. Kept already: {known}. Nothing was kept now."
        if dry_run
        else ("Kept: {new}. Kept already: {known}.")
    )
    done = worded(sentence, new=new, known=known)
    show_done(done, partial(_list, found.new, with_references=not dry_run))
    tell(done)
    if found.nobody:
        tell("No person is named in {rows}.", rows=listed(found.nobody))
    if found.unread:
        tell("Not read: {columns}.", columns=", ".join(found.unread))
    if ordinary := [each.name for each in found.new if each.is_one_word]:
        tell(
            "Note: Each of these names is one word, so each text in which that word stands is "
            "refused: {names}. If one is an ordinary word, erase this contact and add one under "
            "the whole name of the person.",
            names=", ".join(ordinary),
        )


@contacts.command(epilog=example(f"contacts change {PERSON} --email ada.example@example.org"))
@click.argument("ref")
@click.option("--email")
@click.option("--office")
@click.option("--member", metavar="CODE")
@click.pass_context
def change(
    ctx: click.Context, /, *, ref: str, email: str | None, office: str | None, member: str | None
) -> None:
    """Keep another address, office or member of a person; the reference stays the same."""
    session = Session(ctx)
    if not (email or office or member):
        raise Malformed("Say what is changed: --email, --office or --member.")
    of = _member(session, member) if member else None
    with Contacts(beside(session.live_store, contacts_path)) as people:
        people.change(ref, email=email, office=office, member=of.code if of else None)
    tell("Changed {ref}. Backups that you made before still have the old values.", ref=ref)
    _say_if_unknown(of)


@contacts.command(epilog=example(f"contacts erase {PERSON} --yes"))
@click.argument("ref")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_context
def erase(ctx: click.Context, /, *, ref: str, yes: bool) -> None:
    """Erase a person for good; the log keeps the reference, which then stands for nobody."""
    with Contacts(beside(Session(ctx).live_store, contacts_path)) as people:
        if not yes and any(each.person_ref == ref for each in people.list()):
            must_confirm(worded("Erase {ref} for good?", ref=ref))
        people.erase(ref, today=utc_today())  # of nobody, too: one may have been cut short
    tell("Erased {ref}. Backups that you made before still hold it.", ref=ref)


COMMANDS = {"contacts": contacts}
