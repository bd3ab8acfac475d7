"""Weekly reminders: what a focal point's member has to do, and nothing else."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from application.letters.letter import Letter, LetterGroup
from application.letters.office import Office, Recipient
from application.questions.across.still_due import due_items
from application.questions.asking.due_item import DueItem
from domain.words import Words, listed, worded


def week_of(day: date) -> str:
    """Return the ISO week of a day, such as 2026-W09."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


class Reminders:
    """What is due or overdue, as members may see it, for everyone whose member has to do it."""

    def __init__(self, office: Office, today: date) -> None:
        self._office, self._week = office, week_of(today)
        found = due_items(office.body.facts)
        self._items = [item for item in found if item.state != "upcoming"]

    def to(self, recipient: Recipient, told: Collection[str]) -> Iterator[Letter]:
        """Yield one letter, if there is something to do and none went out in this week."""
        items = [item for item in self._items if item.owner in recipient.since]
        if not items or self._week in told:
            return
        late = [item for item in items if item.state == "overdue"]
        soon = [item for item in items if item.state != "overdue"]
        several = len(recipient.since) > 1
        made = self._office.letter(
            "reminder" if len(items) == 1 else "digest",
            recipient,
            [self._week],
            self._subject(items[0]) if len(items) == 1 else self._count(items, late, soon),
            self._opening(recipient),
            [
                LetterGroup(heading=worded("Overdue:"), points=self._points(late, several=several)),
                LetterGroup(
                    heading=worded("Due soon:"), points=self._points(soon, several=several)
                ),
                LetterGroup(
                    heading=worded("The words of the commitments:"), points=self._words(items)
                ),
            ],
        )
        reporting = dict.fromkeys(item.owner for item in items if item.kind == "report")
        others = any(item.kind != "report" for item in items)
        beside = [worded("Of what is not a report, say in the answer itself what was done.")]
        answer = [
            worded("How to answer: say in an answer to this letter what was done."),
            *(beside if reporting and others else []),
            worded("If you have answered already, nothing more is needed."),
        ]
        yield replace(made, workbooks=list(reporting), answer=answer)

    def _opening(self, recipient: Recipient) -> str:
        names = listed([*map(self._office.body.called, recipient.since)])
        return worded(
            "You are on record with {body} as a focal point of {members}. "
            "This is a reminder of what is to be done.",
            members=names,
            body=self._office.body.name,
        )

    def _subject(self, item: DueItem) -> str:
        day = {"day": item.due_on}
        late = item.state == "overdue"
        if item.kind == "report":
            text = self._office.texts.called(item.about)
            if late:
                return worded("Report on {commitment} was due by {day}", commitment=text, **day)
            return worded("Report on {commitment} is due by {day}", commitment=text, **day)
        if item.kind == "milestone":
            if late:
                return worded("Milestone “{text}” was due by {day}", text=item.text, **day)
            return worded("Milestone “{text}” is due by {day}", text=item.text, **day)
        if late:
            return worded("Action “{text}” was due by {day}", text=item.text, **day)
        return worded("Action “{text}” is due by {day}", text=item.text, **day)

    def _count(
        self, items: Sequence[DueItem], late: Sequence[DueItem], soon: Sequence[DueItem]
    ) -> str:
        owners = dict.fromkeys(item.owner for item in items)
        values = {"members": listed([*map(self._office.body.called, owners)])}
        counts = {"late": len(late), "soon": len(soon)}
        if not late:
            return worded("To be done by {members}: {soon} due soon", soon=len(soon), **values)
        if not soon:
            return worded("To be done by {members}: {late} overdue", late=len(late), **values)
        return worded(
            "To be done by {members}: {late} overdue, {soon} due soon", **values, **counts
        )

    def _points(self, items: Sequence[DueItem], *, several: bool) -> list[str]:
        return [self._point(item, several=several) for item in items]

    def _point(self, item: DueItem, *, several: bool) -> str:
        values = {"day": item.due_on, "what": self._what(item)}
        if several:
            owner = self._office.body.called(item.owner)
            return worded("{member}, by {day}: {what}", member=owner, **values)
        return worded("By {day}: {what}", **values)

    def _what(self, item: DueItem) -> str:
        """Say what is to be done, with the commitment as it is called."""
        text = self._office.texts.called(item.about)
        if isinstance(item.title, Words) and item.kind == "report":
            return Words(item.title.template, {**item.title.values, "commitment": text})
        if item.kind == "milestone":
            return worded("Milestone of {commitment}: {text}", commitment=text, text=item.text)
        return worded("Action that was decided: {text}", text=item.text)

    def _words(self, items: Sequence[DueItem]) -> list[str]:
        texts = self._office.texts
        about = dict.fromkeys((item.about, item.owner) for item in items if item.kind != "action")
        said = dict.fromkeys((text, texts.words(text, owner)) for text, owner in about)
        return [
            worded("{commitment}: {words}", commitment=texts.heading(text), words=words)
            for text, words in said
            if words
        ]
