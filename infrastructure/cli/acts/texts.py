"""`text …`: the wording that members sign. `adopt` and `check` read files, so they are no acts."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from application.acts.texts.text_files import TextFiles
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.log.recorded_words import RecordedText, texts_on_record
from domain.errors import Malformed, Refused, Unavailable
from domain.texts.numbered import missing_number
from domain.texts.wording import CheckedText, authentic_text_of
from domain.values import ImpreciseDate, LegalNature, MemberKind, Visibility
from domain.words import worded
from infrastructure.cli.acts.act_commands import add_acts
from infrastructure.cli.acts.act_options import recording_options
from infrastructure.cli.common_options import ON
from infrastructure.cli.document_files import content_of, differences
from infrastructure.cli.groups import REFUSED, Group, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.recording import record_act
from infrastructure.cli.screen import must_confirm, say, tell
from infrastructure.importers.documents.document_words import remarks_on, words_of

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group, epilog=example("text check mission.md"))
def text() -> None:
    """Adopt a text from a file or by hand, or check that a file is that text."""


@text.command(
    epilog=example(
        "text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10"
    )
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE …")
@click.option("--reference", required=True, help="What people call it, such as MISSION.")
@click.option("--title", required=True)
@click.option("--version", default="1", show_default=True)
@click.option(
    "--legal-nature",
    type=click.Choice([str(n) for n in LegalNature], case_sensitive=False),
    default="political",
    help="[political]",
)
@click.option(
    "--language",
    multiple=True,
    metavar="CODE",
    help="Of each file, in order.  [that of the register]",
)
@click.option(
    "--open-to",
    multiple=True,
    type=click.Choice([str(k) for k in MemberKind], case_sensitive=False),
    help="[all]",
)
@click.option("--who-may-sign", help="In words.")
@click.option("--as-one-commitment", "as_one", is_flag=True, help="Whatever is numbered in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@ON
@recording_options
@click.pass_context
def adopt(
    ctx: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    reference: str,
    title: str,
    version: str,
    legal_nature: str,
    language: tuple[str, ...],
    open_to: tuple[str, ...],
    who_may_sign: str | None,
    as_one: bool,
    yes: bool,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Open a text for signature: one FILE an authentic language (Markdown, text, DOCX, PDF).

    Its numbered paragraphs ("1. We will …", in the first file), or its articles ("Article 1"),
    become its commitments, as REFERENCE-1 and so on. At a terminal they are shown, and you are
    asked whether they are right. A treaty is one commitment. With a new --version, commitments in
    other words are amended, and those that are gone are closed. The sha256 of each file
    is recorded.
    """
    session = Session(ctx)
    languages = language or (session.settings.language,)
    if len(languages) != len(files):
        raise Malformed(
            "There are {files} files and {languages} --language options.",
            files=len(files),
            languages=len(languages),
        )
    contents = list(map(content_of, files))
    is_one = as_one or legal_nature == LegalNature.TREATY
    words = [
        _words(each, file.name, must=not (is_one or number))
        for number, (each, file) in enumerate(zip(contents, files, strict=True))
    ]
    told = TextFiles(
        reference=reference,
        title=title,
        nature=LegalNature(legal_nature),
        files=list(zip(languages, contents, strict=True)),
        words=words[0],
        as_one=as_one,
        version=version,
        open_to=tuple(map(MemberKind, open_to)),
        who_may_sign=who_may_sign,
    )
    if not language:
        sentence = (
            "Note: Recorded as authentic in {code}. If that is wrong, say it with --language."
        )
        tell(sentence, code=session.settings.language)
    if words[0]:
        for remark in remarks_on(contents[0], files[0].name, is_one=told.is_one):
            tell(remark)
    _show_found(told, ask=sys.stdin.isatty() and not yes and not shared["dry_run"])
    record_act(session, lambda r, body: told.adopt(r, body, on), **shared)


def _words(content: bytes, name: str, *, must: bool) -> str | None:
    """Return the words of a file; where they are no must, None if what reads them is missing."""
    try:
        return words_of(content, name)
    except Unavailable:
        if must:
            raise
        return None


