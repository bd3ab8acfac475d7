"""What the body exchanges with others: inputs, advice, contributions to products, joint work."""

from typing import ClassVar

from domain.event import Event
from domain.values import Line, Reference, Text


class InitiativeInputReceived(Event):
    """A recognised initiative fed something in on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.initiative-input-received"
    input: Reference
    initiative: Line
    title: Line
    text: Text | None = None
    task: Reference | None = None


class InitiativeInputConsidered(Event):
    """A meeting took the input up, under an item of its agenda, and decided something perhaps."""

    TOPIC: ClassVar[str] = "taskforce.initiative-input-considered"
    input: Reference
    meeting: Reference
    item: Reference | None = None
    decision: Reference | None = None
    outcome: Text | None = None


class AdviceForwarded(Event):
    """The body advised its parent on where to go; `decision` is where that was decided."""

    TOPIC: ClassVar[str] = "taskforce.advice-forwarded"
    advice: Reference
    to: Line
    title: Line
    text: Text
    task: Reference
    decision: Reference | None = None


class AdviceAnswered(Event):
    """The one that was advised answered on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.advice-answered"
    advice: Reference
    text: Text


class ProductContributionMade(Event):
    """The body contributed to a product of its parent."""

    TOPIC: ClassVar[str] = "taskforce.product-contribution-made"
    contribution: Reference
    product: Line
    title: Line
    text: Text | None = None
    task: Reference


class ContributionTakenUp(Event):
    """The contribution is in this version of the product, published on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.contribution-taken-up"
    contribution: Reference
    product_version: Line
    where: Line | None = None


class JointWorkRecorded(Event):
    """The body and a reference group worked on something together on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.joint-work-recorded"
    group: Line
    title: Line
    text: Text | None = None
    task: Reference
    meeting: Reference | None = None
