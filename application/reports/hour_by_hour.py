"""What minutes say of a meeting hour by hour: sessions, who came and left, discussion, votes.

A part of which nothing is recorded is left out.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row
from application.questions.asking.facts import Fact
from application.questions.asking.sentences import plain
from application.questions.meetings.meeting_states import MeetingRecord
from application.questions.meetings.presence import hours, observers
from application.questions.meetings.voting import Counted, vote_row
from application.reports.body import Body
from application.reports.document import Block, Paragraph, Points, Section, Table, Tone
from domain.event import Event
from domain.events import minutes as m
from domain.events import voting as v
from domain.events.meetings import MinutesApproved, MinutesCirculated
from domain.voting.presence import Room
from domain.words import worded

E = TypeVar("E", bound=Event)
RESULTS: dict[str, Tone] = {"adopted": "good", "not adopted": "bad", "refused": "bad"}
_SHA = Column("file_sha256", "SHA-256 of the file")


def sessions(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the sessions with their hours, and how each was held."""
    rows: list[Row] = [
        {
            "number": fact.event.number,
            "on": str(fact.on),
            "begins_at": fact.event.begins_at,
            "ends_at": fact.event.ends_at,
            "zone": fact.event.zone or body.at.zone,
            "mode": plain(fact.event.mode or ""),
            "place": fact.event.place,
        }
        for fact in _of(body, v.SessionSet, each)
    ]
    columns = [
        *(Column("number", "Session"), Column("on", "On"), Column("begins_at", "From")),
        *(Column("ends_at", "To"), Column("zone", "Time zone"), Column("mode", "How")),
        Column("place", "Place"),
    ]
    table = Table(key="sessions", caption="Sessions and their hours", columns=columns, rows=rows)
    return [Section(key="hours", title="Sessions", blocks=[table])] if rows else []


def presence(body: Body, each: MeetingRecord) -> list[Block]:
    """Return who came and left during the meeting, who was represented, and who observed."""
    counted = Counted(body.facts)
    room = Room(counted.voting.history, each.meeting)
    moved = list(dict.fromkeys(code for _, code, _ in room.movements))
    found: list[Block] = []
    if moved:
        rows: list[Row] = [
            {"member": code, "name": body.called(code), "hours": hours(room, code)}
            for code in moved
        ]
        columns = [fields.NAME, Column("hours", "Came and left")]
        found.append(
            Table(key="movements", caption="Arrivals and departures", columns=columns, rows=rows)
        )
    lines = [
        *(_proxy(body, fact.event) for fact in _of(body, v.ProxyGiven, each)),
        *(_representative(body, fact.event) for fact in _of(body, v.RepresentativeChanged, each)),
    ]
    if lines:
        found.append(Points(lines))
    who = observers(body.facts, each.meeting)
    if who:
        found.append(Paragraph(worded("Observers: {names}.", names=", ".join(map(str, who)))))
    return found


def discussion(body: Body, each: MeetingRecord) -> list[Section]:
    """Return what was said on each item, with its papers and the chair's conclusion."""
    titles = {item.item: item.title for item in each.called.event.agenda}
    papers = [fact.event for fact in _of(body, m.PaperTabled, each)]
    said = {fact.event.item: fact.event for fact in _of(body, m.DiscussionRecorded, each)}
    parts = [
        Section(
            key=f"item-{item}",
            title=worded("Item {item}: {title}", item=item, title=title),
            blocks=list(_of_item([p for p in papers if p.item == item], said.get(item))),
        )
        for item, title in titles.items()
        if item in said or any(paper.item == item for paper in papers)
    ]
    return [Section(key="discussion", title="Discussion", sections=parts)] if parts else []


def votes(body: Body, each: MeetingRecord) -> list[Section]:
    """Return each vote with its counts, quorum and result, and how each member voted."""
    found = _of(body, v.VoteTaken, each)
    if not found:
        return []
    counted = Counted(body.facts)
    rows = [vote_row(counted, fact) for fact in found]
    table = Table(
        key="votes",
        caption="What was voted on, and what it came to",
        columns=[
            *(fields.DECISION, fields.ITEM, fields.SUBJECT, Column("hour", "Hour")),
            *(Column("votes", "Votes"), Column("quorum", "Quorum"), Column("majority", "Majority")),
            *(Column("result", "Result"), Column("why", "Why")),
        ],
        rows=rows,
        tones=RESULTS,
    )
    parts = [_ballots(body, fact) for fact in found if fact.event.ballots]
    objections = [
        worded(
            "{decision}: {names} objected.",
            decision=fact.event.decision,
            names=", ".join(map(body.called, fact.event.objections)),
        )
        for fact in found
        if fact.event.objections
    ]
    blocks: list[Block] = [table, *parts, *([Points(objections)] if objections else [])]
    return [Section(key="voted", title="Votes", blocks=blocks)]


