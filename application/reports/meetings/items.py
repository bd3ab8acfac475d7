"""The items of a meeting: papers, discussion, decision with its vote, and what is to be done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import ByName, Column, Row, values
from application.questions.asking.fact import Fact
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meeting_states import MeetingRecord
from application.questions.meetings.meetings import adopted_by
from application.questions.meetings.voting import vote_row
from application.reports.body_context import Body
from application.reports.document import Block, Markdown, Paragraph, Points, Section, Table, Tone
from application.reports.meetings.hour_by_hour import of
from application.reports.meetings.meeting_sections import agenda_table, with_values
from application.reports.meetings.votes import difference, members_votes, vote_in_words
from domain.events import minutes as m
from domain.events import voting as v
from domain.events.meetings import ActionItem, DecisionAdopted
from domain.values import Visibility
from domain.voting.counting import CAME_TO
from domain.words import joined, worded

RESULTS: dict[str, Tone] = {
    CAME_TO["adopted"]: "good",
    CAME_TO["not_adopted"]: "bad",
    CAME_TO["refused"]: "bad",
}
NOTHING_ON: Mapping[Visibility, str] = {
    Visibility.PUBLIC: worded("Nothing public is recorded on this item."),
    Visibility.MEMBERS: worded("Nothing that members may see is recorded on this item."),
    Visibility.SECRETARIAT: worded("Nothing is recorded on this item."),
}
CHOICES: dict[str, Tone] = {"for": "good", "against": "bad", "abstained": "partial"}
Decided = Fact[v.VoteTaken] | Fact[DecisionAdopted]


def items(body: Body, each: MeetingRecord) -> list[Section]:
    """Return a part for each item of the agenda, and one for what belongs to none of them."""
    voted = in_order(of(body, v.VoteTaken, each))
    names = {fact.event.decision for fact in voted}
    decided: list[Decided] = [*voted, *(f for f in each.decisions if f.event.decision not in names)]
    agenda = agenda_table(body, each).rows
    parts = [
        Section(
            key=f"item-{row['item']}",
            title=worded("Item {item}: {title}", item=row["item"], title=row["title"]),
            blocks=[
                *_said(body, each, row),
                *_decided(
                    body,
                    [fact for fact in decided if fact.event.item == row["item"]],
                    str(row["title"]),
                ),
            ]
            or [Paragraph(NOTHING_ON[body.ask.audience])],
        )
        for row in agenda
    ]
    listed = {row["item"] for row in agenda}
    others = [fact for fact in decided if fact.event.item not in listed]
    rest = Section("decided", worded("Decisions"), list(_decided(body, others, "")))
    return [
        *(
            [Section("items", worded("Agenda, discussion and decisions"), [], parts)]
            if parts
            else []
        ),
        *([rest] if others else []),
    ]


def voting_tables(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the results of all votes, and how each member voted where that is recorded."""
    found = in_order(of(body, v.VoteTaken, each))
    if not found:
        return []
    results = _results(body, found)
    by_member = [fact for fact in found if fact.event.manner in ("by_member", "written")]
    return [
        Section(
            key="voted",
            title=worded("Votes"),
            blocks=[results, *([_by_member(body, by_member)] if by_member else [])],
        )
    ]


def in_order(votes: Sequence[Fact[v.VoteTaken]]) -> list[Fact[v.VoteTaken]]:
    """Return votes in the order of time; those of a day whose hour is unknown come last."""
    return sorted(votes, key=lambda fact: (fact.on.latest or date.max, fact.event.hour or "24:00"))


