"""Acts about texts and the wording of commitments: opened, adopted, amended, closed."""

from typing import Annotated

from application.context import Stream
from application.declarations.act import Act, On, Stage, act
from application.recording import Recording
from application.use_cases import bodies, texts
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended, Closed, Promise, Split, Superseded, Wording
from domain.meaning import Meaning
from domain.texts.commitment import Commitment
from domain.values import Line, TextReference, Version

_MOVED = "To move it, retract it and record it anew."

OpenText = act(
    "text open",
    InstrumentAdopted,
    bodies.record,
    "A text was opened for signature; its commitments are adopted one by one.",
    row="instrument",
    arguments=("reference",),
    begins="reference",
    uncompared={
        "legal_nature": "What may be done with a text follows from it; retract the text.",
        "version": "Another version is another text; record it as one.",
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
    row="adopt",
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
        """Adopt the commitment; what the text is in law follows from the text."""
        texts.adopt(
            *(recording, body, self.instrument, self.commitment, self.text, self.on, self.theme)
        )


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
        stream = Stream("commitment", body, self.commitment)
        return recording.load(stream, Commitment).adopted is None


class AmendCommitment(
    Act,
    name="commitment amend",
    row="amend",
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
        """Amend the commitment."""
        texts.amend(recording, body, self.commitment, self.version, self.text, self.on)


SupersedeCommitment = act(
    "commitment supersede",
    Superseded,
    texts.close,
    "Another commitment took this one's place.",
    row="supersede",
    arguments=("commitment",),
    keys=("commitment", "by"),
    stage=Stage.WORDING,
    examples="commitment supersede MISSION-2 --by MISSION-9 --on 2026-07-01",
)
SplitCommitment = act(
    "commitment split",
    Split,
    texts.close,
    "Several commitments took this one's place.",
    row="split",
    arguments=("commitment",),
    uncompared={"into": _MOVED},
    stage=Stage.WORDING,
    examples="commitment split MISSION-3 --into MISSION-1 --into MISSION-9 --on 2026-07-01",
)
CloseCommitment = act(
    "commitment close",
    Closed,
    texts.close,
    "The commitment is no longer open for signature.",
    row="close_commitment",
    arguments=("commitment",),
    stage=Stage.WORDING,
    examples="commitment close MISSION-1 --on 2027-01-01",
)