def versions(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the versions of the minutes, and what members asked to change in them."""
    rows: list[Row] = [
        {"what": what, "on": str(fact.on), "file_sha256": fact.event.file_sha256}
        for what, kind in _VERSIONS
        for fact in _of(body, kind, each)
    ]
    comments = _of(body, m.MinutesCommented, each)
    if not comments and not any(
        _of(body, kind, each) for kind in (m.MinutesDrafted, m.MinutesPublished)
    ):
        return []
    columns = [Column("what", "Version"), Column("on", "On"), _SHA]
    blocks: list[Block] = [
        Table(key="versions", caption="Versions of the minutes", columns=columns, rows=rows)
    ]
    if comments:
        blocks.append(_comments(body, comments))
    return [Section(key="versions", title="Versions and comments", blocks=blocks)]


_VERSIONS: Sequence[
    tuple[
        str,
        type[m.MinutesDrafted]
        | type[MinutesCirculated]
        | type[MinutesApproved]
        | type[m.MinutesPublished],
    ]
] = (
    (worded("written"), m.MinutesDrafted),
    (worded("sent to the members"), MinutesCirculated),
    (worded("approved"), MinutesApproved),
    (worded("published"), m.MinutesPublished),
)


def _comments(body: Body, comments: Sequence[Fact[m.MinutesCommented]]) -> Table:
    answers = {f.event.comment: f.event for f in body.facts.begun(m.MinutesCommentAnswered)}
    rows: list[Row] = []
    for fact in comments:
        answer = answers.get(fact.event.comment)
        taken_up = worded("taken up") if answer and answer.taken_up else worded("not taken up")
        rows.append(
            {
                "comment": fact.event.comment,
                "name": body.called(fact.event.member),
                "item": fact.event.item,
                "text": fact.event.text,
                "taken_up": taken_up if answer else worded("not answered"),
                "answer": answer.text if answer else None,
            }
        )
    columns = [
        *(Column("comment", "Comment"), fields.NAME, fields.ITEM, Column("text", "Asked for")),
        *(Column("taken_up", "State"), Column("answer", "Answer")),
    ]
    return Table(key="comments", caption="Comments of members", columns=columns, rows=rows)


def _ballots(body: Body, fact: Fact[v.VoteTaken]) -> Table:
    rows: list[Row] = [
        {
            "name": body.called(ballot.member),
            "vote": plain(ballot.vote),
            "by": body.called(ballot.by) if ballot.by else None,
        }
        for ballot in fact.event.ballots
    ]
    caption = worded("How members voted on {decision}", decision=fact.event.decision)
    columns = [fields.NAME, Column("vote", "Vote"), Column("by", "By proxy of")]
    return Table(
        key=f"ballots-{fact.event.decision}".lower(), caption=caption, columns=columns, rows=rows
    )


def _of_item(papers: Sequence[m.PaperTabled], said: m.DiscussionRecorded | None) -> Iterator[Block]:
    if papers:
        yield Points(
            [
                worded("Paper: {title} ({url})", title=paper.title, url=paper.url)
                if paper.url
                else worded("Paper: {title}", title=paper.title)
                for paper in papers
            ]
        )
    if said:
        yield Paragraph(said.text)
        if said.conclusion:
            yield Paragraph(worded("Conclusion: {text}", text=said.conclusion))


def _proxy(body: Body, proxy: v.ProxyGiven) -> str:
    names = {"holder": body.called(proxy.holder), "giver": body.called(proxy.giver)}
    if proxy.items and proxy.from_hour:
        return worded(
            "{holder} acted for {giver} from {hour} on items {items}.",
            hour=proxy.from_hour,
            items=", ".join(proxy.items),
            **names,
        )
    if proxy.items:
        return worded(
            "{holder} acted for {giver} on items {items}.", items=", ".join(proxy.items), **names
        )
    if proxy.from_hour:
        return worded("{holder} acted for {giver} from {hour}.", hour=proxy.from_hour, **names)
    return worded("{holder} acted for {giver}.", **names)


def _representative(body: Body, changed: v.RepresentativeChanged) -> str:
    values = {"office": changed.office, "member": body.called(changed.member)}
    if changed.hour:
        return worded("{office} spoke for {member} from {hour}.", hour=changed.hour, **values)
    return worded("{office} spoke for {member}.", **values)


def _of(body: Body, kind: type[E], each: MeetingRecord) -> list[Fact[E]]:
    return [f for f in body.facts.begun(kind) if getattr(f.event, "meeting", "") == each.meeting]
