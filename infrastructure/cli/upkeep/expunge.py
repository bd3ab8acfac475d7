"""`expunge`: remove texts that must not be in the log."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import get_args

import click

from application.context import Context
from application.entries import expunging
from application.entries.expunging import OtherOccurrences, RemovalPlan, RemovalRequest
from application.register import Register
from domain.errors import AlreadyExpunged, DepositaryError, Malformed, Unavailable
from domain.event import Recorded
from domain.events.log import ReasonClass
from domain.log.expunging import ROW
from domain.words import worded
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.published.reproduction import named
from infrastructure.bootstrap import EXPUNGER, expunging_path, open_register, open_tables
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import Session, sentences
from infrastructure.cli.screen import must_confirm, say, show_done, tell
from infrastructure.files.locks import folder_lock
from infrastructure.files.store_path import must_fit, why_no_file
from infrastructure.files.writing import SHARED, replace_name
from infrastructure.store.expunging import clean

DIGITS = 18  # of the largest position that SQLite can hold
LISTED = 50  # positions that are listed one by one
ELSEWHERE = (
    worded(
        "- Files that were made from the register since: reports, exports, workbooks, calendars."
    ),
    worded(
        "- What was stored, as `audit receipt --content` wrote it; the receipts themselves hold no"
        " text."
    ),
    worded("- Letters: reminders and digests, in the folder for outgoing mail and in mailboxes."),
    worded("- Backups and copies of the register, and snapshots of the disk."),
    worded(
        "- What commands that were killed left: folders named depositary-… among temporary files,"
        " and .depositary-… beside what was to be written."
    ),
)


@click.command(
    epilog=example(
        "expunge @14 --reason court_order --authority 'High Court of Atlantis' --dry-run",
        "expunge @14 --reason court_order --authority 'High Court of Atlantis' --yes",
    )
)
@click.argument("event", metavar="@POSITION")
@click.option(
    "--reason",
    type=click.Choice(get_args(ReasonClass), case_sensitive=False),
    required=True,
    help="Class of the reason.",
)
@click.option(
    "--authority",
    metavar="TEXT",
    required=True,
    help="Which office decided it, never a person: this stays for ever.",
)
@click.option("--field", "fields", multiple=True, metavar="FIELD", help="Only this text.  [all]")
@click.option(
    "--public-reference", metavar="REASON", help="A number in the authority is public, because …"
)
@click.option("--dry-run", is_flag=True, help="Show which fields hold a text, and what else to do.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_context
def expunge(
    ctx: click.Context,
    /,
    *,
    event: str,
    reason: ReasonClass,
    authority: str,
    fields: tuple[str, ...],
    public_reference: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Remove texts of an event that must never have been entered, once and on record.

    All that people wrote in the event at @POSITION goes, unless --field names a part of it. It is
    for a child's, suspect's or private person's data, and for what a court forbids; `correct` and
    `retract` are for what was merely wrong. Codes, references, days and hashes of documents stay,
    and so does, for ever, that texts were removed, why, and on whose authority. Old checkpoints and
    receipts prove what they proved.
    """
    session = Session(ctx)
    wanted = RemovalRequest(
        position=_position(event), reason=reason, authority=authority, fields=fields
    )
    context = Context(actor=session.actor(), public_reference=public_reference)
    with _opened(session) as register, sentences():
        found = _plan(register, wanted, context, session, dry_run=dry_run)
        _show(found, wanted)
        if dry_run:
            _say_what_else(session, found.record, _traces(register, found))
            tell("Nothing was removed.")
            return
        if not yes:
            tell("The authority stays for ever: an office, never a person's name.")
            must_confirm(worded("Remove this for good?"))
    with folder_lock(session.store.absolute().parent):  # or a report is published with the texts
        with _opened(session) as register, sentences():
            left = _traces(register, expunging.plan(register, wanted))  # if nobody was faster
            with _marked(register, wanted, expunging_path(session.store)):
                _, at = expunging.expunge(register, wanted, context)

        def show() -> None:
            say(worded("Removed, and recorded as @{at}.", at=at))
            _say_what_else(session, found.record, left)  # once only, so before what can fail

        show_done(worded("Recorded at @{first}", first=at), show)
        _clean(session.store, wanted.position)


@contextmanager
def _marked(register: Register, wanted: RemovalRequest, mark: Path) -> Iterator[None]:
    """Mark that texts are being removed; where surely none was, put the mark back as it was.

    A link in its place is no mark: it is replaced, and nothing is written where it leads.
    """
    before = mark.read_bytes() if mark.exists() and not mark.is_symlink() else None
    try:
        replace_name(mark, f"@{wanted.position}\n".encode(), SHARED)
        yield
    except BaseException:
        if _is_as_before(register, wanted):
            if before is None:
                mark.unlink(missing_ok=True)
            else:
                replace_name(mark, before, SHARED)
        raise


