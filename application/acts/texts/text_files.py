"""A whole text as its files say it: its commitments are adopted, amended or closed together."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.acts.texts.wording import AdoptCommitment, AmendCommitment, close
from application.context import Stream
from application.recording import body_events
from application.recording.recording import Recording
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
                "No numbered commitments (1., 2., …) or articles (Article 1, Article 2) were found "
                "in the text. Number them, or add --as-one-commitment if the whole text is one."
            )
        return found

    def adopt(self, recording: Recording, body: str, on: ImpreciseDate) -> None:
        """Record that the text was opened for signature, with all its commitments.

        In a new version, commitments in other words are amended, and those that are gone are
        closed.

        Raises:
            Malformed: a number occurs twice in it, or nothing is numbered and it is not one
                commitment.
            Contradicted: that version is there, the text was of another nature, or somebody signed
                after that day what is closed.
            Refused: a commitment that was closed would come back, or a later version is recorded.
        """
        later = recording.taskforce(body).version_after(self.reference, on)
        if later:
            raise Refused(
                "Version {later} of {reference} is of a later day and recorded already; what "
                "an earlier version changed is entered by: depositary commitment amend",
                later=later,
                reference=self.reference,
            )
        found = dict(self.commitments)
        recording.correlate()
        body_events.record(recording, body, self._instrument, on)
        before = list(recording.commitments_of(body, self.reference))
        for reference, words in found.items():
            self._adopt_or_amend(recording, body, reference, words, on)
        gone = worded("Not in version {version} of the text", version=self.version)
        for reference in before:
            if reference not in found and not recording.commitment(body, reference).closings:
                close(recording, body, Closed(commitment=reference, reason=gone), on)

    @property
    def _instrument(self) -> InstrumentAdopted:
        return InstrumentAdopted(
            reference=self.reference,
            title=self.title,
            legal_nature=self.nature,
            version=self.version,
            preamble=self.parts.preamble,
            open_to=self.open_to,
            who_may_sign=self.who_may_sign,
            authentic_texts=tuple(authentic(*each) for each in self.files),
        )

    def _adopt_or_amend(
        self, recording: Recording, body: str, reference: str, words: str, on: ImpreciseDate
    ) -> None:
        """Record a commitment of this version: new, in new words, or as it was (nothing)."""
        known = recording.load(Stream("commitment", body, reference), Commitment)
        if known.adopted is None:
            adopted = AdoptCommitment(
                commitment=reference, instrument=self.reference, text=words, on=on
            )
            adopted.decide(recording, body)
        elif known.closings:
            raise Refused(
                "{reference} was closed on {closings}; number it anew, or retract that.",
                reference=reference,
                closings=known.closings[0],
            )
        elif known.wording_on(on).text_sha256 != text_digest(words.strip()):
            amended = AmendCommitment(commitment=reference, version=self.version, text=words, on=on)
            amended.decide(recording, body)
