"""A mapping proposed for somebody else's table, from its headers and its cells.

What is not clear is said and left to a person: a proposal never guesses, and records nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from domain.events.texts import KIND_NOT_KNOWN
from domain.names import normal
from domain.words import worded
from infrastructure.customary_names.headers import (
    ADOPTED,
    CONSENTS,
    DATES,
    DUE,
    JOINED,
    LEFT,
    SIGNED,
    STATED,
    SUSPENDED,
    kind_name,
)
from infrastructure.customary_names.statuses import marks_for_no
from infrastructure.importers import mapping_lines as written
from infrastructure.importers.answers.mapping_answers import Answers, quoted, quoted_list
from infrastructure.importers.column_detection import DetectedColumns
from infrastructure.importers.day_columns import are_of_signatures, consent_values
from infrastructure.importers.mapping_lines import Proposal
from infrastructure.importers.report_columns import are_evidence, holds_due_days, is_on_due
from infrastructure.importers.row_keys import key_columns
from infrastructure.importers.rows.mapping import PLACEHOLDER
from infrastructure.importers.tables.date_formats import is_date
from infrastructure.importers.tables.table import InputTable

_OF_MEMBERS = {JOINED: "join", LEFT: "leave", SUSPENDED: "suspend"}
_UNKNOWN = quoted("unknown")


def propose(table: InputTable, known: Mapping[str, tuple[str, ...]], number: int = 1) -> Proposal:
    """Propose a mapping; `known` are the words of the body by column, as for a template.

    `number` is in its name if it is not the first of its file, since sheets may share keys.
    """
    return _Proposing(table, known, number).proposal()


class _Proposing:
    """A mapping that is being written; values and lines are in TOML."""

    def __init__(
        self, table: InputTable, known: Mapping[str, tuple[str, ...]], number: int
    ) -> None:
        self._table, self._known, self._number = table, known, number
        self._detected = DetectedColumns(table, known)
        self._columns = self._detected.by_kind
        self._maps: dict[str, dict[str, str]] = {}
        self._used: set[str] = set()
        self._asked: dict[str, None] = {}

    def proposal(self) -> Proposal:
        detected = self._detected
        acts, admission = [*self._acts()], [*self._admission()]
        note: list[str] = []
        if column := self._columns.get("note"):
            note = [f"note = {self._from('note')}"]
            self._say("{column!r} becomes notes, and nothing else.", column=column)
        for kind, column in self._columns.items():
            if column not in self._used:
                sentence = "{column!r} looks like {kind}, but is not used."
                if kind == "assessment" and "commitment" not in self._columns:
                    sentence = "{column!r}: no column names a commitment that it would be of."
                detected.not_used(sentence, column=column, kind=kind_name(kind))
        lines = [*self._head(), *note, *self._nothing(), *admission, *(rule for _, rule in acts)]
        lines += written.value_maps(self._maps)
        lines += ["", Answers(dates=detected.date_formats, cells=detected.meant).toml()]
        return Proposal("\n".join(lines), [*dict(acts)], detected.understood, detected.unused)

    def _say(self, sentence: str, /, **values: object) -> None:
        self._detected.understood.append(worded(sentence, **values))

    def _acts(self) -> Iterator[tuple[str, str]]:
        all_clear = not self._detected.unused
        member = self._member()
        if member:
            for kind, act in _OF_MEMBERS.items():
                if kind in self._columns and not (kind == LEFT and self._leaves_texts):
                    given = {"member": member, "on": self._from(kind), **self._name(act)}
                    yield self._act(act, given, kind)
            yield from self._on_texts(member)
            yield from self._in_columns_of_texts(member)
        if {"commitment", "text"} <= self._columns.keys():
            given = {kind: self._from(kind) for kind in ("commitment", "text")}
            given |= {"instrument": self._text("instrument"), "on": self._day(ADOPTED)}
            yield self._act("adopt", given, "text")
        told = self._columns.keys() | self._detected.of_texts.keys()
        if member and all_clear and told <= {"code", "member", "note"}:
            self._say("No day of joining is given, so it is unknown.")
            given = {"member": member, "on": _UNKNOWN, **self._name("join")}
            yield self._act("join", given, self._kind_of_member())

    def _on_texts(self, member: str) -> Iterator[tuple[str, str]]:
        """Yield signatures, consents and reports."""
        if SIGNED in self._columns:
            yield from self._signatures(member)
        elif self._leaves_texts:
            given = {"commitment": self._text("instrument"), "on": self._from(LEFT)}
            yield self._act("withdraw", {"member": member, **given}, LEFT)
        for kind in CONSENTS:
            if kind in self._columns:
                about = "commitment" if "commitment" in self._columns else "instrument"
                given = {"member": member, "commitment": self._text(about), **self._consent(kind)}
                if "in_force" in self._columns:
                    given["in_force_on"] = self._from("in_force")
                yield self._act("consent", given, kind)
        if {"commitment", "assessment"} <= self._columns.keys():
            yield self._act("report", {"member": member, **self._report()}, "assessment")

    def _report(self) -> Mapping[str, str]:
        """Return what a report says, and which one it is where any is due."""
        given = {"commitment": self._from("commitment")}
        given |= {name: self._constant(name) for name in ("scale", "scale_version")}
        given |= {"assessment": self._assessment(), "on": self._day(STATED)}
        if is_on_due(self._detected, self._known):
            is_told = holds_due_days(self._detected, self._known)
            given[DUE] = self._from(DUE) if is_told else quoted(PLACEHOLDER)
        if "narrative" in self._columns:
            given["narrative"] = self._from("narrative")
        column = self._columns.get("evidence", "")
        if column and are_evidence(self._detected.cells(column)):
            given["evidence"] = self._from("evidence")
        return given

    def _consent(self, kind: str) -> Mapping[str, str]:
        """Return how and when a party consented; a letter behind the day may say how."""
        column = self._columns[kind]
        usual, patterns = consent_values(kind, column, self._detected.letters.get(column, ()))
        if usual == KIND_NOT_KNOWN:
            self._say("{column!r} does not say how each consented: it is not known.", column=column)
        found = {name: self._from(kind, patterns=each) for name, each in patterns.items()}
        return found or {"kind": quoted(usual), "deposited_on": self._from(kind)}

    def _signatures(self, member: str) -> Iterator[tuple[str, str]]:
        """Yield signatures, and withdrawals, of unknown days, of what was signed on its day."""
        column, text = self._columns[SIGNED], self._text("instrument")
        withdrawn = self._detected.withdrawn.get(column, ())
        days = self._detected.days_of_marks.get(column, "")
        kind = self._detected.kind(days) if days else None
        signs_first = bool(days and withdrawn) and are_of_signatures(days, kind)
        words = [*self._detected.marks[column], *withdrawn] if signs_first else []
        if signs_first and self._has_days_alone(days, column):
            self._asked[days] = None
            words.append("")  # a day of signature says as much
        when = {"on": self._day_of_signature()}
        yield self._act("sign", {"member": member, "instrument": text, **when}, SIGNED, words)
        if signs_first:
            when = {"on": _UNKNOWN, "ends": written.from_column(days)}
        if self._leaves_texts:
            when["on"] = self._from(LEFT, **({"default": _UNKNOWN} if withdrawn else {}))
        elif signs_first:
            self._say("No day of withdrawing is given, so it is unknown.")
        if withdrawn or self._leaves_texts:
            given = {"member": member, "commitment": text, **when}
            yield self._act("withdraw", given, SIGNED if withdrawn else LEFT, withdrawn)

    def _in_columns_of_texts(self, member: str) -> Iterator[tuple[str, str]]:
        """Yield a signature for each column that is of one text."""
        for column, text in self._detected.of_texts.items():
            on = _UNKNOWN if column in self._detected.marks else written.from_column(column)
            given = {"member": member, "instrument": quoted(text), "on": on}
            yield "sign", written.rule_of("sign", self._when(column), given)

    @property
    def _leaves_texts(self) -> bool:
        """Whether days of an end are of signatures or consents, since none are of joining."""
        named = {"signature"} & {*normal(self._columns.get(LEFT, "")).split()}
        of_texts = named or {SIGNED, "instrument", *CONSENTS} & self._columns.keys()
        return bool(of_texts) and LEFT in self._columns and JOINED not in self._columns

    def _has_days_alone(self, days: str, status: str) -> bool:
        """Say whether some row has a day, and says nothing else of the signature."""
        return any(is_date(r.cells[days]) and not r.cells[status] for r in self._table.rows)

    def _member(self) -> str | None:
        """Return the column of the member: its code, or a name that an import looks up."""
        kind = self._kind_of_member()
        if not kind:
            return None
        for each in sorted({kind, "member"} & self._columns.keys()):
            self._detected.take_off_titles(self._columns[each])
        return self._from(kind)

    def _name(self, act: str) -> Mapping[str, str]:
        """Return the name under which a new member joins, where a column has names."""
        named = act == "join" and "member" in self._columns
        return {"name": self._from("member")} if named and self._has_names() else {}

    def _kind_of_member(self) -> str:
        if self._detected.members.has_codes():
            return "code"
        return "member" if "member" in self._columns else ""

    def _has_names(self) -> bool:
        return "member" in self._columns and not self._detected.members.are_codes("member")

    def _text(self, about: str) -> str:
        if about == "instrument" and about in self._columns:
            return self._meant(about, self._detected.heads.text)
        return self._from(about) if about in self._columns else self._constant(about)

    def _day(self, kind: str) -> str:
        return self._from(kind) if kind in self._columns else _UNKNOWN

    def _constant(self, name: str) -> str:
        """Return the only one that the body has; a person has to say it where there are several."""
        words = self._known.get(name, ())
        if len(words) == 1:
            self._say(
                "{name} is {word} in every row, the only one known.", name=name, word=words[0]
            )
            return quoted(words[0])
        return quoted(PLACEHOLDER)

    def _assessment(self) -> str:
        words = {normal(word): word for word in self._known.get("assessment", ())}
        return self._meant("assessment", lambda cell: words.get(normal(cell)))

    def _meant(self, kind: str, meaning: Callable[[str], str | None]) -> str:
        """Return the column of a kind, with what its cells mean where that is another word."""
        cells = self._detected.cells(self._columns[kind])
        found = {cell: meant for cell in cells if (meant := meaning(cell))}
        if all(cell == meant for cell, meant in found.items()):
            return self._from(kind)
        self._maps[kind] = found
        return self._from(kind, map=quoted(kind))

    def _from(self, kind: str, **more: str) -> str:
        self._used.add(column := self._columns[kind])
        return written.from_column(column, **more)

    def _act(
        self, act: str, given: Mapping[str, str], kind: str, words: Sequence[str] = ()
    ) -> tuple[str, str]:
        """Return an act that applies when the column of a kind is filled, or has certain words."""
        return act, written.rule_of(act, self._when(self._columns[kind], words), given)

    def _day_of_signature(self) -> str:
        """Return the day; beside marks that say who signed it may stand in another column."""
        column = self._columns[SIGNED]
        if column not in self._detected.marks:
            return self._from(SIGNED)
        self._used.add(column)
        days = self._detected.days_of_marks.get(column)
        return written.from_column(days, default=_UNKNOWN) if days else _UNKNOWN

    def _when(self, column: str, words: Sequence[str] = ()) -> str:
        self._asked[column] = None
        found = words or self._detected.marks.get(column)
        return quoted(column) if found is None else f"{{ {quoted(column)} = {quoted_list(found)} }}"

    def _nothing(self) -> Iterator[str]:
        """Yield the rule for rows that say nothing yet: what the acts ask for is blank or no."""
        who = self._columns.get(self._kind_of_member(), "")
        cells = {each: ["", *self._no(each)] for each in self._asked if each != who}
        if cells:
            words = ", ".join(
                f"{quoted(column)} = {quoted_list(each)}" for column, each in cells.items()
            )
            yield f"nothing = {{ {words} }}"

    def _no(self, column: str) -> list[str]:
        marks = self._detected.marks.get(column)
        if column in self._detected.not_signed:
            return list(self._detected.not_signed[column])
        if column in self._detected.days_of_marks.values():
            return [cell for cell in self._detected.cells(column) if not is_date(cell)]
        return [] if marks is None else marks_for_no(self._detected.cells(column))

    def _head(self) -> Iterator[str]:
        yield from written.head(self._table.name, self._detected.unused, self._number)
        yield f"key = {quoted_list(self._key())}"

    def _admission(self) -> Iterator[str]:
        if self._has_names():
            yield from ("", "[member]", f"name = {self._from('member')}")

    def _key(self) -> list[str]:
        """Return what tells rows apart: the member, the text or commitment, and what came of it."""
        who = self._columns.get(self._kind_of_member(), "")
        about = [self._columns[k] for k in ("instrument", "commitment") if k in self._columns]
        outcome = [*self._detected.withdrawn] if who else []  # a blank there records nothing
        outcome += [c for c in (self._columns.get(DUE),) if c in self._used]  # or says as much
        dates = [c for k in DATES if (c := self._columns.get(k)) and c not in self._detected.marks]
        of_texts = self._detected.of_texts
        read = {*self._used, *of_texts, *self._detected.days_of_marks.values()}
        key = key_columns(self._table, who, about, outcome, dates, of_texts, read)
        for each in (column for column in dates if column in key):
            self._say("A row with another day in {column!r} counts as a new one.", column=each)
        return key
