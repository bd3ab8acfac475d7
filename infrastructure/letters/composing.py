"""A letter in its final words, in the language of the settings, with what goes with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from application.letters.letter import Letter, LetterGroup
from domain.words import Language, in_language, worded
from infrastructure.language import elided, value_translated
from infrastructure.letters.papers import CHECKPOINT, WORKBOOK, checkpoint_file
from infrastructure.letters.templates import LetterValues, filled
from infrastructure.mail.message import Address, Attachment, Message
from infrastructure.render.days import in_words
from infrastructure.translation import customary_said

STOP = worded("No more reminders")
"""The subject of a letter from somebody who wants none."""
LETTER, TEXT = "letter.eml", "letter.txt"
"""The names of the files that stand for a letter itself where it is written to be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStyle:
    """How letters look: `templates` is a folder whose files replace ours.

    `authority` is who signs, where that is not the secretariat of the body; `link` where members
    can answer, too; `checkpoint` a signed note that goes with each letter.
    """

    sender: Address
    language: Language
    templates: Path | None = None
    authority: str | None = None
    link: str | None = None
    checkpoint: str | None = None


def message_of(
    letter: Letter, recipient: Address, papers: Sequence[Attachment], style: LetterStyle
) -> Message:
    """Return a letter as it goes out.

    Raises:
        Malformed: a template of the secretariat's own has a mistake.
        Unavailable: it cannot be read.
    """
    values = _values(letter, recipient.name, papers, style)
    subject, text = filled(values, style.templates)
    added = [checkpoint_file(style.checkpoint)] if style.checkpoint else []
    taken = [LETTER, TEXT, *(each.name for each in added)]
    return Message(
        sender=replace(style.sender, name=values.signature),
        recipient=recipient,
        subject=subject,
        text=text,
        attachments=[*_named_apart(papers, taken), *added],
        identity=f"{letter.taskforce}/{'/'.join(letter.about)}/{letter.person}",
        stop=in_language(STOP, style.language) if letter.is_reminder else "",
    )


def _named_apart(files: Iterable[Attachment], taken: Iterable[str]) -> Iterator[Attachment]:
    """Yield files, those with a number in their names that would be called as others are."""
    names = set(map(str.casefold, taken))
    for each in files:
        name, number = each.name, 1
        while name.casefold() in names:
            number += 1
            name = Path(each.name).with_stem(f"{Path(each.name).stem}-{number}").name
        names.add(name.casefold())
        yield replace(each, name=name)


def name_of(letter: Letter) -> str:
    """Return a good name for the file of a letter, the same whenever it is made."""
    about = letter.about[0]
    if not letter.is_reminder:
        about = sha256("/".join(letter.about).encode()).hexdigest()[:10]
    return f"{letter.taskforce}-{letter.kind}-{about}-{letter.person}"


def _values(
    letter: Letter, name: str, papers: Sequence[Attachment], style: LetterStyle
) -> LetterValues:
    def said(text: str) -> str:
        return in_language(in_words(text), style.language, value_translated, elided)

    def all_said(texts: Iterable[str]) -> list[str]:
        return list(map(said, texts))

    subject = letter.subject
    if letter.banners:
        subject = worded("EXERCISE: {subject}", subject=subject)
    signature = style.authority or said(worded("Secretariat of {body}", body=letter.body))
    return LetterValues(
        kind=letter.kind,
        subject=said(subject),
        banners=all_said(letter.banners),
        name=name,
        body=str(value_translated("name", letter.body)),
        members=[str(value_translated("name", member)) for member in letter.members],
        salutation=said(worded("Dear {name},", name=name)),
        opening=said(letter.opening),
        groups=[
            LetterGroup(heading=said(group.heading), points=all_said(group.points))
            for group in letter.groups
        ],
        answer=all_said(_answer(letter, papers, style.link)),
        farewell=said(worded("Yours sincerely,")),
        signature=signature,
        notes=all_said(_notes(letter, style)),
    )


def _answer(letter: Letter, papers: Sequence[Attachment], link: str | None) -> list[str]:
    """Return how to answer: where a workbook goes with the letter, by filling it in."""
    sentences = list(letter.answer)
    if any(each.kind == WORKBOOK for each in papers):
        sentences[0] = worded(
            "How to answer: fill in the attached workbook and send it back as an answer to this "
            "letter; its first sheet says how."
        )
    if any(each.kind == "text/calendar" for each in papers):
        sentences.append(
            worded("The calendar entry is attached: open it to take the meeting out again.")
            if letter.cancelled
            else worded("The calendar entry is attached: open it to keep the day.")
        )
    if link and letter.kind != "notification" and not letter.cancelled:
        sentences.append(worded("You can also answer at {link}", link=link))
    return sentences


def _notes(letter: Letter, style: LetterStyle) -> list[str]:
    """Return what stands below the signature."""
    sentences = [*customary_said()]
    if letter.is_reminder:
        sentence = (
            "You get such a letter at most once a week, and only when something is to be done. To "
            "get no more of them, write to {sender} with the subject: {subject}"
        )
        sentences.append(worded(sentence, sender=style.sender.mail, subject=STOP))
    if style.checkpoint:
        sentence = (
            "The file {file} is the newest checkpoint of the register. Please keep it: with it "
            "anybody can show later whether what was recorded until then was changed."
        )
        sentences.append(worded(sentence, file=CHECKPOINT))
    return sentences
