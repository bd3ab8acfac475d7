"""Codes and references for the names that people type; never guessed by spelling alone."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from shlex import quote

from application.declarations.act import Act
from application.declarations.fields import ActField
from application.declarations.named_members import names_members
from application.declarations.named_members import with_codes as with_codes_in
from application.model_rows import AsOf
from application.questions.asking.ask import is_exercise
from application.questions.asking.sentences import plain
from application.reading import codes_of
from application.recording.log_cache import LogCache
from application.recording.member_names import MemberNames
from application.register import Register
from application.text_titles import references_called
from domain.errors import Malformed, Refused, UnknownReference
from domain.names import AsSaid
from domain.suggestions import near_name
from domain.values import MEMBER_CODE, PERSON_REF
from domain.words import either
from infrastructure.bootstrap import contacts_path
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import tell
from infrastructure.contacts.contact import fold
from infrastructure.contacts.store import Contacts
from infrastructure.customary_names.country_names import country_names, known_parties

_BETWEEN = re.compile(r"[,;]")
_CODE, _PERSON = re.compile(MEMBER_CODE), re.compile(PERSON_REF)
_REFERENCE = f"^{PERSON_REF}$"
_OF_A_STATE = 3  # letters: what is no longer is hardly a name
_LIKELY = 3  # names that are shown of those that may be meant


def code_of(register: Register, body: str, text: str) -> str | None:
    """Return the code of today of the one member that has or had a name, None where none has.

    It is a name that was recorded, or a customary one of a country that is a member; in an
    exercise, a member with the code of a country that is called otherwise is not meant.

    Raises:
        Malformed: several have it.
    """
    tables = register.read_model
    codes = codes_of(tables, body)
    found = MemberNames(tables, (), LogCache(0)).of(body, text, codes)
    _must_be_one_member(text, found)
    country = country_names().meant(text) if not found else None
    of_parties = country_names().country_of_party
    if country and (body, "member") in tables.where_is(country):
        now, code = AsOf.everything(tables.head()), codes.of(country)
        called = {row.member: row.name for row in tables.members(body, now)}
        made_up = is_exercise(tables, body, now) and of_parties(called.get(code, code)) != country
        found = set() if made_up else {code}
    elif country:
        found = MemberNames(tables, (), LogCache(0), of_parties).alike(body, country, codes)
        _must_be_one_member(text, found)
    return next(iter(found), None)


def _must_be_one_member(text: str, codes: Collection[str]) -> None:
    if len(codes) > 1:
        raise Malformed(
            "{text!r} is the name of several members: {codes}. Write the code.",
            text=text,
            codes=", ".join(sorted(codes)),
        )


def code_in_any_body(register: Register, text: str) -> str:
    """Return the code of the member that has a name in any body, or else of a country, or a text.

    Raises:
        Malformed: several have it.
        UnknownReference: nobody has it, and it can be no code.
    """
    bodies = register.read_model.taskforces()
    found = {code for body in bodies if (code := code_of(register, body, text))}
    if text.upper() in found:
        return text.upper()
    _must_be_one_member(text, found)
    if found:
        return found.pop()
    if _may_be_name(text) and (country := country_names().meant(text)):
        return country
    if not _CODE.fullmatch(text.upper()):
        near = {each for body in bodies for each in _likely(register, body, text, new=False)}
        raise UnknownReference("member", text, sorted(near)[:_LIKELY])
    return text.upper()


def is_code(text: str) -> bool:
    """Say whether a text is a code as it stands, so that no names have to be looked up."""
    return bool(_CODE.fullmatch(text)) or not _may_be_name(text)


def reference_of(register: Register, body: str, text: str) -> str | None:
    """Return the reference of the one text or commitment that a name means, None for no name.

    Raises:
        Malformed: it means several.
    """
    found = references_called(register.read_model, body, text)
    if len(found) > 1:
        raise Malformed(
            "{text!r} is the title of several texts: {references}. Write the reference.",
            text=text,
            references=", ".join(sorted(found)),
        )
    return next(iter(found), None)


def with_codes_of_act(
    session: Session, kind: type[Act], given: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the values of an act with codes and references where names stand.

    A new member that is typed by the name of a country only is called so.

    Raises:
        Malformed: several have that name, or a new member has none.
        UnknownReference: nobody has it, and it can be no code.
    """
    fields = [] if kind.FOUNDS else [f for f in kind.fields().values() if f.name in given]
    named = [each for each in fields if _has_name(each, kind, given[each.name])]
    if not named:
        return given
    found = dict(given)
    with session.register(recording=True) as register:
        body = session.taskforce(register)
        for field in named:
            read = partial(_read, register, body, field, new=field.name == kind.BEGINS)
            read = partial(_person, session) if field.kind.pattern == _REFERENCE else read
            values = [read(each) for each in _texts(given[field.name])]
            found[field.name] = tuple(values) if isinstance(given[field.name], tuple) else values[0]
        if _is_new(register, body, kind, found):
            _must_be_named(register, body, str(given["member"]), found)
    return found


def with_known_kind(
    session: Session, kind: type[Act], given: Mapping[str, object]
) -> Mapping[str, object]:
    """Return the values of an act, a well-known party that it begins as a member with its kind.

    Recorded as a state, it would stand as one in reports, and could sign what states can.
    """
    if kind.BEGINS != "member" or "kind" not in kind.fields() or given.get("kind"):
        return given
    name = str(given.get("name") or given.get("member"))
    known = known_parties().kind_of("", name)
    if known is None:
        return given
    with session.register(recording=True) as register:
        place = (session.taskforce(register), "member")
        if place in register.read_model.where_is(str(given["member"])):
            return given
    tell(
        "Note: {name} is known as a party of this kind: {kind}. If it is another here, say --kind.",
        name=AsSaid(name),
        kind=plain(known.value),
    )
    return {**given, "kind": known.value}


