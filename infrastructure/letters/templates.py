"""The templates of letters: ours, and those that a secretariat puts in their place."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from textwrap import wrap

from jinja2 import TemplateError, TemplateSyntaxError

from application.letters.letter import KINDS, LetterGroup
from domain.errors import Malformed, Unavailable
from infrastructure.files.reading import read_bounded
from infrastructure.files.store_path import file_in
from infrastructure.letters.template_language import LetterTemplates
from infrastructure.template_bounds import MISTAKES, TOO_DEEP

ALL = "letter.txt"
LETTER_TEMPLATES = (ALL, *(f"letter-{kind}.txt" for kind in KINDS))
"""The names of templates: of all letters, and of one kind, which wins."""
WIDTH = 72
_SUBJECT = "Subject:"
LARGEST = 20_000  # bytes of a template
_BLANKS = re.compile(" +")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterValues:
    """What a template can put into a letter; all texts are one line each.

    `banners` say that the body is made up, `answer` are sentences on how to answer, `notes` what
    stands below the signature. `members` are those that the person, called `name`, speaks for.
    """

    kind: str
    subject: str
    banners: Sequence[str]
    name: str
    body: str
    members: Sequence[str]
    salutation: str
    opening: str
    groups: Sequence[LetterGroup]
    answer: Sequence[str]
    farewell: str
    signature: str
    notes: Sequence[str]


def letter_template(name: str, folder: Path | None) -> Path:
    """Return the file that is used for one of `LETTER_TEMPLATES`.

    Raises:
        Unavailable: what is in its place is no file.
    """
    own = folder and (file_in(folder, name) or file_in(folder, ALL))
    return own or Path(__file__).with_name(ALL)


def filled(values: LetterValues, folder: Path | None) -> tuple[str, str]:
    """Return the subject, which is one line, and the text of a letter.

    Raises:
        Malformed: a template of the secretariat's own has a mistake.
        Unavailable: it cannot be read.
    """
    return _filled(letter_template(f"letter-{values.kind}.txt", folder), values)


def check_letter_templates(folder: Path | None) -> None:
    """Fill in every template that a secretariat has put into its folder, and throw it away.

    Raises:
        Malformed: one has a mistake.
        Unavailable: one cannot be read.
    """
    for name in LETTER_TEMPLATES if folder else ():
        path = letter_template(name, folder)
        for kind in KINDS if path.name == ALL else (name.removeprefix("letter-")[:-4],):
            _filled(path, _sample(kind))


def _sample(kind: str) -> LetterValues:
    return LetterValues(
        kind=kind,
        subject="-",
        banners=["-"],
        name="-",
        body="-",
        members=["-"],
        salutation="-",
        opening="-",
        groups=[LetterGroup(heading="-", points=["-"])],
        answer=["-"],
        farewell="-",
        signature="-",
        notes=["-"],
    )


def _filled(path: Path, values: LetterValues) -> tuple[str, str]:
    given = {name: _one_line(value) for name, value in asdict(values).items()}
    templates = LetterTemplates(path.name)
    try:
        first, _, rest = _source(path).partition("\n")
        if not first.startswith(_SUBJECT):
            sentence = "The first line of the template {name} must begin with {subject}"
            raise Malformed(sentence, name=path.name, subject=_SUBJECT)
        subject = templates.rendered(first.removeprefix(_SUBJECT), given)
        text = templates.rendered(f"\n{rest}", given)
    except TemplateSyntaxError as error:
        sentence = "Line {number} of the template {name} has a mistake: {message}."
        raise Malformed(
            sentence, number=error.lineno, name=path.name, message=_mistake(error)
        ) from error
    except TOO_DEEP as error:
        raise Malformed("The template {name} is nested too deep.", name=path.name) from error
    except (TemplateError, *MISTAKES) as error:
        sentence = "The template {name} has a mistake: {message}."
        raise Malformed(sentence, name=path.name, message=_mistake(error)) from error
    wrapped = "\n".join(map(_wrapped, text.splitlines()))
    return " ".join(subject.split()), _BLANK_LINES.sub("\n\n", wrapped).strip("\n") + "\n"


def _mistake(error: Exception) -> str:
    message = (error.message if isinstance(error, TemplateError) else None) or str(error)
    return message.rstrip(".") if message.endswith(".") else message  # as of jinja, not ours


def _source(path: Path) -> str:
    """Return a template as it stands in its file, with LF at the ends of lines."""
    try:
        with BytesIO(read_bounded(path, LARGEST)) as content:
            return TextIOWrapper(content, encoding="utf-8").read()
    except UnicodeDecodeError as error:
        raise Malformed("The template {name} is no text in UTF-8.", name=path.name) from error
    except OSError as error:
        sentence = "The template {path} cannot be read: {strerror}."
        raise Unavailable(sentence, path=path, strerror=error.strerror) from error


def _one_line(value: object) -> object:
    """Return values with each text on one line, so that none can pretend to be more."""
    if isinstance(value, str):
        bare = "".join(
            " " if unicodedata.category(it) in {"Cc", "Zl", "Zp"} else it for it in value
        )
        return _BLANKS.sub(" ", bare).strip(" ")
    if isinstance(value, dict):
        return {key: _one_line(each) for key, each in value.items()}
    return [_one_line(each) for each in value] if isinstance(value, (list, tuple)) else value


def _wrapped(line: str) -> str:
    """Return a line as lines of at most `WIDTH` letters; what follows a bullet is indented."""
    begun = "- " if line.startswith("- ") else ""
    parts = wrap(
        line.removeprefix(begun),
        WIDTH,
        initial_indent=begun,
        subsequent_indent=" " * len(begun),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(parts)
