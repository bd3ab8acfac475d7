"""A mapping proposed for somebody else's table, from its headers and its cells.

What is not clear is said and left to a person: a proposal never guesses, and records nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.names import normal
from domain.values import MEMBER_CODE
from domain.words import worded
from infrastructure.importers.names.country_names import names
from infrastructure.importers.names.headers import (
    ADOPTED,
    CONSENTS,
    DATES,
    JOINED,
    LEFT,
    SIGNED,
    STATED,
    SUSPENDED,
    meaning_of,
    words_of,
)
from infrastructure.importers.tables.dates_seen import forms_of, misread, unread
from infrastructure.importers.tables.table import Table
from infrastructure.importers.toml_words import line, quoted, reference
from infrastructure.importers.workbooks.known_words import OFFICIAL

OPEN = "FILL-IN"
"""What stands in a proposal where a person has to write something."""
_LOOKED_AT, _MOSTLY, _LISTED = 300, 0.8, 5
_CODE = re.compile(MEMBER_CODE)
_OF_MEMBERS = {JOINED: "join", LEFT: "leave", SUSPENDED: "suspend"}
_YES_OR_NO = frozenset({"yes", "no", "y", "n", "true", "false", "oui", "non", "si", "да", "нет"})


@dataclass(slots=True)
class Proposal:
    """A mapping as TOML, and in sentences what was understood and what was not.

    `acts` are the names of the acts that it would record; without any, there is no proposal.
    """

    toml: str = ""
    acts: list[str] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def propose(table: Table, known: Mapping[str, tuple[str, ...]]) -> Proposal:
    """Propose a mapping; `known` are the words of the body by column, as for a template."""
    return _Proposing(table, known).proposal()


class _Proposing:
    def __init__(self, table: Table, known: Mapping[str, tuple[str, ...]]) -> None:
        self._table, self._known = table, known
        self._official = {normal(name) for name in known.get(OFFICIAL, ())}
        self._made = Proposal()
        self._columns: dict[str, str] = {}
        self._formats: dict[str, None] = {}
        self._values: dict[str, str] = {}
        self._used: dict[str, None] = {}
        self._doubtful: set[str] = set()

    def proposal(self) -> Proposal:
        made = self._made
        for column in self._table.header:
            self._see(column)
        acts = dict(self._acts())
        made.acts.extend(acts)
        note = [f"note = {self._from('note')}"] if "note" in self._columns else []
        for meaning, column in self._columns.items():
            if column not in self._used:
                made.open.append(
                    worded(
                        "{column!r} looks like {meaning}, but is not used.",
                        column=column,
                        meaning=words_of(meaning),
                    )
                )
        made.toml = "\n".join([*self._head(note), *acts.values(), *self._map(), ""])
        return made

    def _see(self, column: str) -> None:
        """Find out what a column is about, by its name or else by its cells."""
        cells = self._cells(column)
        meaning = meaning_of(column)
        forms = forms_of(cells)
        if meaning in self._columns:
            self._made.open.append(
                worded("{column!r} seems to say the same as another column.", column=column)
            )
        elif meaning in DATES:
            self._see_dates(meaning, column, forms, cells)
        elif meaning and meaning != "date":
            self._columns[meaning] = column
        elif "member" not in self._columns and cells and self._are_members(cells):
            self._columns["member"] = column
            self._made.understood.append(
                worded("{column!r} holds names of members.", column=column)
            )
        else:
            self._made.open.append(f"{column!r}: {_guise(cells, forms)}")

    def _see_dates(
        self,
        meaning: str,
        column: str,
        forms: Sequence[tuple[str, ...]] | None,
        cells: Sequence[str],
    ) -> None:
        if forms is None:
            self._see_odd_dates(meaning, column, cells)
            return
        first = tuple(self._formats)
        if len(forms) == 1 and misread(cells, first, forms[0]):
            self._made.open.append(
                worded(
                    "{column!r} has its days in another order than an earlier column, so that one "
                    "mapping cannot read both.",
                    column=column,
                )
            )
            return
        self._columns[meaning] = column
        if len(forms) == 1:
            self._formats |= dict.fromkeys(forms[0])
            shown = worded(", in the form {forms}", forms=forms[0][0]) if forms[0] else ""
            self._made.understood.append(
                worded(
                    "{column!r} holds days ({meaning}){shown}.",
                    column=column,
                    meaning=words_of(meaning),
                    shown=shown,
                )
            )
        else:
            ways = " or ".join(form for (form,) in forms)
            self._made.open.append(
                worded(
                    "{column!r} can be read as {ways}: write the right one into date_formats.",
                    column=column,
                    ways=ways,
                )
            )

    def _see_odd_dates(self, meaning: str, column: str, cells: Sequence[str]) -> None:
        """Leave a column with a few cells that are no dates to a person, and others alone."""
        odd = unread(cells)
        seems = worded(
            "{column!r} looks like {meaning}, but", column=column, meaning=words_of(meaning)
        )
        if not cells or len(odd) * 2 > len(cells):
            what = (
                worded("not all of its cells are dates, such as {odd!r}", odd=odd[0])
                if cells
                else "it is blank"
            )
            self._made.open.append(f"{seems} {what}.")
            return
        days = [cell for cell in cells if cell not in odd]
        self._see_dates(meaning, column, forms_of(days), days)
        self._doubtful.add(meaning)
        listed = ", ".join(map(repr, odd[:_LISTED])) + (" …" if odd[_LISTED:] else "")
        self._made.open.append(
            worded(
                "{seems} not all of its cells are dates: {listed}. Correct them in the file, "
                "and write {{ column = {column} }} for {OPEN}.",
                seems=seems,
                listed=listed,
                column=quoted(column),
                OPEN=OPEN,
            )
        )

    def _cells(self, column: str) -> list[str]:
        cells = dict.fromkeys(row.cells[column] for row in self._table.rows)
        return [cell for cell in cells if cell][:_LOOKED_AT]

    def _are_members(self, cells: Sequence[str]) -> bool:
        return sum(map(self._is_member, cells)) >= _MOSTLY * len(cells)

    def _is_member(self, cell: str) -> bool:
        ours = cell in self._known.get("member", ()) or normal(cell) in self._official
        return ours or names().find(cell).code is not None

    def _acts(self) -> Iterator[tuple[str, str]]:
        all_clear = not self._made.open
        member = self._member()
        if member:
            for meaning, act in _OF_MEMBERS.items():
                if meaning in self._columns:
                    given = {"member": member, "on": self._from(meaning), **self._name(act)}
                    yield self._act(act, given, meaning)
            yield from self._on_texts(member)
        if {"commitment", "text"} <= self._columns.keys():
            on = self._from(ADOPTED) if ADOPTED in self._columns else '"unknown"'
            given = {p: self._from(p) for p in ("commitment", "text")}
            given = {"instrument": self._text("instrument"), **given, "on": on}
            yield self._act("adopt", given, "text")
        if member and all_clear and self._columns.keys() <= {"code", "member", "note"}:
            self._made.understood.append("No day of joining is given, so it is unknown.")
            given = {"member": member, "on": '"unknown"', **self._name("join")}
            yield self._act("join", given, self._place_of_member())

    def _on_texts(self, member: str) -> Iterator[tuple[str, str]]:
        """Yield signatures, consents and reports."""
        if SIGNED in self._columns:
            given = {"member": member, "instrument": self._text("instrument")}
            yield self._act("sign", {**given, "on": self._from(SIGNED)}, SIGNED)
        for kind in CONSENTS:
            if kind in self._columns:
                about = "commitment" if "commitment" in self._columns else "instrument"
                given = {"member": member, "commitment": self._text(about), "kind": f'"{kind}"'}
                given["deposited_on"] = self._from(kind)
                if "in_force" in self._columns:
                    given["in_force_on"] = self._from("in_force")
                yield self._act("consent", given, kind)
        if {"commitment", "assessment"} <= self._columns.keys():
            given = {"member": member, "commitment": self._from("commitment")}
            given |= {name: self._constant(name) for name in ("scale", "scale_version")}
            given["assessment"] = self._assessment()
            given["on"] = self._from(STATED) if STATED in self._columns else '"unknown"'
            if "narrative" in self._columns:
                given["narrative"] = self._from("narrative")
            yield self._act("report", given, "assessment")

    def _member(self) -> str | None:
        """Return where the member stands: as a code, or as a name that an import looks up."""
        place = self._place_of_member()
        if not place:
            return None
        lost = [c for c in self._cells(self._columns[place]) if not self._is_member(c)]
        lost = [cell for cell in lost if not _CODE.fullmatch(cell)]
        for cell in lost[:_LISTED]:
            likely = ", ".join(map(names().label, names().find(cell).suggestions))
            hint = worded(" It may be {likely}.", likely=likely) if likely else ""
            self._made.open.append(
                worded(
                    "{cell!r} is not the name of exactly one member.{hint}", cell=cell, hint=hint
                )
            )
        if more := len(lost[_LISTED:]):
            self._made.open.append(
                worded("{more} more names are not those of exactly one member.", more=more)
            )
        return self._from(place)

    def _name(self, act: str) -> Mapping[str, str]:
        """Return the name under which a new member joins, where a column has names."""
        named = act == "join" and "member" in self._columns and not self._are_codes("member")
        return {"name": self._from("member")} if named else {}

    def _place_of_member(self) -> str:
        if "code" in self._columns and self._are_codes("code"):
            return "code"
        return "member" if "member" in self._columns else ""

    def _are_codes(self, meaning: str) -> bool:
        return all(_CODE.fullmatch(cell) for cell in self._cells(self._columns[meaning]))

    def _text(self, about: str) -> str:
        return self._from(about) if about in self._columns else self._constant(about)

    def _constant(self, name: str) -> str:
        """Return the only one that the body has; a person must write it where there are several."""
        words = self._known.get(name, ())
        if len(words) == 1:
            self._made.understood.append(
                worded(
                    "{name} is {words} in every row, the only one known.", name=name, words=words[0]
                )
            )
            return quoted(words[0])
        choice = f": {', '.join(words)}" if words else ""
        self._made.open.append(
            worded(
                "No column gives the {name}: write it for {OPEN}{choice}.",
                name=name,
                OPEN=OPEN,
                choice=choice,
            )
        )
        return quoted(OPEN)

    def _assessment(self) -> str:
        words = {normal(word): word for word in self._known.get("assessment", ())}
        column = self._columns["assessment"]
        for cell in self._cells(column):
            found = words.get(normal(cell))
            self._values[cell] = found or OPEN
            if not found:
                self._made.open.append(
                    worded("{cell!r} is no value of a scale: write one in its place.", cell=cell)
                )
        self._used[column] = None
        return f'{{ column = {quoted(column)}, map = "assessment" }}'

    def _from(self, meaning: str) -> str:
        column = self._columns[meaning]
        self._used[column] = None
        return quoted(OPEN) if meaning in self._doubtful else f"{{ column = {quoted(column)} }}"

    def _act(self, act: str, given: Mapping[str, str], when: str) -> tuple[str, str]:
        lines = ["", "[[act]]", f"record = {quoted(act)}"]
        lines += [f"when = {quoted(self._columns[when])}", "[act.with]"]
        lines += [f"{name} = {origin}" for name, origin in given.items()]
        return act, "\n".join(lines)

    def _head(self, note: Sequence[str]) -> Iterator[str]:
        table = self._table
        yield worded(
            "# Proposed for {name}. Look at every line before you use it.", name=line(table.name)
        )
        for sentence in self._made.open:
            yield worded("# To be decided: {sentence}", sentence=line(sentence))
        yield f"name = {quoted(reference(table.name))}"
        yield f"key = [{', '.join(map(quoted, self._key()))}]"
        yield worded("date_formats = [{quoted}]", quoted=", ".join(map(quoted, self._formats)))
        yield from (*note, "", "[source]", f"title = {quoted(table.name)}")
        if "member" in self._columns and not self._are_codes("member"):
            name = self._from("member")
            yield from ("", "[member]", f"name = {name}", 'kind = "state"')

    def _key(self) -> list[str]:
        """Return the fewest of the columns, taken in this order, that tell all rows apart."""
        order = ("code", "member", "instrument", "commitment", *DATES, "assessment", "text")
        columns = [self._columns[each] for each in order if each in self._columns]
        whole = [*columns, *(c for c in self._table.header if c not in columns)]
        least = max(1, sum(each in self._columns for each in order[1:4]))
        for number in range(least, len(whole)):
            keys = {tuple(row.cells[c] for c in whole[:number]) for row in self._table.rows}
            if len(keys) == len(self._table.rows):
                return whole[:number]
        return whole

    def _map(self) -> Iterator[str]:
        if self._values:
            yield from ("", "[values.assessment]")
            yield from (f"{quoted(k)} = {quoted(v)}" for k, v in self._values.items())


def _guise(cells: Sequence[str], forms: object) -> str:
    """Say what cells look like, since their column's name says nothing."""
    if not cells:
        return "it is blank."
    if {cell.casefold() for cell in cells} <= _YES_OR_NO:
        return "it says yes or no, but not to what."
    return "it holds days, but not of what." if forms else "its name is not known."