def _is_as_before(register: Register, wanted: RemovalRequest) -> bool:
    try:
        expunging.plan(register, wanted)
    except DepositaryError:  # it is removed, or nobody can tell
        return False
    return True


def _opened(session: Session) -> AbstractContextManager[Register]:
    """Open the register so that a stored event can be replaced.

    Raises:
        Unavailable: the mark that texts are being removed cannot be written.
    """
    must_fit(why_no_file(expunging_path(session.store)))
    return open_register(session.store, recorder=EXPUNGER, settled=session.settings.settled)


def _position(event: str) -> int:
    """Read `@14` or `14`: the place of one event, since each version of an entry is its own."""
    digits = event.removeprefix("@")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS):
        raise Malformed.expected(worded("the position of an event, such as @14"), event)
    return int(digits)


def _plan(
    register: Register, wanted: RemovalRequest, context: Context, session: Session, *, dry_run: bool
) -> RemovalPlan:
    """Decide; an earlier removal that was interrupted is reported again, and completed.

    A dry run reports only.
    """
    try:
        found = expunging.plan(register, wanted)
    except AlreadyExpunged:
        _say_what_else(session, *expunging.removed_before(register.log, wanted.position))
        if not dry_run:
            with folder_lock(session.store.absolute().parent):
                _clean(session.store, wanted.position)
            tell("What may have been left of them on this machine was removed.")
        raise
    expunging.prepare(register, found, wanted, context)  # or refuse before anything is asked
    return found


def _traces(register: Register, found: RemovalPlan) -> OtherOccurrences:
    return expunging.traces(register.log, found.record, found.removal.texts)


def _show(found: RemovalPlan, wanted: RemovalRequest) -> None:
    """Show what it is about by the names of fields; the texts are never shown again."""
    record, texts = found.record, found.removal.texts
    fields = ", ".join(
        name if len(each) == 1 else f"{name} ({len(each)})"
        for name, each in texts.items()
        if name != ROW
    )
    click.echo(f"@{record.position}  {record.event.TOPIC}, recorded {record.recorded_on}")
    say(worded("Texts in: {fields}", fields=fields or worded("none")))
    if ROW in texts:
        say(worded("And the hash of the imported row, by which a guess could be confirmed"))
    if staying := ", ".join(found.staying):
        sentence = "Not removed, and this is the only time: {fields}"
        say(worded(sentence, fields=staying))
    sentence = "For ever on record: {reason}, on the authority of {authority}"
    say(worded(sentence, reason=wanted.reason, authority=wanted.authority))


def _clean(store: Path, position: int) -> None:
    """Make the tables anew without a trace of the old ones, and the log's file."""
    try:
        with open_tables(store) as tables:
            tables.rebuild(forget=True)
        clean(store)
        expunging_path(store).unlink(missing_ok=True)
    except Unavailable as error:
        raise Unavailable(
            "Texts of @{position} are removed, and that is on record, but something of "
            "them may be left on this machine. {error} Send the same command again.",
            position=position,
            error=error,
        ) from error


def _say_what_else(session: Session, record: Recorded, left: OtherOccurrences) -> None:
    for line in _what_else(record, left, session.settings.mail.folder):
        say(line)
    with opened(session.store, as_it_is=True) as log:
        others = log.differences()
    if others:
        sentence = (
            "In the file of the register somebody made or changed {others}: the texts may be there,"
            " too. See: depositary audit verify"
        )
        say(worded(sentence, others=", ".join(others)))


def _what_else(record: Recorded, left: OtherOccurrences, mail: Path | None) -> Iterator[str]:
    yield worded("Look at each of these yourself:")
    for name, positions in left.again.items():
        sentence = "- The text in {name} stands again in {there}: expunge these, too."
        if name == ROW:
            sentence = "- A hash of the same row stands in {there}, too: expunge these, too."
        yield worded(sentence, name=name, there=named(positions, LISTED))
    if left.versions:
        sentence = "- Other versions of the entry have such a text: {versions}."
        yield worded(sentence, versions=named(left.versions, LISTED))
    yield worded(
        "- Parts of these texts, such as a name, were not looked for: depositary search WORDS"
    )
    if left.reports:
        yield worded(
            "- Reports that were published since, each in its folder: {reports}. Remove files in"
            " which the texts stand, and let manifest.json stand.",
            reports=", ".join(f"@{position} {name}" for position, name in left.reports),
        )
    if record.envelope.row_key:
        yield worded("- The file from which it was imported.")
    yield from ELSEWHERE
    if mail:
        yield worded("- Letters on this machine: {mail}.", mail=mail)
    yield worded(
        "Out of reach: what others keep (mailboxes, printed pages, a repository with its history),"
        " and on this machine the free space of the disk and what a flash disk copied to even out"
        " its wear."
    )


COMMANDS = {"expunge": expunge}