def _show_found(text: TextFiles, *, ask: bool) -> None:
    """Say what is in no commitment; where somebody can answer, show all and ask."""
    found, parts = text.commitments, text.parts
    if ask:
        for reference, words in found:
            tell("{reference}: {words}", reference=reference, words=words)
    for words in parts.left_out:
        tell(
            "Note: This is in no commitment: {words} If it belongs to the one before it, indent it "
            "(in Word by Increase Indent, in Markdown by two blanks before each line; of a PDF, "
            "make a copy as Markdown), and adopt that file.",
            words=" ".join(words.split()),
        )
    if parts.within_last:
        tell(
            "Note: This is taken as a part of the last commitment, {reference}: {words} If it is "
            "none, put a heading before it in a copy as Markdown, and adopt that.",
            reference=found[-1][0],
            words=" ".join(parts.within_last.split()),
        )
    if (number := missing_number(parts.items)) is not None:
        tell("Note: There is no number {number} in the text.", number=number)
    if text.is_one and found[0][1] == text.title:
        tell("Note: Its words are not recorded, since they cannot be read or are very long.")
    if ask:
        must_confirm(worded("Adopt the text with these commitments ({count})?", count=len(found)))


@text.command(epilog=example("text check mission.md"))
@click.argument("file", type=FILE)
@click.option("--reference", help="The text that is meant.  [the only one]")
@click.pass_context
def check(ctx: click.Context, /, file: Path, reference: str | None) -> int:
    """Say of which adopted text FILE has the words, or show where it differs from one.

    The exit code is 0 if it is the authentic document or has the same words, in whatever form
    (Markdown, text, DOCX, PDF), and 1 if not. Of a text in several languages, the words of the
    first one are on record. On record are its preamble and its commitments: what FILE says beside
    them is shown, with exit code 1. Read FILE before you rely on it: notes, heads and feet of
    pages, what signatures show, and how it looks, are not compared.
    """
    session, content = Session(ctx), content_of(file)
    with session.register() as register:
        body = session.taskforce(register)
        recording = register.prepare(lambda _: None, session.reading())
        known = recording.taskforce(body)
        if reference is not None:
            known.instrument(reference)
        if found := authentic_text_of(known.history, content, reference):
            say(_authentic(file.name, found))
            return 0 if reference in (None, found.instrument) else REFUSED
        ask = Ask(taskforce=body, audience=Visibility.SECRETARIAT)
        at = as_of(register.read_model, ask, register.today())
        versions = texts_on_record(Facts(register.read_model, body, at), reference)
    return _compared(file.name, words_of(content, file.name), versions)


def _authentic(name: str, found: CheckedText) -> str:
    same = worded("byte for byte")
    if not found.same_file:
        same = worded("in its wording (the file differs in form)")
    return worded(
        "{file} is {instrument} version {version} in {language}, {same}.",
        file=name,
        instrument=found.instrument,
        version=found.version,
        language=found.language,
        same=same,
    )


def _compared(file: str, words: str | None, versions: Sequence[RecordedText]) -> int:
    """Say which version has the words of a file, or show how it differs from the last one.

    Raises:
        Refused: the words of the file, or of the text, are not known; or several texts are meant.
    """
    if words is None or not versions:
        raise Refused(
            "{file} is none of the adopted files, and there are no words to compare it by.",
            file=file,
        )
    for each in versions:
        if each.has_words_of(each.lines_in(words)):
            return _compared_in_part(file, each, each.outside(words))
    references = sorted({each.instrument for each in versions})
    if len(references) > 1:
        raise Refused(
            "{file} has the words of no adopted text. To see where it differs from one, add "
            "--reference with one of these: {references}",
            file=file,
            references=", ".join(references),
        )
    last = versions[-1]
    name = worded(
        "{instrument} version {version}", instrument=last.instrument, version=last.version
    )
    say(
        worded(
            "{file} has other words than {name}. Lines with - are of the text on record, those "
            "with + of the file:",
            file=file,
            name=name,
        ),
        *differences(last.lines, last.lines_in(words), name, file),
    )
    return REFUSED


def _compared_in_part(file: str, text: RecordedText, outside: Sequence[str]) -> int:
    """Say that a file has the words of a text, or that it has other words beside them."""
    values = {"file": file, "instrument": text.instrument, "version": text.version}
    if not outside:
        say(
            worded(
                "The words that {file} holds are those of {instrument} version {version}, in "
                "another file. Read it before you rely on it: notes, heads and feet of pages, what "
                "signatures show, and how it looks, were not compared.",
                **values,
            )
        )
        return 0
    say(
        worded(
            "{file} has the commitments and the preamble of {instrument} version {version}, and "
            "other words beside them. These are not on record, so compare them yourself:",
            **values,
        ),
        *(f"+{line}" for line in outside),
    )
    return REFUSED


add_acts(text, "text")
COMMANDS = {"text": text}
