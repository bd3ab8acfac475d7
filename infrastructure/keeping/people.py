"""What `doctor` looks at among people: references that say who it is, and who gets no letters."""

from collections.abc import Iterator
from contextlib import suppress

from application.questions.across.reminders import reminded
from application.stored import decode, members_in, people_in
from domain.errors import DepositaryError, Unavailable, Unreadable
from domain.events.members import FocalPointDesignated
from domain.words import worded
from infrastructure.addresses import is_writable
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.published.prefix import Prefix
from infrastructure.bootstrap import CONFIG, contacts_path
from infrastructure.contacts.store import Contacts
from infrastructure.keeping.office import Office, Sign, note
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.waiting import step

CHANGE = "depositary contacts change {} --email ADDRESS"
RELEASE = "depositary member release-focal-point CODE {}"


def references(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether a reference in the log, the settings or the contacts has a word of a name."""
    actor = office.settings.actor or ""
    with _contacts(office) as people, suppress(Unavailable):
        known = {contact.person_ref for contact in people.list()}
        if not known:
            return
        members: set[str] = set()
        acting = known | {actor}
        for entry in told.entries():
            acting |= people_in(entry.state or b"")
            members |= members_in(entry.state or b"")
        for person in sorted(acting - members):
            if people.says_who(person):
                yield note(
                    worded(
                        "The reference {person} says who it is: a part of it is a word of a name.",
                        person=person,
                    ),
                    "Let depositary contacts add NAME make up another, and "
                    + (
                        worded("put that as actor into {CONFIG}.", CONFIG=CONFIG)
                        if person == actor
                        else "use that."
                    )
                    + " What is recorded keeps this one.",
                )


def _contacts(office: Office) -> Contacts:
    """Return the contacts; the look at who records has waited for a lock, and told of it."""
    return Contacts(contacts_path(office.store), patience=step())


def addresses(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether letters can be sent to those who have an address, and to who is reminded."""
    mails: dict[str, str | None] = {}
    with _contacts(office) as people, suppress(Unavailable):
        mails = {contact.person_ref: contact.email for contact in people.list()}
    reached = {person for person, mail in mails.items() if mail and is_writable(mail)}
    speaking = _speaking(office, told) if set(_designated(told)) - reached else {}
    bad = {person for person, mail in mails.items() if mail} - reached
    for person in sorted((bad | set(speaking)) - reached):
        of = (
            worded(", a focal point of {speaking}", speaking=", ".join(speaking[person]))
            if person in speaking
            else ""
        )
        if person in bad:
            yield Sign(
                worded(
                    "No letter can be sent to the address of {person}{of}.", person=person, of=of
                ),
                CHANGE.format(person),
            )
        else:
            yield note(
                worded(
                    "{person}{of}, is never reminded: the contacts have no address of that person.",
                    person=person,
                    of=of,
                ),
                CHANGE.format(person) if person in mails else RELEASE.format(person),
            )


def _designated(told: LogFile) -> Iterator[str]:
    """Yield everyone who was ever to speak for a member."""
    for entry in told.logged(FocalPointDesignated.TOPIC):
        with suppress(Unreadable):  # verification tells
            _, event = decode(FocalPointDesignated.TOPIC, entry.state or b"")
            assert isinstance(event, FocalPointDesignated)  # the topic says so
            yield event.person


def _speaking(office: Office, told: LogFile) -> dict[str, list[str]]:
    """Return everyone who is to be reminded today, with the members, as the log says."""
    found: dict[str, list[str]] = {}
    with (
        suppress(DepositaryError),  # the look at questions tells
        SQLiteReadModel(Prefix(told, told.size())) as tables,
    ):
        tables.catch_up()
        for body in tables.taskforces():
            for person, members in reminded(tables, body, office.now.date()).items():
                found.setdefault(person, []).extend(f"{each} in {body}" for each in sorted(members))
    return found
