"""Somebody else's table: propose a mapping, ask what only a person can say, keep the answers."""

import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from shlex import quote

import click
from click.core import ParameterSource

from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from domain.errors import Malformed, Refused
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.acts.import_results import refused_rows
from infrastructure.cli.groups import OF_THE_REGISTER, REFUSED
from infrastructure.cli.open_register import Session
from infrastructure.cli.output import must_be_sheet
from infrastructure.cli.screen import put, tell
from infrastructure.cli.tried_words import must_be_utf8
from infrastructure.files import writing
from infrastructure.importers.answers.answer_workbook import answer_workbook, answers_in
from infrastructure.importers.answers.mapping_answers import answered, chosen, without_answers
from infrastructure.importers.answers.open_value import OpenValue
from infrastructure.importers.answers.open_values import open_values
from infrastructure.importers.mapping_lines import Proposal
from infrastructure.importers.mapping_proposal import propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import load_mapping, read_mapping
from infrastructure.importers.rows.standard_columns import in_standard_columns
from infrastructure.importers.tables.problems import BadRows
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.form_words import is_guide
from infrastructure.importers.workbooks.known_references import known_references

_SHOWN, _FEW = 10, 3


def say_what_was_read(table: InputTable) -> None:
    """Say where the table was found, unless it is the whole file from its first row on."""
    if not table.is_plain:
        for sentence in table.seen():
            tell(sentence)
    if unread := [each for each in table.unread if not is_guide(each)]:
        tell(
            "Not read: {sheets}. Name a sheet to read it: --sheet {first!r}.",
            sheets=", ".join(unread),
            first=unread[0],
        )


def known_words(session: Session) -> Mapping[str, tuple[str, ...]]:
    """Return what can be chosen from in the body that is meant, nothing without one.

    That is all, whoever may see it: a recording is judged by all, too.
    """
    if session.settings.store is None:
        return {}
    with session.register(recording=True) as register:
        bodies = register.read_model.taskforces()
        if session.told is None and len(bodies) != 1:
            return {}
        ask = Ask(taskforce=session.taskforce(register), audience=Visibility.SECRETARIAT)
        at = as_of(register.read_model, ask, register.today())
        return known_references(Facts(register.read_model, ask.taskforce, at))


def line(ctx: click.Context, file: Path, **replaced: str | None) -> str:
    """Return the command to type next: this one, of another file or with options replaced.

    An option that is replaced by None is left out.
    """
    told = dict(replaced)
    flags: list[str] = []
    for name, value in ctx.params.items():
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if name == "file" or not given or name in replaced:
            continue
        if value is True:
            flags.append(f" --{name.replace('_', '-')}")
        else:
            told[name] = str(value)
    told |= {name: ctx.find_root().obj[name] for name in OF_THE_REGISTER}
    words = [
        f" --{name.replace('_', '-')} {quote(str(value))}"
        for name, value in told.items()
        if value is not None
    ]
    return f"depositary import {quote(str(file))}{''.join((*words, *flags))}"


def proposed(ctx: click.Context, file: Path, table: InputTable, *, dry_run: bool) -> int:
    """Write a mapping for columns that are not ours, for a person to look at; record nothing."""
    if table.problems and not table.rows:  # its columns cannot be judged
        return refused_rows(BadRows(table.name, table.problems))
    known = known_words(Session(ctx))
    number = 1 if dry_run else _number_of_mapping(ctx, file, table)
    made = propose(table, known, number)
    if not made.acts:
        for sentence in made.unused if len(table.header) > 1 else ():
            tell("Not used: {sentence}", indent="  ", sentence=sentence)
        in_standard_columns(table)  # says what is missing
    target = _mapping_of(file, number)
    _say_which_fit(ctx, file, table)
    _say_what_was_understood(table, made)
    mapped = MappedFile(read_mapping(made.toml, target.name), table)
    if dry_run:
        put(made.toml)
        if left := open_values(mapped, known):
            tell("Without --dry-run, the mapping is written, and you are asked:")
            _list(left)
        return REFUSED
    writing.write_new(target, made.toml.encode())
    tell("Wrote a mapping to {target}.", target=target)
    mapped = _asked_here(mapped, target, open_values(mapped, known))
    left = open_values(mapped, known)
    if left:
        return _written_down(ctx, file, target, left)
    tell("Nothing was recorded yet. See what would be:")
    click.echo(f"  {_next(ctx, file, target)}", err=True)
    return REFUSED


