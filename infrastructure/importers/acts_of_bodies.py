"""The acts that a row can record about what happens to texts and entries themselves."""

from infrastructure.importers import doing_for_bodies as doing
from infrastructure.importers.act import Act, same

_CLOSING = ("commitment", "on")
_OF_COMMITMENTS = (
    Act(
        name="supersede",
        meaning="Another commitment takes this one's place.",
        do=doing.supersede,
        needs=(*_CLOSING, "by"),
        makes={"commitment.superseded": same("on")},
        names={"by": "by"},
    ),
    Act(
        name="split",
        meaning="Several commitments, in into, take this one's place.",
        do=doing.split,
        needs=(*_CLOSING, "into"),
        makes={"commitment.split": same("on")},
    ),
    Act(
        name="close_commitment",
        meaning="The commitment is no longer open for signature.",
        do=doing.close_commitment,
        needs=_CLOSING,
        may=("reason",),
        makes={"commitment.closed": same("on", "reason")},
    ),
)
_OF_ENTRIES = (
    Act(
        name="retract",
        meaning="An entry, named as @9 or by its id, was never true.",
        do=doing.retract,
        needs=("entry", "reason"),
        makes={"record.retracted": same()},
    ),
    Act(
        name="show_to",
        meaning="From now on an entry is shown to: public, members or secretariat.",
        do=doing.show_to,
        needs=("entry", "shown_to"),
        may=("reason",),
        makes={"record.visibility-changed": same()},
        names={"shown_to": "visibility"},
    ),
)
ACTS: tuple[Act, ...] = (*_OF_COMMITMENTS, *_OF_ENTRIES)
