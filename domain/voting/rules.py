"""What cannot be true together about the votes of one body, and what cannot be a rule for them."""

from collections.abc import Iterator

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.events.meetings import DecisionAdopted, MeetingConvened
from domain.events.minutes import (
    DiscussionRecorded,
    MinutesCommentAnswered,
    MinutesCommented,
    PaperTabled,
)
from domain.events.voting import (
    CastingVoteGiven,
    DecisionNotAdopted,
    MajorityRuleSet,
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    ReplyReceived,
    SessionSet,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.history import History
from domain.meetings.decisions import no_such_item
from domain.values import surely_before
from domain.words import Words, worded

ATTENDED = worded(
    "A rule by attendance says at how many of how many meetings, such as 2 of the last 3."
)


def fault_of_rights(rule: VotingRightsRuleSet) -> Words | None:
    """Say in a sentence why this cannot be a rule for voting rights, None if it can."""
    counted = (rule.attended, rule.of_last)
    if rule.rights != "present_at_meetings":
        if counted == (None, None):
            return None
        return worded("Only a rule by attendance counts meetings.")
    if rule.attended is None or rule.of_last is None or rule.attended > rule.of_last:
        return ATTENDED
    return None


def fault_of_majority(rule: MajorityRuleSet) -> Words | None:
    """Say in a sentence why this cannot be a majority rule, None if it can."""
    if rule.casting_vote and (rule.majority, rule.base) != ("more_than_half", "cast"):
        return worded("Only more than half of the votes cast can be equal, for a casting vote.")
    return None


def fault_of_vote(vote: VoteTaken) -> Words | None:
    """Say in a sentence what a vote lacks or has too much of for its method, None if nothing."""
    given = (vote.tally is not None, bool(vote.ballots), bool(vote.objections))
    match vote.manner:
        case "show" | "secret" if given != (True, False, False):
            return worded(
                "A vote by show of hands or in secret has counts of those in favour and against, "
                "and no names."
            )
        case "by_member" if given != (False, True, False):
            return worded("A vote by member has ballots, and no counts: they are counted.")
        case "consensus" if given[:2] != (False, False):
            return worded("A consensus has no votes, only objections.")
        case "written" if given != (False, False, False):
            return worded("In writing members reply, and the replies are counted.")
        case _:
            return None


def voting_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield rules that cannot be, decisions both ways, and what rests on no vote or no item."""
    yield from _faulty(history)
    votes = {vote.decision for _, vote in history.each(VoteTaken)}
    adopted = {event.decision: entry for entry, event in history.each(DecisionAdopted)}
    for entry, missed in history.each(DecisionNotAdopted):
        if missed.decision in adopted:
            sentence = worded(
                "{decision} cannot be adopted and not adopted; retract one of them.",
                decision=missed.decision,
            )
            yield contradiction("decided-both-ways", sentence, adopted[missed.decision], entry)
    rest = [(entry, event.decision) for entry, event in history.each(DecisionNotAdopted)]
    rest += [(entry, event.decision) for entry, event in history.each(CastingVoteGiven)]
    rest += [(entry, event.decision) for entry, event in history.each(ReplyReceived)]
    for entry, decision in rest:
        if decision not in votes:
            sentence = worded(
                "No vote on {decision} is on record; record it first: depositary meeting vote. To "
                "retract a vote, name what rests on it too.",
                decision=decision,
            )
            yield contradiction("no-such-vote", sentence, entry)
    yield from _replies_elsewhere(history)
    yield from _moved_twice(history)
    comments = {comment.comment for _, comment in history.each(MinutesCommented)}
    for entry, answer in history.each(MinutesCommentAnswered):
        if answer.comment not in comments:
            sentence = worded(
                "There is no comment {comment} on record, which it answers.", comment=answer.comment
            )
            yield contradiction("no-such-comment", sentence, entry)
    yield from _off_the_agenda(history)


def _replies_elsewhere(history: History) -> Iterator[Contradiction]:
    """Yield replies to a vote of another meeting, which nobody would count."""
    votes = {vote.decision: (entry, vote.meeting) for entry, vote in history.each(VoteTaken)}
    for entry, reply in history.each(ReplyReceived):
        taken, meeting = votes.get(reply.decision, (entry, reply.meeting))
        if meeting != reply.meeting:
            sentence = worded(
                "{decision} is voted on in {meeting}, not in {other}.",
                decision=reply.decision,
                meeting=meeting,
                other=reply.meeting,
            )
            yield contradiction("reply-elsewhere", sentence, taken, entry)


def _moved_twice(history: History) -> Iterator[Contradiction]:
    """Yield second arrivals or departures of a member in one minute, which are the same."""
    found: dict[tuple[object, ...], Entry] = {}
    moves: list[tuple[Entry, MemberArrived | MemberDeparted]] = [
        *history.each(MemberArrived),
        *history.each(MemberDeparted),
    ]
    for entry, moved in moves:
        same = found.setdefault((entry.begins, moved), entry)
        if same is entry:
            continue
        sentence = worded(
            "That {member} came to {meeting} at {hour} is recorded already."
            if isinstance(moved, MemberArrived)
            else "That {member} left {meeting} at {hour} is recorded already.",
            member=moved.member,
            meeting=moved.meeting,
            hour=moved.hour,
        )
        yield contradiction("moved-twice", sentence, same, entry)


def _faulty(history: History) -> Iterator[Contradiction]:
    faults = [(e, fault_of_rights(rule)) for e, rule in history.each(VotingRightsRuleSet)]
    faults += [(e, fault_of_majority(rule)) for e, rule in history.each(MajorityRuleSet)]
    faults += [(e, fault_of_vote(vote)) for e, vote in history.each(VoteTaken)]
    for entry, fault in faults:
        if fault:
            yield contradiction("no-rule", fault, entry)
    for entry, proxy in history.each(ProxyGiven):
        if proxy.giver == proxy.holder:
            sentence = worded("{giver} cannot represent itself.", giver=proxy.giver)
            yield contradiction("own-proxy", sentence, entry)
    for entry, session in history.each(SessionSet):
        one_day = session.ends_on is None or session.ends_on == entry.begins
        if session.ends_at and one_day and session.ends_at <= session.begins_at:
            sentence = worded(
                "Session {session} cannot end at {ends_at}, before it began at {begins_at}; give "
                "ends_on if it ended on another day.",
                session=session.number,
                ends_at=session.ends_at,
                begins_at=session.begins_at,
            )
            yield contradiction("session-backwards", sentence, entry)
        elif session.ends_on and surely_before(session.ends_on, entry.begins):
            sentence = worded(
                "Session {session} cannot end on {ends_on}, before it began on {begins}.",
                session=session.number,
                ends_on=session.ends_on,
                begins=entry.begins,
            )
            yield contradiction("session-backwards", sentence, entry)


def _off_the_agenda(history: History) -> Iterator[Contradiction]:
    agendas = {called.meeting: called.agenda for _, called in history.each(MeetingConvened)}
    named = [(e, proxy.meeting, proxy.items) for e, proxy in history.each(ProxyGiven)]
    named += [(e, paper.meeting, (paper.item,)) for e, paper in history.each(PaperTabled)]
    named += [(e, said.meeting, (said.item,)) for e, said in history.each(DiscussionRecorded)]
    named += [(e, c.meeting, (c.item,)) for e, c in history.each(MinutesCommented) if c.item]
    named += [(e, vote.meeting, (vote.item,)) for e, vote in history.each(VoteTaken) if vote.item]
    for entry, meeting, items in named:
        agenda = agendas.get(meeting, ())
        known = {each.item for each in agenda}
        for item in items:
            if item not in known:
                yield no_such_item(entry, item, meeting, agenda)
