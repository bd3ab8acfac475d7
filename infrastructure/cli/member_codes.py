"""Codes for the names of members, wherever people type a name; never guessed by spelling alone."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from application.answers import AsOf
from application.declarations.act import Act
from application.kept_streams import KeptStreams
from application.member_names import MemberNames
from application.reading import codes_of
from application.register import Register
from domain.errors import Malformed, UnknownReference
from domain.suggestions import near
from domain.values import MEMBER_CODE
from infrastructure.cli.session import Session
from infrastructure.importers.names.country_names import country_names

T = TypeVar("T")
_CODE = re.compile(MEMBER_CODE)
_OF_A_STATE = 3  # letters: what is no longer is hardly a name
NAMED = ("reference", "member", "owner")
"""The parameters of questions and reports that may be the name of a member."""


def code_of(register: Register, body: str, text: str) -> str | None:
    """Return the code of today of the one member that has or had a name, None where none has.

    It is a name that was recorded, or a customary one of a country that is a member.

    Raises:
        Malformed: several have it.
    """
    tables = register.read_model
    codes = codes_of(tables, body)
    found = MemberNames(tables, (), KeptStreams(0)).of(body, text, codes)
    if len(found) > 1:
        raise Malformed(
            "{text!r} is the name of several members: {codes}. Write the code.",
            text=text,
            codes=", ".join(sorted(found)),
        )
    country = country_names().find(text).code if not found else None
    if country and (body, "member") in tables.where_is(country):
        found = {codes.of(country)}
    return next(iter(found), None)


def with_codes(register: Register, body: str, given: Mapping[str, T]) -> dict[str, T | str]:
    """Return parameters of a question with a code where a name of a member stands.

    Raises:
        Malformed: several have that name.
    """
    found: dict[str, T | str] = dict(given)
    for name in NAMED:
        text = given.get(name)
        if isinstance(text, str) and not register.read_model.where_is(text):
            found[name] = code_of(register, body, text) or text
    return found


def with_codes_of_act(
    session: Session, kind: type[Act], given: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the values of an act with a code where a name of a member stands.

    Raises:
        Malformed: several have that name.
        UnknownReference: nobody has it, and it can be no code.
    """
    fields = [each.name for each in kind.fields().values() if each.kind.name == "member"]
    named = {name: given[name] for name in fields if name in given and not kind.FOUNDS}
    if not any(_may_be_name(text) for value in named.values() for text in _texts(value)):
        return given
    with session.register() as register:
        body = session.taskforce(register)
        found = {
            name: [_code(register, body, each, new=name == kind.BEGINS) for each in _texts(value)]
            for name, value in named.items()
        }
    codes = {n: tuple(c) if isinstance(named[n], tuple) else c[0] for n, c in found.items()}
    return {**given, **codes}


def _texts(value: object) -> Sequence[str]:
    return list(map(str, value)) if isinstance(value, tuple) else [str(value)]


def _may_be_name(text: str) -> bool:
    return len(text) > _OF_A_STATE or not _CODE.fullmatch(text.upper())


def _code(register: Register, body: str, text: str, *, new: bool) -> str:
    code = country_names().find(text).code if new else None
    if found := code_of(register, body, text) or code:
        return found
    if new or _CODE.fullmatch(text.upper()):
        return text
    members = register.read_model.members(body, AsOf.everything(register.read_model.head()))
    labels = {row.name: f"{row.member} ({row.name})" for row in members}
    raise UnknownReference("member", text, [labels[each] for each in near(text, labels)])
