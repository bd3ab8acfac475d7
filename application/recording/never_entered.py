"""What must never be entered: addresses, numbers of cases, digests, names of people.

Nor is a name of a member without a letter, such as the running number of its row.
"""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from application.event_store.stored_events import encode, people_in
from domain.errors import Malformed, SaysWho, UnfitText
from domain.event import Envelope, Event, free_texts
from domain.events.bodies import Established
from domain.events.members import Applied, Joined, Recoded
from domain.guard import check_text
from domain.log.expunging import must_not_look_removed
from domain.members.duplicates import NAMING, name_in

LONGEST_KEY = 200
_NAMES_SOMEBODY = (
    "The {name} names a person who is in the contacts. The register never holds names of people: "
    "write the office, or the p-… reference."
)


def must_be_fit(
    envelope: Envelope,
    event: Event,
    names_in: Callable[[str], Sequence[str]],
    says_who: Callable[[str], bool],
) -> None:
    """Refuse what must never be entered; `names_in` finds people of the contacts in a text.

    `says_who` finds them in a reference to a person that is not in use yet.

    Raises:
        SaysWho: such a reference stands in any field.
        UnfitText: a text holds an address, a number of a case, a digest, or a person's name, or
            is the mark of a removed text.
        Malformed: a text cannot be stored as it is, or the name of a member has no letter.
    """
    name = name_in(event) if isinstance(event, NAMING) else ""
    if name and not any(map(str.isalpha, name)):
        raise Malformed("{name!r} has no letter, so it is not the name of a member.", name=name).at(
            "name"
        )
    for person in filter(says_who, people_in(encode(envelope, event))):
        raise SaysWho(person)
    override = envelope.public_reference is not None
    for name, code in _codes_taken(event):
        if "-" in code and not envelope.corrects and names_in(code):
            raise UnfitText(_NAMES_SOMEBODY, name=name)
    for name, text, mark in (*free_texts(envelope), *free_texts(event)):
        check_text(text, field=name, public_reference=mark.link or override)
        if not envelope.corrects:  # a correction keeps what was removed from its entry
            must_not_look_removed(name, text)
        if names_in(unquote(text) if mark.link or " " not in text else text):
            raise UnfitText(_NAMES_SOMEBODY, name=name)


def _codes_taken(event: Event) -> Iterator[tuple[str, str]]:
    """Yield field and code where a body or a member may begin to be called so.

    A code of one word, such as KEN, may also be the name of somebody.
    """
    match event:
        case Applied() | Joined():
            yield "member", event.member
        case Established() | Recoded():
            yield "code", event.code
        case _:
            pass


def must_be_key(key: str) -> None:
    """Refuse a command key that is empty, very long, or holds what must never be entered.

    Raises:
        Malformed: it is empty or has more than 200 characters.
        UnfitText: it is kept for ever, like all that is entered.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Malformed("A command key has from 1 to {most} characters.", most=LONGEST_KEY)
    check_text(key, field="command key", public_reference=True)
