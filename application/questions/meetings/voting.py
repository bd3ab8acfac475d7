"""The answer `votes`: what each vote came to."""

from collections.abc import Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, dated
from application.questions.asking.answer_fields import (
    AnswerField,
    AnswerFields,
    dated_field,
    in_json,
)
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.question_context import QuestionContext
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meeting_states import meeting_records
from application.questions.meetings.vote_words import (
    WHY,
    majority_in_words,
    quorum_in_words,
    votes_in_words,
)
from application.read_model import ReadModel
from domain.errors import UnknownReference
from domain.events import voting as v
from domain.suggestions import near
from domain.voting.ballots import Voter
from domain.voting.counting import CAME_TO
from domain.words import worded

VOTES = AnswerFields(
    facts=(
        fields.TASKFORCE,
        in_json("reference", "the meeting or decision asked for, or null"),
        in_json("counts", "votes by result"),
    ),
    columns=(
        *(fields.DECISION, fields.MEETING, fields.ITEM, fields.SUBJECT),
        dated_field("voted_on", "Voted", "day of the vote"),
        AnswerField("hour", "Hour", "hour of the vote in the meeting's time zone, or null"),
        AnswerField("votes", "Votes", "for, against, abstained and not voting, in words"),
        AnswerField("quorum", "Quorum", "how it was counted, in words"),
        AnswerField("majority", "Majority", "votes needed, and of how many, in words"),
        AnswerField(
            "result",
            "Result",
            "adopted, not adopted, votes equal, still open or cannot be counted, as known",
        ),
        AnswerField("why", "Why", "what decided that, in words"),
    ),
    more=(
        in_json("rule", "the majority rule that it is counted by"),
        in_json("manner", "show, by_member, secret, consensus or written"),
        in_json("in_favour", "votes for it, null for consensus"),
        in_json("against", "votes against it, null for consensus"),
        in_json("abstained", "abstentions, null for consensus"),
        in_json("not_voting", "members that could vote and did not, null for consensus"),
        in_json("needed", "votes that the majority takes, null for consensus"),
        in_json("of", "votes or members of which it takes them, null for consensus"),
        in_json("recorded", "adopted or not_adopted, as it was recorded, or null"),
        in_json("faults", "why its counts cannot be, in sentences"),
        in_json("voters", "by code, each member's right, presence and vote"),
    ),
)


def votes(read_model: ReadModel, ask: Ask, today: date, *, reference: str | None = None) -> Answer:
    """Answer what was voted on by the day, and what each vote came to by what is known.

    Raises:
        UnknownReference: there is no such meeting or decision.
    """
    opening = QuestionContext.of(read_model, ask, today)
    counted = Counted(opening.facts)
    found = opening.facts.begun(v.VoteTaken)
    if reference:
        known = [each.meeting for each in meeting_records(opening.facts)]
        known += [name for f in found for name in (f.event.meeting, f.event.decision)]
        if reference not in known:
            raise UnknownReference(worded("vote"), reference, near(reference, known))
        found = [f for f in found if reference in (f.event.meeting, f.event.decision)]
    rows = [vote_row(counted, fact) for fact in found]
    results = [str(row["result"]) for row in rows]
    return opening.answer(
        worded("Votes of {taskforce}", taskforce=ask.taskforce),
        VOTES.columns,
        rows,
        facts={"reference": reference},
        counts={each: results.count(each) for each in dict.fromkeys(results)},
    )


def vote_row(counted: Counted, fact: Fact[v.VoteTaken]) -> Row:
    """Return one vote with what it came to."""
    vote, result = fact.event, counted.result(fact)
    tally = result.tally if result else None
    recorded = counted.recorded(vote.decision)
    is_open = result is not None and result.outcome == "open"
    return {
        "decision": vote.decision,
        "meeting": vote.meeting,
        "item": vote.item,
        "title": vote.title,
        **dated("voted_on", fact.on),
        "hour": vote.hour,
        "votes": votes_in_words(result),
        "quorum": quorum_in_words(result.quorum) if result and result.is_counted else "",
        "majority": majority_in_words(result),
        "result": CAME_TO[result.outcome if result else "refused"],
        "why": WHY[result.why] if result else worded("its majority rule is not on record"),
        "rule": vote.rule,
        "manner": vote.manner,
        "in_favour": tally.in_favour if tally else None,
        "against": tally.against if tally else None,
        "abstained": tally.abstained if tally else None,
        "not_voting": result.not_voting if result and tally and result.is_counted else None,
        "needed": result.needed if result else None,
        "of": result.of if result else None,
        "recorded": recorded.outcome if recorded and not is_open else None,
        "faults": list(counted.faults(vote, fact.on)),
        "voters": _voters(vote, counted.voters(fact)),
    }


def _voters(vote: v.VoteTaken, voters: Sequence[Voter]) -> dict[str, Json]:
    cast = {ballot.member: ballot for ballot in vote.ballots}
    found: dict[str, Json] = {}
    for each in voters:
        ballot = cast.get(each.member)
        found[each.member] = {
            "may_vote": each.right.may_vote if each.right.is_shown else None,
            "reason": each.right.said,
            "presence": each.seat if each.seat_shown else None,
            "vote": ballot.vote if ballot else None,
            "by": ballot.by if ballot else None,
        }
    return found
