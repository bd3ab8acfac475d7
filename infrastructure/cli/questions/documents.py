"""`document …`: which entries rest on a file, by its sha256; no file is ever stored."""

from hashlib import sha256
from pathlib import Path

import click

from application.questions.asking.answer import Answer
from application.questions.log import documents
from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.texts.wording import comparable, paragraphs, wording_of
from domain.words import worded
from infrastructure.cli.common_options import DOCUMENT, clock_options, question_options
from infrastructure.cli.document_files import content_of, differences
from infrastructure.cli.groups import Group, example
from infrastructure.cli.open_register import Session, ask, asked
from infrastructure.cli.screen import say
from infrastructure.files.reading import sha256_of
from infrastructure.importers.documents.document_words import words_of

REFUSED = 1
MOST_LETTERS, MOST_LINES = 2_000_000, 20_000


@click.group(cls=Group, epilog=example("document check letter.pdf"))
def document() -> None:
    """Ask which entries cite a file, by its sha256, or compare two versions."""


@document.command(epilog=example("document check letter.pdf"))
@click.argument("file", type=DOCUMENT)
@question_options
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: object) -> int:
    """Ask which entries cite FILE, and whether they still stand.

    It may be cited as a source (--source-file), as evidence, as a signed page (sign
    --document-sha256), as the text that was signed, as the file of a text or of minutes, or as a
    published report's manifest. The exit code is 1 if no entry does.
    """
    digest = sha256_of(file)
    answer = ask(
        ctx,
        lambda r, a, today: documents.check_document(r.read_model, a, digest, file.name, today),
        **options,
    )
    return 0 if answer.rows else REFUSED


@document.command("list", epilog=example("document list"))
@question_options
@click.pass_context
def list_(ctx: click.Context, /, **options: object) -> None:
    """Ask which files are cited by their sha256, and by which entries."""
    ask(ctx, lambda r, a, today: documents.list_documents(r.read_model, a, today), **options)


@document.command(epilog=example("document compare minutes.txt approved.txt"))
@click.argument("old", type=DOCUMENT)
@click.argument("new", type=DOCUMENT)
@clock_options
@click.pass_context
def compare(ctx: click.Context, /, old: Path, new: Path, **options: object) -> int:
    """Compare the words of two texts, such as versions of minutes: OLD and NEW.

    Each is plain text, Markdown, DOCX or a PDF with text. It says which entries cite each file by
    its sha256, and shows the lines that differ (paragraphs, of DOCX and PDF), with - before those
    of OLD and + before those of NEW. The exit code is 0 if the words are the same, however lines
    are broken, and 1 if they are not.
    """
    files = {file: content_of(file) for file in (old, new)}
    texts = [_words(file, files[file]) for file in (old, new)]
    in_lines = all(wording_of(content) is not None for content in files.values())
    before, after = (text.split("\n") if in_lines else paragraphs(text) for text in texts)
    session = Session(ctx)
    with session.register() as register:
        told = asked(session.taskforce(register), options)
        for file in (old, new):
            digest = sha256(files[file]).hexdigest()
            answer = documents.check_document(
                register.read_model, told, digest, file.name, register.today()
            )
            say(_cited(file.name, digest, answer))
    if comparable(texts[0]) == comparable(texts[1]):
        say(worded("Both files have the same words."))
        return 0
    say(*differences(before, after, old.name, new.name))
    return REFUSED


def _words(file: Path, content: bytes) -> str:
    """Return the words of a file that can be compared.

    Raises:
        Malformed: it has none, or so many that comparing takes too long.
    """
    words = words_of(content, file.name)
    if words is None:
        raise Malformed(
            "{name} has no words that can be read, as a scan, so it cannot be compared.",
            name=file.name,
        )
    words = normal_form(words).rstrip("\n")
    if len(words) > MOST_LETTERS or words.count("\n") >= MOST_LINES:
        raise Malformed(
            "{name} has more than {letters:,} letters or {lines:,} lines, which is too long to "
            "compare.",
            name=file.name,
            letters=MOST_LETTERS,
            lines=MOST_LINES,
        )
    return words


def _cited(name: str, digest: str, answer: Answer) -> str:
    """Say which entries cite a file, in one line."""
    if not answer.rows:
        return worded(
            "{name}: {note} sha256 {digest}", name=name, note=answer.notes[0], digest=digest
        )
    entries = "; ".join(
        worded(
            "@{position} as {what} ({state})",
            position=row["position"],
            what=row["as"],
            state=row["state"],
        )
        for row in answer.rows
    )
    return worded(
        "{name}: cited in {entries}; sha256 {digest}", name=name, entries=entries, digest=digest
    )


COMMANDS = {"document": document}
