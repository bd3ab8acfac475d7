"""Reads a sheet of people, as a secretariat keeps it, into contacts."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from shlex import quote

from domain.errors import DepositaryError, Malformed
from domain.names import normal
from domain.words import worded
from infrastructure.contacts.contact import Contact, bare_name, first_name_first, fold, written
from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.headers import kind_of_contact
from infrastructure.customary_names.states_behind_names import name_before, tells_otherwise
from infrastructure.email_addresses import must_be_deliverable
from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.table import InputTable, TableRow

_NAMES = frozenset({"name", "given", "family"})
_ANOTHER_ROW = worded(
    "Another row has this name, is of the same member, and has another address: say in the name "
    "who is who, or leave one out."
)
_ANOTHER_MEMBER = worded(
    "Another row has this name and address, and another member: keep one of the two rows."
)
_NAME_ALONE = worded(
    "This row has a name and nothing else, as a title between rows has. Fill in another cell, or "
    "take the row out."
)
_SEVERAL = re.compile(r"[;/|&+<>]|\s(?:and|et|und)\s")
_NOT_ONE_NAME = worded(
    "This is not the name of one person alone, and would be found in no text. Give each person a "
    "row, and addresses a column."
)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_MAILTO = re.compile("^mailto:", re.IGNORECASE)  # as a spreadsheet makes a link of an address
_NO_MORE = worded(
    "The words in brackets may say that this person is in office no more. If so, take the row out; "
    "otherwise, take off the words."
)
_LESSER = (
    *("title", "company", "organization 1 name", "organization name"),
    *("business country region", "country region"),
)
"""Columns that are not read beside another one of their kind: `Title` may have Mr and Ms."""
_NOBODY = frozenset({"", "tbc", "tbd", "n a", "na", "vacant", "to be confirmed", "to be nominated"})
"""What stands in place of a name where there is nobody yet, in normal form."""
_COUNTRY = worded("This is the name of a country, and of no person.")


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """What a sheet of people says: who is new, how many are kept already, and what cannot be.

    `unread` are the columns that are about nothing that is kept of a person, `nobody` the numbers
    of rows with neither a name nor an address.
    """

    new: Sequence[Contact]
    known: int
    problems: Sequence[RowProblem]
    unread: Sequence[str]
    nobody: Sequence[int]


@dataclass(frozen=True)
class PeopleSheet:
    """A table of people, one a row.

    `kept` are the contacts that there are, `draw` gives a new reference, `code` the code of a
    member by what it is called.
    """

    table: InputTable
    kept: Sequence[Contact]
    draw: Callable[[], str]
    code: Callable[[str], str]
    today: date

    def read(self) -> PeopleRead:
        """Return what the sheet says.

        A person who is kept with the same address is known, whichever name stands first, and so is
        one of the same member in a row without an address. The same name for the same member with
        another address is a problem, since it may be a new address or another person; so is the
        same name and address for another member, and a name alone where others have more. Hidden
        columns are not read.

        Raises:
            Malformed: no column is of names, two are of the same, or it is a file of acts.
        """
        columns = self._columns()
        problems = list(self.table.problems)
        people: list[Contact] = []
        at_address = {_at_address(each): each for each in reversed(self.kept) if each.email}
        of_member = {(_words(each), each.member): each for each in reversed(self.kept)}
        kept = {each.person_ref for each in self.kept}
        known = 0
        nobody = [row.number for row in self.table.rows if _names_nobody(row, columns)]
        without = frozenset(nobody)
        for row in (each for each in self.table.rows if each.number not in without):
            try:
                contact = self._contact(row, columns)
            except DepositaryError as error:
                problems.append(CellFault("", "", str(error)).at(row.number))
                continue
            address = _at_address(contact)
            other = of_member.setdefault((address[0], contact.member), contact)
            reason = ""
            if same := at_address.get(address):
                reason = _of_another_member(contact, same, kept)
                known += not reason
            elif other is contact:
                people.append(contact)
                at_address |= {address: contact} if contact.email else {}
            elif contact.email:
                reason = _other_address(other) if other.person_ref in kept else _ANOTHER_ROW
            else:
                known += 1
            problems += [CellFault("", "", reason).at(row.number)] if reason else []
        read = columns.values()
        unread = [column for column in self.table.header if column not in read]
        return PeopleRead(people, known, sorted(problems, key=lambda it: it.row), unread, nobody)

    def _columns(self) -> Mapping[str, str]:
        """Return the column of each kind."""
        found: dict[str, str] = {}
        for column in self.table.header:
            hidden = column in self.table.layout.hidden or tells_otherwise(column)
            kind = None if hidden else kind_of_contact(column)
            if kind and _rank(found.get(kind, column)) != _rank(column):
                found[kind] = max(found[kind], column, key=_rank)
                continue
            if kind in found and kind != "office":  # of position and organisation, one is enough
                raise Malformed(
                    "{name} has two columns for the {kind} of a person: {first!r} and {second!r}. "
                    "Rename the one that is not to be read.",
                    name=self.table.name,
                    kind=kind,
                    first=found[kind],
                    second=column,
                )
            if kind:
                found.setdefault(kind, column)
        if "act" in self.table.header:
            raise Malformed(
                "{name} has a column 'act', so its rows are to be recorded, and are no people: "
                "depositary import {name}",
                name=quote(self.table.name),
            )
        if not _NAMES & set(found):
            raise Malformed(
                "{name} has no column for the names of people: call it 'name'. Its columns are "
                "{header}.",
                name=self.table.name,
                header=", ".join(self.table.header),
            )
        return found

    @cached_property
    def _family_first(self) -> bool:
        """Whether most names with a comma are surely written with the family name first."""
        column = self._columns().get("name")
        names = [
            row.cells[column] for row in self.table.rows if column and "," in row.cells[column]
        ]
        turned = [name for name in names if first_name_first(name) != name]
        return 2 * len(turned) > len(names)

    def _contact(self, row: TableRow, columns: Mapping[str, str]) -> Contact:
        told = {kind: row.cells[column] for kind, column in columns.items()}
        if not told.keys() <= _NAMES and not any(told[kind] for kind in told.keys() - _NAMES):
            raise Malformed(_NAME_ALONE)
        name, member = told.get("name", ""), told.get("member")
        given, family = told.get("given", ""), told.get("family", "")
        if not name or not family:  # a column "name" beside one of first names is of last ones
            name = " ".join(filter(None, (given, family, name)))
        name = first_name_first(name, surely=self._family_first)
        email = _MAILTO.sub("", told.get("email", "")) or None
        must_be_deliverable(email)
        contact = written(
            Contact(
                person_ref=self.draw(),
                name=name,
                email=email,
                office=told.get("office") or None,
                member=member or None,
                added_on=self.today,
            )
        )
        if country_names().meant(name):
            raise Malformed(_COUNTRY)
        several = "@" in name or _SEVERAL.search(bare_name(name))
        if several or not any(map(str.isalpha, name)):
            raise Malformed(_NOT_ONE_NAME)
        if any(name_before(f"X {words}") for words in _IN_BRACKETS.findall(name)):
            raise Malformed(_NO_MORE)
        return replace(contact, member=self.code(member)) if member else contact


def _rank(column: str) -> int:
    """Return which of two columns of a kind is read: the one of the higher rank."""
    plain = normal(column)
    return _LESSER.index(plain) if plain in _LESSER else len(_LESSER)


def _names_nobody(row: TableRow, columns: Mapping[str, str]) -> bool:
    """Say whether a row has no address, and no name, such as that of a member without a person."""
    told = {kind: normal(row.cells[column]) for kind, column in columns.items()}
    return not told.get("email") and _NOBODY.issuperset(told.get(kind, "") for kind in _NAMES)


def _words(contact: Contact) -> tuple[str, ...]:
    """Return the words of a name in one order, whichever stands first, without titles."""
    return tuple(sorted(fold(bare_name(contact.name)).replace(",", " ").split()))


def _at_address(contact: Contact) -> tuple[tuple[str, ...], str]:
    return _words(contact), fold(contact.email or "")


def _of_another_member(new: Contact, other: Contact, kept: Container[str]) -> str:
    """Say that two of one name and address are of two members, "" if they are not."""
    if None in (new.member, other.member) or new.member == other.member:
        return ""
    if other.person_ref not in kept:
        return _ANOTHER_MEMBER
    return worded(
        "{ref} has this name and address, and is of {member}: correct the row, or the member that "
        "is kept: depositary contacts change {ref} --member …",
        ref=other.person_ref,
        member=other.member,
    )


def _other_address(kept: Contact) -> str:
    return worded(
        "{ref} has this name, is of the same member, and has another address: depositary contacts "
        "change {ref} --email … keeps a new one.",
        ref=kept.person_ref,
    )
