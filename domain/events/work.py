"""What the body exchanges with others: inputs, advice, contributions to products, joint work."""

from typing import Annotated, ClassVar

from domain.event import Event
from domain.meaning import Fixed, Meaning
from domain.values import Line, Reference, Text

Title = Annotated[Line, Meaning("What it is called.", "A guide to safety by design")]
Task = Annotated[Reference, Meaning("The task of the body that it serves.", "RESPONSE")]
Input = Annotated[Reference, Fixed("The input, by a reference of your choice.", "IN-1")]
Advice = Annotated[Reference, Fixed("The advice, by a reference of your choice.", "ADV-1")]
Contribution = Annotated[
    Reference, Fixed("The contribution, by a reference of your choice.", "CON-1")
]
Summary = Annotated[Text, Meaning("What it says, in a few sentences.", "Six principles.")]


class InitiativeInputReceived(Event):
    """A recognised initiative fed something in on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.initiative-input-received"
    input: Input
    initiative: Annotated[Line, Fixed("The initiative, by its name.", "Five Country Ministerial")]
    title: Title
    text: Summary | None = None
    task: Task | None = None


class InitiativeInputConsidered(Event):
    """A meeting took the input up, under an item of its agenda, and may have decided on it."""

    TOPIC: ClassVar[str] = "taskforce.initiative-input-considered"
    input: Annotated[Reference, Fixed("The input.", "IN-1")]
    meeting: Annotated[Reference, Fixed("The meeting.", "2026-1")]
    item: Annotated[Reference | None, Meaning("The item of the meeting's agenda.", "1")] = None
    decision: Annotated[
        Reference | None, Meaning("The decision that it led to, of that meeting.", "D-1")
    ] = None
    outcome: Annotated[Text | None, Meaning("What came of it.", "Taken note of.")] = None


class AdviceForwarded(Event):
    """The body advised its parent on its course; `decision` is where that was decided."""

    TOPIC: ClassVar[str] = "taskforce.advice-forwarded"
    advice: Advice
    to: Annotated[Line, Meaning("Who was advised.", "The Alliance")]
    title: Title
    text: Annotated[Text, Meaning("What was advised.", "Make it a theme.")]
    task: Task
    decision: Annotated[Reference | None, Meaning("The decision that it rests on.", "D-1")] = None


class AdviceAnswered(Event):
    """The one that was advised answered on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.advice-answered"
    advice: Annotated[Reference, Fixed("The advice.", "ADV-1")]
    text: Annotated[Text, Meaning("The answer.", "It is in the plan.")]


class ProductContributionMade(Event):
    """The body contributed to a product of its parent."""

    TOPIC: ClassVar[str] = "taskforce.product-contribution-made"
    contribution: Contribution
    product: Annotated[
        Line, Meaning("The product of the parent, by its name.", "Global Threat Assessment")
    ]
    title: Title
    text: Summary | None = None
    task: Task


class ContributionTakenUp(Event):
    """The contribution is in this version of the product, published on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.contribution-taken-up"
    contribution: Annotated[Reference, Fixed("The contribution.", "CON-1")]
    product_version: Annotated[Line, Meaning("The version of its product.", "2027")]
    where: Annotated[Line | None, Meaning("Where in it, such as a chapter.", "Chapter 3")] = None


class JointWorkRecorded(Event):
    """The body and a reference group worked on something together on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.joint-work-recorded"
    group: Annotated[Line, Fixed("The reference group, by its name.", "Industry")]
    title: Title
    text: Summary | None = None
    task: Task
    meeting: Annotated[Reference | None, Meaning("The meeting at which it was done.", "2026-2")] = (
        None
    )
