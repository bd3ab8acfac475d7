"""The act of a row about the rule by which meetings are counted."""

from infrastructure.importers import doing_for_meetings as doing
from infrastructure.importers.act import Act, same

ACTS = (
    Act(
        name="quorum_rule",
        meaning="A quorum is `enough` active members: `12`, `1/2`, or `>1/2` for more than half.",
        do=doing.set_quorum_rule,
        needs=("enough", "on"),
        may=("counting",),
        makes={"taskforce.quorum-rule-set": same("on")},
        repeats=True,
    ),
)