def _must_be_named(register: Register, body: str, typed: str, found: dict[str, object]) -> None:
    """Name a new member as it was typed where a country is called so, unless it has a name.

    Raises:
        Malformed: no country is called so, and some country or member nearly is.
    """
    if found["member"] != typed:
        found.setdefault("name", typed)
    elif "name" not in found and (likely := _likely(register, body, typed, new=True)):
        raise Malformed(
            "{text!r} is not the name of one country or member. Did you mean {near}? A member "
            "with another code needs a name: --name",
            text=typed,
            near=either(likely),
        ).at("member")


def _likely(register: Register, body: str, text: str, *, new: bool) -> Sequence[str]:
    """Return members, and countries for a new one, that have nearly such a name, with codes."""
    members = register.read_model.members(body, AsOf.everything(register.read_model.head()))
    called = {row.name: row.member for row in members}
    names = country_names()
    found = {called[each]: f"{called[each]} ({each})" for each in near_name(text, called)}
    for code in names.find(text).suggestions:
        if new or code in called.values():
            found.setdefault(code, names.label(code))
    return [*found.values()][:_LIKELY]


def _has_name(field: ActField, kind: type[Act], value: object) -> bool:
    """Say whether a value may have names in it, so that they have to be looked up."""
    if field.kind.pattern == _REFERENCE:
        return any(not _PERSON.fullmatch(text) for text in _texts(value))
    if names_members(field):
        return any(with_codes_in(field, text, _marked) != text for text in _texts(value))
    is_there = field.kind.of_text and field.name != kind.BEGINS
    return is_there and any(" " in text or not text.isupper() for text in _texts(value))


def _person(session: Session, text: str) -> str:
    """Return the reference of the one in the contacts with this name or address, or the text.

    Raises:
        Malformed: several have it.
    """
    with Contacts(contacts_path(session.store)) as people:
        everybody = people.list()
    told = fold(text)
    found = [c.person_ref for c in everybody if told in (fold(c.name), fold(c.email or c.name))]
    if len(found) > 1:
        raise Malformed(
            "{text!r} is in the contacts as several people: {references}. Write the reference.",
            text=text,
            references=", ".join(found),
        )
    return found[0] if found else text


def _marked(text: str) -> str:
    return f"?{text}" if _may_be_name(text) else text


def _texts(value: object) -> Sequence[str]:
    return list(map(str, value)) if isinstance(value, tuple) else [str(value)]


def _may_be_name(text: str) -> bool:
    return len(text) > _OF_A_STATE or not _CODE.fullmatch(text.upper())


def _is_new(register: Register, body: str, kind: type[Act], found: Mapping[str, object]) -> bool:
    """Say whether an act begins a member that has no name but the one that was typed for a code."""
    begins = kind.BEGINS == "member" and "name" in kind.fields()
    return begins and (body, "member") not in register.read_model.where_is(str(found["member"]))


def _read(register: Register, body: str, field: ActField, text: str, *, new: bool) -> str:
    """Return one value with a code or a reference for each name in it."""
    if names_members(field):
        _must_be_one(register, body, field, text)
        return with_codes_in(field, text, partial(_code, register, body, field, new=new))
    if register.read_model.where_is(text):
        return text
    return reference_of(register, body, text) or text


def _code(register: Register, body: str, field: ActField, text: str, *, new: bool) -> str:
    if _PERSON.fullmatch(text):
        return text
    others = field.kind.name == "actor"  # who may be a person, too
    code = country_names().find(text).code if new else None
    if found := code_of(register, body, text) or code:
        return found
    names = country_names()
    country = names.find(text).code if _may_be_name(text) and not (new or others) else None
    if country and (body, "member") in register.read_model.where_is(country):
        raise UnknownReference("member", text, [country])
    if country:
        raise Refused(
            "{text!r} is a name of {country}, which is no member in this register. It is admitted "
            "with: depositary member join {code} --name NAME --on DAY",
            text=text,
            country=names.label(country),
            code=country,
        ).at("member")
    if new or others or _CODE.fullmatch(text):
        return text
    likely = _likely(register, body, text, new=False)
    if likely or not _CODE.fullmatch(text.upper()):
        raise UnknownReference("member", text, likely)
    return text


def _must_be_one(register: Register, body: str, field: ActField, text: str) -> None:
    """Refuse several members in one value, and say how each is named.

    Raises:
        Refused: there are several codes or names of members in it.
    """
    parts = [part.strip() for part in _BETWEEN.split(text)]
    called = [part.partition(":")[0].strip() for part in parts]
    if len(parts) > 1 and all(_CODE.fullmatch(e) or code_of(register, body, e) for e in called):
        option = f"--{field.name.replace('_', '-')}"
        sentence = (
            "{text!r} names several members. Write {option} once for each: {each_of_them}"
            if field.many
            else "{text!r} names several members. Type one command for each."
        )
        each_of_them = " ".join(f"{option} {quote(each)}" for each in parts)
        raise Refused(sentence, text=text, option=option, each_of_them=each_of_them).at(field.name)
