"""Acts about texts and the wording of commitments: opened, adopted, amended, closed."""

from typing import Annotated

from application.acts.texts.late_commitments import remark_what_it_missed
from application.context import Stream
from application.declarations.act import Act, On, Stage, act
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended, Closed, Promise, Split, Superseded, Wording
from domain.meaning import Meaning
from domain.texts.commitment import Commitment
from domain.texts.wording import text_digest
from domain.values import ImpreciseDate, Line, TextReference, Version
from domain.words import worded

_MOVED = worded("To move it, retract it and record it anew.")

OpenText = act(
    "text open",
    InstrumentAdopted,
    "A text was opened for signature; its commitments are adopted one by one.",
    row="instrument",
    arguments=("reference",),
    begins="reference",
    uncompared={
        "legal_nature": worded("What may be done with a text follows from it; retract the text."),
        "version": worded("Another version is another text; record it as one."),
    },
    stage=Stage.BODIES,
    examples=(
        "text open CHARTER --title 'The charter' --legal-nature political "
        "--who-may-sign 'States of the Alliance' --on 2026-01-10"
    ),
)


class AdoptCommitment(
    Act,
    name="commitment adopt",
    makes=(Adopted,),
    arguments=("commitment",),
    keys=("commitment", "instrument"),
    begins="commitment",
    thing="commitment",
    stage=Stage.WORDING,
    examples="commitment adopt MISSION-9 --instrument MISSION --text 'X.' --on 2026-01-10",
):
    """A commitment of a text that is open for signature was adopted."""

    commitment: Promise
    instrument: Annotated[TextReference, Meaning("The text that it belongs to.", "MISSION")]
    text: Wording
    theme: Annotated[Line | None, Meaning("What it is about.", "Reporting")] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Adopt the commitment; what the text is in law follows from the text.

        Raises:
            UnknownReference: there is no such instrument.
            Refused: there is a commitment of that reference, or the text was adopted later.
        """
        texts = recording.taskforce(body)
        nature = texts.instrument(self.instrument).legal_nature
        texts.must_be_adopted(self.instrument, self.on)
        if self._is_adopted(recording, body):
            raise Refused("Commitment {reference} was adopted already.", reference=self.commitment)
        event = self.event(Adopted, legal_nature=nature, text_sha256=text_digest(self.text.strip()))
        recording.record(body, event, self.on)
        remark_what_it_missed(recording, body, event, self.on)

    def _is_adopted(self, recording: Recording, body: str) -> bool:
        stream = Stream("commitment", body, self.commitment)
        return recording.load(stream, Commitment).adopted is not None


class AdoptCommitmentOnce(
    AdoptCommitment,
    row="adopt_once",
    makes=(Adopted,),
    arguments=("commitment",),
    keys=("commitment", "instrument"),
    begins="commitment",
    thing="commitment",
    stage=Stage.WORDING,
):
    """As adopt, and nothing if the commitment is there already: for a parent of many."""

    def is_needed(self, recording: Recording, body: str) -> bool:
        """Say whether the commitment is not there yet."""
        return not self._is_adopted(recording, body)


class AmendCommitment(
    Act,
    name="commitment amend",
    makes=(Amended,),
    arguments=("commitment",),
    keys=("commitment", "version"),
    repeats=True,
    stage=Stage.WORDING,
    examples="commitment amend MISSION-1 --version 2 --text 'Y.' --on 2026-07-01",
):
    """A commitment got a new wording; signatures stay bound to the version that was signed."""

    commitment: Promise
    version: Annotated[Version, Meaning("The version of the new wording.", "2")]
    text: Wording
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Amend the commitment.

        Raises:
            UnknownReference: there is no such commitment.
            Contradicted: the version exists.
        """
        recording.commitment(body, self.commitment)
        event = self.event(Amended, text_sha256=text_digest(self.text.strip()))
        recording.record(body, event, self.on)


def close(
    recording: Recording, body: str, event: Closed | Superseded | Split, on: ImpreciseDate
) -> None:
    """Record that a commitment was closed, superseded or split.

    Raises:
        UnknownReference: it or one that takes its place is not there.
        Refused: it would take its own place.
        Contradicted: somebody signed after that day.
    """
    recording.commitment(body, event.commitment)
    match event:
        case Closed():
            heirs: tuple[str, ...] = ()
        case Superseded():
            heirs = (event.by,)
        case Split():
            heirs = event.into
    for heir in heirs:
        if heir == event.commitment:
            raise Refused("{heir} cannot take its own place.", heir=heir)
        recording.commitment(body, heir)
    recording.record(body, event, on)


SupersedeCommitment = act(
    "commitment supersede",
    Superseded,
    "Another commitment took this one's place.",
    rule=close,
    arguments=("commitment",),
    keys=("commitment", "by"),
    stage=Stage.WORDING,
    examples="commitment supersede MISSION-2 --by MISSION-9 --on 2026-07-01",
)
SplitCommitment = act(
    "commitment split",
    Split,
    "Several commitments took this one's place.",
    rule=close,
    arguments=("commitment",),
    uncompared={"into": _MOVED},
    stage=Stage.WORDING,
    examples="commitment split MISSION-3 --into MISSION-1 --into MISSION-9 --on 2026-07-01",
)
CloseCommitment = act(
    "commitment close",
    Closed,
    "The commitment is no longer open for signature.",
    rule=close,
    row="close_commitment",
    stage=Stage.WORDING,
    examples="commitment close MISSION-1 --on 2027-01-01",
)
