"""The wording of a text: what a file says, its digests, and the commitments that it is made of."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from domain.errors import Malformed, UnknownReference
from domain.events.bodies import AuthenticText, InstrumentAdopted
from domain.history import History
from domain.normal_form import normal_form
from domain.values import LegalNature
from domain.words import worded

LONGEST = 50_000  # letters; what is longer is bound by the sha256 of its file alone
NUMBERED = re.compile(r"(?m)^\s{0,3}(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")


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


def authentic_text_of(body: History, content: bytes) -> CheckedText:
    """Return the authentic text of a body that a file is.

    Raises:
        UnknownReference: it is not an authentic text of the body.
    """
    file_digest = sha256(content).hexdigest()
    words = wording_of(content)
    wording = None if words is None else text_digest(words)
    for _, event in body.each(InstrumentAdopted):
        for text in event.authentic_texts:
            same_file = text.file_sha256 == file_digest
            if same_file or (wording and text.text_sha256 == wording):
                return CheckedText(event.reference, event.version, text.language, same_file)
    raise UnknownReference(worded("text with the sha256"), file_digest)


def commitments_in(
    reference: str, title: str, nature: LegalNature, wording: str | None
) -> Sequence[tuple[str, str]]:
    """Return reference and words of each commitment of a text, in order.

    The numbered items of a political text are its commitments, each up to the next number. A treaty
    or a text without numbers is one; one that is no plain text, or has more than `LONGEST` letters,
    has its title for words.

    Raises:
        Malformed: a number occurs twice.
    """
    marks = [] if nature is LegalNature.TREATY else list(NUMBERED.finditer(wording or ""))
    if wording is None or (not marks and len(wording) > LONGEST):
        return [(reference, title)]
    if not marks:
        return [(reference, wording.strip())]
    numbers = Counter(mark[1] for mark in marks)
    twice = sorted(number for number, times in numbers.items() if times > 1)
    if twice:
        raise Malformed(
            "The number {twice} occurs twice in the text; correct that first.", twice=twice[0]
        )
    ends = [*(mark.start() for mark in marks[1:]), len(wording)]
    return [
        (f"{reference}-{mark[1]}", " ".join(wording[mark.end() : end].split()))
        for mark, end in zip(marks, ends, strict=True)
    ]


def has_no_numbers(content: bytes) -> bool:
    """Say whether a file is plain text without any numbered item."""
    wording = wording_of(content)
    return wording is not None and NUMBERED.search(wording) is None


def preamble_in(nature: LegalNature, wording: str | None) -> str | None:
    """Return what stands before the first number of a political text, None without any."""
    first = NUMBERED.search(wording or "")
    if wording is None or first is None or nature is LegalNature.TREATY:
        return None
    return wording[: first.start()].strip() or None
