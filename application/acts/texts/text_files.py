"""A whole text as its files say it: its commitments are adopted, amended or closed together."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.acts.texts.wording import AdoptCommitment, AmendCommitment, close
from application.context import Stream
from application.entries import bodies
from application.recording import Recording
from domain.errors import Malformed, Refused
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Closed
from domain.texts.commitment import Commitment
from domain.texts.numbered import NumberedText, numbered
from domain.texts.wording import authentic, commitments_in, text_digest
from domain.values import ImpreciseDate, LegalNature, MemberKind
from domain.words import worded


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFiles:
    """A text as its files say it: language and bytes of each.

    `words` are those of the first file, None where nobody can read them, as in a scan; `as_one`
    says that the text is one commitment, whatever is numbered in it.
    """

    reference: str
    title: str
    nature: LegalNature
    files: Sequence[tuple[str, bytes]]
    words: str | None
    as_one: bool = False
    version: str = "1"
    open_to: tuple[MemberKind, ...] = ()
    who_may_sign: str | None = None

    @property
    def is_one(self) -> bool:
        """Whether it is one commitment: a treaty, or a text that is adopted as one."""
        return self.as_one or self.nature is LegalNature.TREATY

    @property
    def parts(self) -> NumberedText:
        """Its numbered items and what is around them, none in a text that is one commitment.

        Raises:
            Malformed: a number occurs twice.
        """
        return numbered("" if self.is_one else self.words or "")

    @property
    def commitments(self) -> Sequence[tuple[str, str]]:
        """Reference and words of each commitment.

        Raises:
            Malformed: a number occurs twice, or there is no numbered item.
        """
        found = commitments_in(
            self.reference, self.title, self.nature, self.words, as_one=self.as_one
        )
        if not found and self.words is None:
            raise Malformed(
                "The words of the file cannot be read, as in a scan, so no commitments were found. "
                "Adopt the text from a file with words (DOCX, PDF, .txt, .md), or add "
                "--as-one-commitment: its title then stands for its words."
            )
        if not found:
            raise Malformed(
                "No numbered commitments (1., 2., …) were found in the text. Number them, or add "
                "--as-one-commitment if the whole text is one."
            )
        return found


def adopt_text(recording: Recording, body: str, text: TextFiles, on: ImpreciseDate) -> None:
    """Record a text that was opened for signature, with all its commitments.

    In a new version, commitments in other words are amended, and those that are gone are closed.

    Raises:
        Malformed: a number occurs twice in it, or nothing is numbered and it is not one commitment.
        Contradicted: that version is there, or the text was of another nature.
        Refused: a commitment that was closed would come back, or a later version is recorded.
    """
    later = recording.taskforce(body).version_after(text.reference, on)
    if later:
        raise Refused(
            "Version {later} of {reference} is of a later day and recorded already; what "
            "an earlier version changed is entered by: depositary commitment amend",
            later=later,
            reference=text.reference,
        )
    found = text.commitments
    recording.correlate()
    instrument = InstrumentAdopted(
        reference=text.reference,
        title=text.title,
        legal_nature=text.nature,
        version=text.version,
        preamble=text.parts.preamble,
        open_to=text.open_to,
        who_may_sign=text.who_may_sign,
        authentic_texts=tuple(authentic(language, content) for language, content in text.files),
    )
    bodies.record(recording, body, instrument, on)
    adopt_all(recording, body, text.reference, found, on, text.version)


def adopt_or_amend(
    recording: Recording,
    body: str,
    instrument: str,
    reference: str,
    text: str,
    on: ImpreciseDate,
    version: str,
) -> None:
    """Record a commitment of a text's new version: new, in new words, or as it was (nothing).

    Raises:
        UnknownReference: there is no such instrument.
        Refused: the version of the words exists, or the commitment was closed.
    """
    known = recording.load(Stream("commitment", body, reference), Commitment)
    if known.adopted is None:
        adopted = AdoptCommitment(commitment=reference, instrument=instrument, text=text, on=on)
        adopted.decide(recording, body)
    elif known.closings:
        raise Refused(
            "{reference} was closed on {closings}; number it anew, or retract that.",
            reference=reference,
            closings=known.closings[0],
        )
    elif known.wording_on(on).text_sha256 != text_digest(text.strip()):
        amended = AmendCommitment(commitment=reference, version=version, text=text, on=on)
        amended.decide(recording, body)


def adopt_all(
    recording: Recording,
    body: str,
    instrument: str,
    found: Sequence[tuple[str, str]],
    on: ImpreciseDate,
    version: str,
) -> None:
    """Record all commitments (reference, words) of a text's version; others of it are closed.

    Raises:
        UnknownReference: there is no such instrument.
        Contradicted: somebody signed what is closed after that day.
    """
    before = list(recording.commitments_of(body, instrument))
    for reference, words in found:
        adopt_or_amend(recording, body, instrument, reference, words, on, version)
    for reference in before:
        stands = not recording.commitment(body, reference).closings
        if stands and reference not in dict(found):
            event = Closed(
                commitment=reference,
                reason=worded("Not in version {version} of the text", version=version),
            )
            close(recording, body, event, on)
