"""Find the member that a row names: by code, official name in the body, or usual name."""

import re
from collections.abc import Collection, Mapping, Sequence

from application.context import Stream
from application.declarations.fields import ActField
from application.declarations.named_members import with_codes
from application.declarations.text_parsing import parts_of
from application.model_rows import AsOf
from application.recording.recording import Recording
from domain.members.member import Member
from domain.suggestions import near_name
from domain.values import MEMBER_CODE
from domain.words import worded
from infrastructure.customary_names.country_names import (
    CountryNames,
    Match,
    country_names,
    known_parties,
)
from infrastructure.customary_names.titles import without_titles
from infrastructure.importers.rows.act_request import ActRequest, naming_fields
from infrastructure.importers.tables.problems import CellFault, RowFaults

_CODE = re.compile(MEMBER_CODE)
_TWO_LETTERS = 2


class MemberLookup:
    """The members of one body by the names that they have or had, as rows are recorded."""

    def __init__(self, recording: Recording, taskforce: str) -> None:
        self._recording, self._taskforce = recording, taskforce
        self._usual: CountryNames = country_names()
        self._asked: dict[str, Match] = {}

    def resolved(self, request: ActRequest) -> ActRequest:
        """Return an act with codes where names were.

        Raises:
            RowFaults: a name is nobody's, or that of several; with suggestions.
        """
        codes = {
            field.name: self._with_codes(request, field, value)
            for field in naming_fields(request.act)
            if (value := request.get(field.name))
        }
        if all(request.values[name] == code for name, code in codes.items()):
            return request
        values = {**request.values, **codes}
        return ActRequest(request.act, values, request.columns)

    def _with_codes(self, request: ActRequest, field: ActField, value: str) -> str:
        now = self._recording.codes(self._taskforce)

        def code(text: str) -> str:
            return now.of(self._code(request, field.name, text))

        if not field.many:
            return code(value)
        parts = parts_of(field, value)
        return "; ".join(with_codes(field, each, code) for each in parts) if parts else value

    def codes_of(self, named: Collection[str]) -> Mapping[str, str]:
        """Return the codes of those of some names, or codes, that are of one member each."""
        found = {text: self._in_body(text) or {self._match(text).code or text} for text in named}
        now = self._recording.codes(self._taskforce)
        return {
            text: now.of(self._as_member(min(codes)))
            for text, codes in found.items()
            if len(codes) == 1
        }

    def with_kind(self, request: ActRequest) -> ActRequest:
        """Return an act that begins a member with its kind, where it is a well-known party."""
        act, values = request.act, request.values
        if act.BEGINS != "member" or "kind" not in act.fields() or values.get("kind"):
            return request
        kind = known_parties().kind_of(values["member"], values.get("name", ""))
        if kind is None or self._is_member(values["member"]):
            return request
        return ActRequest(act, {**values, "kind": kind.value}, request.columns)

    def _code(self, request: ActRequest, name: str, text: str) -> str:
        begins = name == request.act.BEGINS  # who is not known yet
        if _CODE.fullmatch(text):
            return self._of_code(text, request.get("name") or text if begins else None)
        if self._is_member(text.upper()):
            return text.upper()
        match = self._match(text)
        if match.code is None:
            raise self._fault(request, name, text, match)
        return self._as_member(match.code)

    def _as_member(self, code: str) -> str:
        """Return the code of the one member that is the country of a code; without one, the same.

        A member may have another code than its country, and be called by another language's name.
        What has two letters may be the code of anybody.
        """
        if self._is_member(code) or len(code) == _TWO_LETTERS:
            return code
        codes = self._recording.codes(self._taskforce)
        found = self._recording.member_names.alike(self._taskforce, code, codes)
        return found.pop() if len(found) == 1 else code

    def _of_code(self, text: str, named: str | None) -> str:
        """Take what looks like a code as one, unless it is a name in capitals (PERU).

        `named` is what a member is called that begins with it: the code of one that is not called
        as that country is stays as it is.
        """
        if self._is_member(text):
            return text
        country = self._usual.in_capitals(text)
        if country and self._is_country(country) and self._usual.meant(named or text) == country:
            return self._as_member(country)
        if named:
            return text
        own = self._in_body(text)
        country = self._usual.meant(text) if not own else own.pop() if len(own) == 1 else None
        return self._as_member(country if country and self._is_member(country) else text)

    def _in_body(self, text: str) -> set[str]:
        return self._called(text) or self._called(without_titles(text))

    def _match(self, text: str) -> Match:
        """Look in the body first, then among usual names."""
        own = self._in_body(text)
        if len(own) > 1:
            return Match(None, tuple(sorted(own)))
        if own:
            return Match(next(iter(own)))
        if text not in self._asked:
            usual = self._usual.find(text)
            if usual.code and not self._is_country(usual.code):
                usual = Match(None, (usual.code,))
            likely = () if usual.code else (*self._like(text), *usual.suggestions)
            self._asked[text] = Match(usual.code, tuple(dict.fromkeys(likely)))
        return self._asked[text]

    def _is_country(self, code: str) -> bool:
        """Say whether nobody has the code of a country, or a member that is not made up.

        In an exercise, it is called as the country is.
        """
        established = self._recording.taskforce(self._taskforce).established
        if established is None or established.nature != "exercise":
            return True
        member = self._recording.load(Stream("member", self._taskforce, code), Member)
        return not member.exists or self._usual.country_of_party(member.name) == code

    def _like(self, text: str) -> Sequence[str]:
        """Return the codes of members that are called nearly so."""
        read_model = self._recording.read_model
        members = read_model.members(self._taskforce, AsOf.everything(read_model.head()))
        called = {row.name: row.member for row in members}
        return [called[name] for name in near_name(without_titles(text), called)]

    def _fault(self, request: ActRequest, name: str, text: str, match: Match) -> RowFaults:
        """Return the fault of a text that may be one of several in its value."""
        reason = worded("Expected a code such as KEN, or a name of one member.")
        if match.suggestions:
            reason = worded(
                "No one member has this name. Did you mean {likely}? Write the code.",
                likely=", ".join(map(self._label, match.suggestions)),
            )
        if f"{text}:observer" in request.values[name]:
            reason = worded(
                "{reason} An observer that is no member stands in no list of attendance: take it "
                "out, and record it with depositary meeting observer.",
                reason=reason,
            )
        return RowFaults(CellFault(request.columns.get(name, name), text, reason))

    def _label(self, code: str) -> str:
        """Return a code with the official name in the body, or else a usual one, to choose by."""
        member = self._recording.load(Stream("member", self._taskforce, code), Member)
        return f"{code} ({member.name})" if member.exists else self._usual.label(code)

    def _called(self, name: str) -> set[str]:
        """Return the codes of those that have or had this name or code in the body."""
        recording = self._recording
        codes = recording.codes(self._taskforce)
        return recording.member_names.of(self._taskforce, name, codes)

    def _is_member(self, code: str) -> bool:
        return self._recording.load(Stream("member", self._taskforce, code), Member).exists
