"""Health checks of people: references that reveal a name, and addresses for letters."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import TypeVar

from application.event_store.stored_events import members_in, people_in
from application.letters.office import ADDRESSED_ROLES, DESIGNATE, recipients, unreached
from application.read_model import ReadModel
from domain.errors import DepositaryError, Unavailable
from domain.events.entries import Retracted
from domain.events.members import Applied, FocalPointDesignated, FocalPointReleased, Joined, Recoded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.published.prefix import LogPrefix
from infrastructure.bootstrap import CONFIG, contacts_path
from infrastructure.contacts.store import Contacts
from infrastructure.doctor.finding import HealthFinding, Installation, advice, problem
from infrastructure.email_addresses import is_deliverable
from infrastructure.files.locks import step
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel

T = TypeVar("T")
CHANGE = "depositary contacts change {person} --email ADDRESS"
RELEASE = "depositary member release-focal-point CODE {person}"


def check_references(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that no reference in the log, the settings or the contacts has a word of a name."""
    actor = installation.settings.actor or ""
    with _contacts(installation) as people, suppress(Unavailable):
        known = {contact.person_ref for contact in people.list()}
        if not known:
            return
        members: set[str] = set()
        acting = known | {actor}
        for entry in log.entries():
            acting |= people_in(entry.state or b"")
            members |= members_in(entry.state or b"")
        for person in sorted(acting - members):
            if people.says_who(person):
                yield advice(
                    "The reference {person} says who it is: a part of it is a word of a name.",
                    "Let depositary contacts add NAME make up another, and put that as actor into"
                    " {config}. What is recorded keeps this one."
                    if person == actor
                    else "Let depositary contacts add NAME make up another, and use that."
                    " What is recorded keeps this one.",
                    person=person,
                    config=CONFIG,
                )


def _contacts(installation: Installation) -> Contacts:
    """Return the contacts; the check of the actor has waited for a lock, and reported it."""
    return Contacts(contacts_path(installation.store), patience=step())


def check_addresses(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that letters can be sent to those who have an address, and to every focal point."""
    try:
        with _contacts(installation) as people:
            mails = {contact.person_ref: contact.email for contact in people.list()}
    except Unavailable:
        return  # the check of contacts says it
    reached = {person for person, mail in mails.items() if mail and is_deliverable(mail)}
    designated = {event.person for _, _, event in log.events(FocalPointDesignated)}
    members = _addressed(installation, log) if designated - reached else {}
    bad = {person for person, mail in mails.items() if mail} - reached
    for person in sorted((bad | set(members)) - reached):
        of = ", ".join(members.get(person, ()))
        if person in bad:
            sentence = (
                "No letter can be sent to the address of {person}, a focal point of {members}."
            )
            if not of:
                sentence = "No letter can be sent to the address of {person}."
            yield problem(sentence, CHANGE, person=person, members=of)
        else:
            yield advice(
                "{person}, a focal point of {members}, is never written to: the contacts have no "
                "address of that person.",
                CHANGE if person in mails else RELEASE,
                person=person,
                members=of,
            )


def check_languages(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that each code that has a language is, or was, that of a member."""
    named = set(installation.settings.languages)
    for kind in (Applied, Joined, Recoded) if named else ():
        named.difference_update(*map(members_in, log.states(kind.TOPIC)))
    for code in sorted(named):
        yield problem(
            "[languages] names {code}, and no member has or had that code.",
            "Correct it in {config}.",
            code=code,
            config=CONFIG,
        )


def check_focal_points(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that each member has somebody to write to, where letters are written.

    Tables are made only where a member joined for whom nobody was designated, or where a
    designation may have ended or changed.
    """
    if not installation.settings.mail.sender:
        return
    named = list(log.events(FocalPointDesignated))
    designated = {stored.stream for stored, _, event in named if event.role in ADDRESSED_ROLES}
    changed = {stored.stream for stored, envelope, _ in named if envelope.corrects}
    for kind in (FocalPointReleased, Retracted):
        changed |= {stored.stream for stored, _, _ in log.events(kind)}
    if {stored.stream for stored, _, _ in log.events(Joined)} - (designated - changed):
        for _, sentence in _of_each_body(installation, log, unreached):
            yield advice(sentence, DESIGNATE)


def _addressed(installation: Installation, log: LogFile) -> dict[str, list[str]]:
    """Return everyone who is to be written to today, with the members, as the log says."""
    found: dict[str, list[str]] = {}
    for body, each in _of_each_body(installation, log, recipients):
        members = [f"{member} in {body}" for member in sorted(each.since)]
        found.setdefault(each.person, []).extend(members)
    return found


def _of_each_body(
    installation: Installation, log: LogFile, asked: Callable[[ReadModel, str, date], Iterable[T]]
) -> list[tuple[str, T]]:
    """Return what is found of each body today, with its code, as the log says."""
    found: list[tuple[str, T]] = []
    with (
        suppress(DepositaryError),  # the check of questions finds it
        SQLiteReadModel(LogPrefix(log, log.size())) as tables,
    ):
        tables.catch_up()
        for body in tables.taskforces():
            found += [(body, each) for each in asked(tables, body, installation.now.date())]
    return found
