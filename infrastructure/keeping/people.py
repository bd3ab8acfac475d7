"""What `doctor` looks at among references to people: one that says who it is."""

from collections.abc import Iterator
from contextlib import suppress

from application.stored import people_in
from domain.errors import Unavailable
from infrastructure.audit.log_file import LogFile
from infrastructure.bootstrap import CONFIG, contacts_path
from infrastructure.contacts.store import Contacts
from infrastructure.keeping.office import Office, Sign, note


def references(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether a reference in the log, the settings or the contacts has a word of a name."""
    actor = office.settings.actor or ""
    with Contacts(contacts_path(office.store)) as people, suppress(Unavailable):
        known = {contact.person_ref for contact in people.list()}
        if not known:
            return
        recorded = (people_in(entry.state or b"") for entry in told.entries())
        for person in sorted(known.union([actor], *recorded)):
            if people.says_who(person):
                yield note(
                    f"The reference {person} says who it is: a part of it is a word of a name.",
                    "Let depositary contacts add NAME make up another, and "
                    + (f"put that as actor into {CONFIG}." if person == actor else "use that.")
                    + " What is recorded keeps this one.",
                )
