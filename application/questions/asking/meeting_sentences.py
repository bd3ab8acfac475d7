"""What is said of meetings, quorums and majorities: their kinds and shares are in words."""

from collections.abc import Mapping
from typing import Literal

from application.questions.asking.answer import Json
from domain.words import Words, worded

Content = Mapping[str, Json]
MEETINGS: Mapping[str, Words] = {
    "inaugural": worded("inaugural meeting"),
    "ordinary_session": worded("ordinary session"),
    "extraordinary_session": worded("extraordinary session"),
    "written_procedure": worded("written procedure"),
    "not_shown": worded("meeting"),
}
"""What each kind of meeting is called within a sentence; of one, the call may be hidden."""
OVER: Literal["more than"] = "more than"
FROM: Literal["at least"] = "at least"
MORE: Mapping[tuple[int, int], Words] = {
    (1, 2): worded("more than half"),
    (1, 3): worded("more than a third"),
    (2, 3): worded("more than two thirds"),
    (1, 4): worded("more than a quarter"),
    (3, 4): worded("more than three quarters"),
    (3, 5): worded("more than three fifths"),
    (4, 5): worded("more than four fifths"),
}
LEAST: Mapping[tuple[int, int], Words] = {
    (1, 2): worded("at least half"),
    (1, 3): worded("at least a third"),
    (2, 3): worded("at least two thirds"),
    (1, 4): worded("at least a quarter"),
    (3, 4): worded("at least three quarters"),
    (3, 5): worded("at least three fifths"),
    (4, 5): worded("at least four fifths"),
}
"""By the figures of a share."""
BASES: Mapping[str, Words] = {
    "cast": worded("votes for and against"),
    "present": worded("members present or represented with the right to vote"),
    "all": worded("members with the right to vote"),
}
"""Of what a majority is taken."""


def share_in_words(numerator: int, denominator: int, *, more_than: bool) -> Words:
    """Return a share of members in words, in figures where it is an unusual one.

    The figures stay among the values, since they are part of a report's data.
    """
    values = {
        "least": OVER if more_than else FROM,
        "numerator": str(numerator),
        "denominator": str(denominator),
    }
    said = (MORE if more_than else LEAST).get((numerator, denominator))
    return Words(said, values) if said else worded("{least} {numerator}/{denominator}", **values)


def convened(content: Content) -> str:
    """Say that a meeting was called, and where it is to be if that is known."""
    kind, meeting = MEETINGS[str(content["kind"])], content["meeting"]
    if place := content.get("place"):
        return worded("{kind} {meeting} convened, {place}", kind=kind, meeting=meeting, place=place)
    return worded("{kind} {meeting} convened", kind=kind, meeting=meeting)


def quorum_rule(content: Content) -> str:
    """Say how many members are enough."""
    upper, lower = content.get("numerator"), content.get("denominator")
    if not (isinstance(upper, int) and isinstance(lower, int)):
        return worded("a quorum is {number} members", number=content["number"])
    share = share_in_words(upper, lower, more_than=bool(content.get("more_than")))
    return worded("a quorum is {share} of the members", share=share)


def quorum_established(content: Content) -> str:
    """Say whether enough members took part, which is a value, as part of a report's data."""
    values = {key: content[key] for key in ("meeting", "counted", "members", "needed")}
    if content["reached"]:
        return worded(
            "quorum reached at meeting {meeting}: {counted} of {members} took part, "
            "{needed} needed",
            result="reached",
            **values,
        )
    return worded(
        "no quorum at meeting {meeting}: {counted} of {members} took part, {needed} needed",
        result="not reached",
        **values,
    )


def majority_rule(content: Content) -> str:
    """Say which majority a rule asks for; a consensus is of nothing, all others of something."""
    values = {"rule": content["rule"], "majority": str(content["majority"]).replace("_", " ")}
    if content["majority"] == "consensus":
        return worded("majority {rule}: {majority}", **values)
    base = str(content["base"])
    return worded(
        "majority {rule}: {majority} of {base}", base=Words(BASES[base], {"base": base}), **values
    )
