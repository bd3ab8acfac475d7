"""The templates of letters: ours, and those that a secretariat puts in their place."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from textwrap import wrap

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from application.letters.letter import KINDS, LetterGroup
from domain.characters import check_characters
from domain.errors import Malformed
from infrastructure.files.reading import TEMPLATE_UNREADABLE, read_bounded, told_if_unreadable
from infrastructure.letters.template_names import ALL, LETTER_TEMPLATES, letter_template
from infrastructure.render.apart import made_apart
from infrastructure.template_mistakes import MISTAKES, TOO_DEEP, mistake

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


def filled(values: LetterValues, folder: Path | None) -> tuple[str, str]:
    """Return the subject, which is one line, and the text of a letter.

    Raises:
        Malformed: a template of the secretariat's own has a mistake.
        Unavailable: it cannot be read.
    """
    (made,) = _filled(letter_template(f"letter-{values.kind}.txt", folder), [values])
    return made


def check_letter_templates(folder: Path | None) -> None:
    """Fill in every template that a secretariat has put into its folder, and throw it away.

    Raises:
        Malformed: one has a mistake.
        Unavailable: one cannot be read.
    """
    used = [letter_template(name, folder) for name in LETTER_TEMPLATES] if folder else []
    for path in dict.fromkeys(used):
        kinds = KINDS if path.name == ALL else (path.stem.removeprefix("letter-"),)
        _filled(path, list(map(_sample, kinds)))


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


def _filled(path: Path, letters: Sequence[LetterValues]) -> Sequence[tuple[str, str]]:
    given = [{name: _one_line(it) for name, it in asdict(each).items()} for each in letters]
    first, _, rest = _source(path).partition("\n")
    if not first.startswith(_SUBJECT):
        sentence = "The first line of the template {name} must begin with {subject}"
        raise Malformed(sentence, name=path.name, subject=_SUBJECT)
    parts = (first.removeprefix(_SUBJECT), f"\n{rest}")
    if path.parent == Path(__file__).parent:
        return _said(parts, given)
    return made_apart(path.name, _said_in_ones_own, path.name, parts, given)


def _said_in_ones_own(
    name: str, parts: Sequence[str], given: Sequence[Mapping[str, object]]
) -> Sequence[tuple[str, str]]:
    try:
        made = _said(parts, given)
    except TemplateSyntaxError as error:
        sentence = "Line {number} of the template {name} has a mistake: {message}."
        raise Malformed(sentence, number=error.lineno, name=name, message=mistake(error)) from error
    except TOO_DEEP as error:
        raise Malformed("The template {name} is nested too deep.", name=name) from error
    except MISTAKES as error:
        sentence = "The template {name} has a mistake: {message}."
        raise Malformed(sentence, name=name, message=mistake(error)) from error
    for text in (text for letter in made for text in letter):
        check_characters(text, field=name)
    return made


def _said(parts: Sequence[str], given: Sequence[Mapping[str, object]]) -> Sequence[tuple[str, str]]:
    """Return subject and text of each letter, of the templates of both."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # it is plain text, to which nothing is markup
    )
    subject, text = map(environment.from_string, parts)
    return [
        (" ".join(subject.render(each).split()), _in_lines(text.render(each))) for each in given
    ]


def _in_lines(text: str) -> str:
    wrapped = "\n".join(map(_wrapped, text.splitlines()))
    return _BLANK_LINES.sub("\n\n", wrapped).strip("\n") + "\n"


def _source(path: Path) -> str:
    """Return a template as it stands in its file, with LF at the ends of lines."""
    try:
        with told_if_unreadable(path, TEMPLATE_UNREADABLE):
            content = read_bounded(path, LARGEST)
        return TextIOWrapper(BytesIO(content), encoding="utf-8").read()
    except UnicodeDecodeError as error:
        raise Malformed("The template {name} is no text in UTF-8.", name=path.name) from error


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