def _results(body: Body, found: Sequence[Fact[v.VoteTaken]]) -> Table:
    """Return what the votes came to, and where that differs from what was recorded."""
    counted = body.facts.once(Counted)
    rows: list[Row] = []
    for fact in found:
        row = vote_row(counted, fact)
        notes = list(difference(counted, fact.event.decision, counted.result(fact)))
        rows.append({**row, "note": joined(" ", notes)})
    columns = [
        *(fields.DECISION, fields.ITEM, Column("voted_on", "On"), Column("hour", "Hour")),
        fields.SUBJECT,
        *(Column("in_favour", "For"), Column("against", "Against")),
        *(Column("abstained", "Abstained"), Column("not_voting", "Not voting")),
        *(Column("result", "Result"), Column("note", "Note")),
    ]
    one_day = len({row["voted_on"] for row in rows}) == 1
    shown = [
        column
        for column in columns
        if (column.key not in ("item", "hour", "note") or with_values([column], rows))
        and not (one_day and column.key == "voted_on")
    ]
    return Table(key="votes", caption="Results of votes", columns=shown, rows=rows, tones=RESULTS)


def _said(body: Body, each: MeetingRecord, row: Row) -> Iterator[Block]:
    """Give what an item is about, its papers, the discussion and the conclusion."""
    about = row["about"]
    if isinstance(about, list) and about:
        named = joined(", ", [worded("{matter}", matter=each) for each in about])
        yield Paragraph(worded("About: {about}.", about=named))
    papers = [f.event for f in of(body, m.PaperTabled, each) if f.event.item == row["item"]]
    if papers:
        yield Points([_paper(paper) for paper in papers])
    for fact in of(body, m.DiscussionRecorded, each):
        if fact.event.item == row["item"]:
            yield Markdown(fact.event.text)
            if fact.event.conclusion:
                yield from (Paragraph(worded("Conclusion:")), Markdown(fact.event.conclusion))


def _paper(paper: m.PaperTabled) -> str:
    """Name a paper, and where it is."""
    if paper.url:
        return worded("Paper: {title} ({url})", title=paper.title, url=paper.url)
    return worded("Paper: {title}", title=paper.title)


def paper_files(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the digests of the papers' files, to compare them."""
    rows: list[Row] = [
        values(fact.event, "item", "title", "file_sha256")
        for fact in of(body, m.PaperTabled, each)
        if fact.event.file_sha256
    ]
    columns = [fields.ITEM, fields.TITLE, Column("file_sha256", "SHA-256")]
    table = Table("papers", worded("Files of papers, with their SHA-256"), columns, rows)
    return [Section("papers", worded("Papers"), [table])] if rows else []


def _decided(body: Body, decided: Sequence[Decided], heading: str) -> Iterator[Block]:
    """Give each decision with its vote, and the actions of those that were adopted.

    A title that already stands in the heading is not repeated.
    """
    adopted = {fact.event.decision for fact in body.facts.begun(DecisionAdopted)}
    for fact in decided:
        event = fact.event
        values = {"decision": event.decision, "text": event.text}
        yield Paragraph(
            worded("Decision {decision}: {text}", **values)
            if event.title == heading
            else worded("Decision {decision}, {title}: {text}", title=event.title, **values)
        )
        if isinstance(event, v.VoteTaken):
            yield Paragraph(vote_in_words(body, event, fact.on))
        else:
            yield Paragraph(worded("Adopted by {how}.", how=adopted_by(event)))
        if event.actions and event.decision in adopted:
            yield Points([_action(body, action) for action in event.actions])


def _action(body: Body, action: ActionItem) -> str:
    values = {"action": action.action, "owner": body.called(action.owner), "text": action.text}
    if action.due_on:
        return worded("Action {action}, {owner}, by {day}: {text}", day=action.due_on, **values)
    return worded("Action {action}, {owner}: {text}", **values)


def _by_member(body: Body, found: Sequence[Fact[v.VoteTaken]]) -> Table:
    """Return a table with a row for each member that could vote, and a column for each vote."""
    columns = {fact.event.decision: members_votes(body, fact) for fact in found}
    members = body.by_name({code for votes in columns.values() for code in votes})
    rows = ByName[Row](
        {
            "member": code,
            "name": body.called(code),
            **{f"vote-{name}": votes.get(code) for name, votes in columns.items()},
        }
        for code in members
    )
    return Table(
        key="ballots",
        caption="How each member voted",
        columns=[fields.NAME, *(Column(f"vote-{name}", name) for name in columns)],
        rows=rows,
        tones=CHOICES,
    )