def _mapping_of(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.mapping{f'-{number}' * (number > 1)}.toml")


def _number_of_mapping(ctx: click.Context, file: Path, table: InputTable) -> int:
    """Return the number of a mapping that is not there yet; those there are of other sheets.

    Raises:
        Refused: one is there that fits the table.
    """
    number = 1
    while (target := _mapping_of(file, number)).exists():
        if _fits(target, table):
            raise Refused(
                "{name} needs a mapping, and one is there already: {command}",
                name=file.name,
                command=_next(ctx, file, target),
            )
        number += 1
    return number


def _say_which_fit(ctx: click.Context, file: Path, table: InputTable) -> None:
    """Say which mappings of other files beside it fit: it may be a later state of one of them."""
    beside = [each for each in file.parent.glob("*.mapping*.toml") if each.is_file()]
    beside.sort(key=lambda each: each.stat().st_mtime, reverse=True)
    others = (each for each in beside if not each.name.startswith(f"{file.name}."))
    for each in islice((m for m in others if _is_mapping(m) and _fits(m, table)), _FEW):
        tell(
            "{mapping} fits, too. If this is a later state of the list that it was made for, use "
            "that one: {command}",
            mapping=each.name,
            command=_next(ctx, file, each),
        )


def _is_mapping(file: Path) -> bool:
    try:
        load_mapping(str(file))
    except Malformed:
        return False
    return True


def _fits(mapping: Path, table: InputTable) -> bool:
    """Say whether a mapping is for the columns of a table; one with a mistake may be."""
    try:
        told = load_mapping(str(mapping))
    except Malformed:
        return True
    try:
        MappedFile(told, table)
    except Malformed:
        return False
    return True


def _next(ctx: click.Context, file: Path, mapping: Path, **more: str | None) -> str:
    return f"{line(ctx, file, mapping=str(mapping), dry_run=None, **more)} --dry-run"


def _say_what_was_understood(table: InputTable, made: Proposal) -> None:
    if table.is_plain:
        for sentence in table.seen():
            tell(sentence, indent="  ")
    for sentence in made.understood:
        tell(sentence, indent="  ")
    tell("Its rows would record: {acts}.", indent="  ", acts=", ".join(made.acts))
    for sentence in made.unused:
        tell("Not used: {sentence}", indent="  ", sentence=sentence)


def settled(ctx: click.Context, mapped: MappedFile, mapping: Path, file: Path) -> MappedFile | None:
    """Return a file with what was answered, in its mapping, too; None if something is still open.

    Where bad rows are skipped, or written down, only that is asked which makes no row a bad one.

    Raises:
        Malformed: the answers cannot be read, or the mapping cannot keep them.
        Unavailable: the mapping cannot be written.
    """
    known, answers = known_words(Session(ctx)), ctx.params["answers"]
    if answers is not None:
        text = mapping.read_text(encoding="utf-8")
        at_first = MappedFile(without_answers(text, mapping.name), mapped.table)
        asked = [*open_values(at_first, known), *open_values(mapped, known)]
        mapped, new = _kept(mapped, mapping, answers_in(answers, asked))
        tell("Answers kept in {mapping}: {count}.", mapping=mapping, count=new)
    tells_bad_rows = ctx.params["skip_bad_rows"] or ctx.params["errors"] is not None
    mapped = _asked_here(mapped, mapping, _left(mapped, known, beside_bad_rows=tells_bad_rows))
    if left := _left(mapped, known, beside_bad_rows=tells_bad_rows):
        _written_down(ctx, file, mapping, left)
        return None
    return mapped


def _left(
    mapped: MappedFile, known: Mapping[str, tuple[str, ...]], *, beside_bad_rows: bool
) -> Sequence[OpenValue]:
    found = open_values(mapped, known)
    return [each for each in found if each.is_silent] if beside_bad_rows else found


def _kept(
    mapped: MappedFile, mapping: Path, told: Sequence[tuple[OpenValue, str]]
) -> tuple[MappedFile, int]:
    """Return a file with answers in its mapping, and how many are new."""
    text, new = answered(mapping.read_text(encoding="utf-8"), mapping.name, told)
    if not new:
        return mapped, 0
    read = read_mapping(text, mapping.name)
    writing.replace(mapping, text.encode())
    return MappedFile(read, mapped.table), new


def _asked_here(mapped: MappedFile, mapping: Path, left: Sequence[OpenValue]) -> MappedFile:
    """Ask a person at a terminal, and keep each answer as soon as it is given."""
    if not (left and sys.stdin.isatty() and sys.stderr.isatty()):
        return mapped
    tell("Say what it means, 'nothing' or 'skip' (the row); an empty line leaves it open.")
    for each in left:
        tell(each.question)
        if each.choices:
            tell("Likely: {choices}", indent="  ", choices=", ".join(each.named_choices))
        if answer := _answer(each):
            mapped, _ = _kept(mapped, mapping, [(each, answer)])
    return mapped


def _answer(about: OpenValue) -> str:
    """Return what a person types, "" for nothing; what cannot be meant is asked again."""
    while True:
        click.echo("> ", err=True, nl=False)
        answer = sys.stdin.readline().strip()
        try:
            must_be_utf8(answer, worded("text in UTF-8 (the terminal uses another encoding)"))
            return answer and chosen(about, answer)
        except Malformed as refusal:
            tell(str(refusal))


def _list(left: Sequence[OpenValue]) -> None:
    for each in left[:_SHOWN]:
        tell(each.question, indent="  ")
    if len(left) > _SHOWN:
        tell("And {count:,} more.", indent="  ", count=len(left) - _SHOWN)


def _written_down(ctx: click.Context, file: Path, mapping: Path, left: Sequence[OpenValue]) -> int:
    """List what is open, and write it to a workbook for the answers."""
    tell("To be decided, each once, so nothing was recorded:")
    _list(left)
    asked = [each for each in left if each.can_be_answered]
    if not asked:
        tell("Then: {command}", command=_next(ctx, file, mapping))
        return REFUSED
    target = _free(file)
    must_be_sheet(Session(ctx).settings, target)
    writing.write_new(target, answer_workbook(asked))
    tell("Write the answers into {target}, then:", target=target)
    click.echo(f"  {_next(ctx, file, mapping, answers=str(target))}", err=True)
    return REFUSED


def _free(file: Path) -> Path:
    """Return a name for a file of answers that is not taken."""
    target, number = file.with_name(f"{file.name}.answers.xlsx"), 1
    while target.exists():
        number += 1
        target = file.with_name(f"{file.name}.answers-{number}.xlsx")
    return target
