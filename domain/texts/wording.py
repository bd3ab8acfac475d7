"""The wording of a text: what a file says, its digests, and the commitments that it is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from domain.events.bodies import AuthenticText, InstrumentAdopted
from domain.history import History
from domain.normal_form import normal_form
from domain.texts.numbered import numbered
from domain.values import LegalNature

LONGEST = 50_000  # letters; what is longer is bound by the sha256 of its file alone
_MINUS = ("-", "\u2013")
_SIGN = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)  # of a heading in Markdown
_NO_WORDS = re.compile(r"#{1,6}|-{3,}|\*{3,}|_{3,}|[-*+•\u2013·◦▪]")


def text_digest(text: str) -> str:
    """Return the sha256 of a text as UTF-8 in normal form C with LF line ends.

    Raises:
        Malformed: the text has no normal form.
    """
    folded = normal_form(text.replace("\r\n", "\n").replace("\r", "\n"))
    return sha256(folded.encode()).hexdigest()


def wording_of(content: bytes) -> str | None:
    """Return what a file says with LF line ends, None for a PDF or another that is no plain text.

    A plain text is UTF-8, with or without a byte order mark.
    """
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in decoded else decoded.replace("\r\n", "\n").replace("\r", "\n")


def authentic(language: str, content: bytes) -> AuthenticText:
    """Return one authentic language of a text, bound by its digests."""
    wording = wording_of(content)
    return AuthenticText(
        language=language,
        file_sha256=sha256(content).hexdigest(),
        text_sha256=None if wording is None else text_digest(wording),
    )


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A file that is an authentic text: of which instrument, version and language.

    `same_file` says that its bytes are the same, otherwise only its wording is.
    """

    instrument: str
    version: str
    language: str
    same_file: bool


def authentic_text_of(
    body: History, content: bytes, reference: str | None = None
) -> CheckedText | None:
    """Return the authentic text of a body that a file is, None if it is none of them.

    Where the same file is one of several texts, the one of that reference is returned.
    """
    found: CheckedText | None = None
    file_digest = sha256(content).hexdigest()
    words = wording_of(content)
    wording = None if words is None else text_digest(words)
    for _, event in body.each(InstrumentAdopted):
        for text in event.authentic_texts:
            same_file = text.file_sha256 == file_digest
            if same_file or (wording and text.text_sha256 == wording):
                this = CheckedText(event.reference, event.version, text.language, same_file)
                found = this if event.reference == reference else found or this
    return found


def commitments_in(
    reference: str, title: str, nature: LegalNature, wording: str | None, *, as_one: bool = False
) -> Sequence[tuple[str, str]]:
    """Return reference and words of each commitment of a text, in order.

    The numbered items of a political text are its commitments. A treaty is one commitment, and so
    is a text that is adopted `as_one`, headings without their signs; where its words cannot be
    read, or are more than `LONGEST` letters, it has its title for words. Without numbers there are
    none.

    Raises:
        Malformed: a number occurs twice.
    """
    if nature is not LegalNature.TREATY and not as_one:
        items = numbered(wording or "").items
        return [(f"{reference}-{number}", words) for number, words in items]
    if wording is None or len(wording) > LONGEST:
        return [(reference, title)]
    return [(reference, _SIGN.sub("", wording).strip())]


def paragraphs(text: str) -> Sequence[str]:
    """Return the paragraphs of a text, each on one line, headings without their signs."""
    found = (" ".join(each.split()) for each in re.split(r"\n[ \t]*\n", text))
    return [_SIGN.sub("", each) for each in found if each]


def lines_of(preamble: str | None, items: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Return a text for comparing: the paragraphs of its preamble, and each numbered item."""
    told = [f"{number}. {' '.join(words.split())}" for number, words in items]
    return [*paragraphs(preamble or ""), *told]


def comparable(words: str) -> Sequence[str]:
    """Return the words of a text for comparing: without signs of headings and of lists.

    A sign before a digit is a word, since it may be a minus.
    """
    folded = normal_form(words.replace("\u00ad", "")).split()
    return [
        word
        for word, after in pairwise([*folded, ""])
        if not _NO_WORDS.fullmatch(word) or (word in _MINUS and after[:1].isdigit())
    ]
