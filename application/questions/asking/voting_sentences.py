"""One sentence for each kind of event of voting, as a person would say it."""

from collections.abc import Callable, Mapping, Sequence

from application.questions.asking.answer import Json
from domain.words import worded

Content = Mapping[str, Json]


def _template(template: str, *, also: str = "", beside: str = "") -> Callable[[Content], str]:
    """Fill a template with the content; `beside` is the template where field `also` says more."""

    def say(content: Content) -> str:
        values = {name: _shown(value) for name, value in content.items()}
        return worded(beside if also and content.get(also) else template, **values)

    return say


def _shown(value: Json) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_shown(each) for each in value)
    return str(value if value is not None else "").replace("_", " ")


def _vote(content: Content) -> str:
    tally, ballots = content.get("tally"), content.get("ballots")
    values = {name: _shown(content[name]) for name in ("decision", "meeting", "rule", "title")}
    if isinstance(tally, Mapping):
        counted = {name: tally[name] for name in ("in_favour", "against", "abstained")}
        return worded(
            "vote on {decision} at meeting {meeting}, {in_favour} for, {against} against, "
            "{abstained} abstained ({rule}): {title}",
            **values,
            **counted,
        )
    if isinstance(ballots, Sequence) and ballots:
        return worded(
            "vote on {decision} at meeting {meeting}, {ballots} by member ({rule}): {title}",
            ballots=len(ballots),
            **values,
        )
    manner = _shown(content["manner"])
    return worded(
        "vote on {decision} at meeting {meeting}, {manner} ({rule}): {title}",
        manner=manner,
        **values,
    )


VOTING_SENTENCES: Mapping[str, Callable[[Content], str]] = {
    "taskforce.time-zone-set": lambda c: worded("time zone {zone}", zone=c["zone"]),
    "taskforce.voting-rights-rule-set": _template(
        "voting rights: {rights}",
        also="attended",
        beside="voting rights: present at {attended} of the last {of_last} meetings",
    ),
    "taskforce.majority-rule-set": _template("majority {rule}: {majority}, of {base}"),
    "taskforce.session-set": lambda c: worded(
        "session {session} of meeting {meeting}, {begins_at} to {ends_at}",
        session=c["number"],
        meeting=c["meeting"],
        begins_at=c["begins_at"],
        ends_at=c.get("ends_at") or worded("an hour not recorded"),
    ),
    "taskforce.member-arrived": _template("{member} came to meeting {meeting} at {hour}"),
    "taskforce.member-departed": _template("{member} left meeting {meeting} at {hour}"),
    "taskforce.representative-changed": _template(
        "{office} speaks for {member} at meeting {meeting}",
        also="hour",
        beside="{office} speaks for {member} at meeting {meeting} from {hour}",
    ),
    "taskforce.proxy-given": _template(
        "{holder} acts for {giver} at meeting {meeting}",
        also="items",
        beside="{holder} acts for {giver} at meeting {meeting}, on items {items}",
    ),
    "taskforce.observer-attended": _template("{observer} observed meeting {meeting}"),
    "taskforce.vote-taken": _vote,
    "taskforce.casting-vote-given": _template("casting vote of {member} on {decision}: {vote}"),
    "taskforce.decision-not-adopted": _template("{decision} not adopted, {reason}: {title}"),
    "taskforce.reply-received": _template("{member} replied on {decision}: {vote}"),
    "taskforce.paper-tabled": _template("paper for item {item} of meeting {meeting}: {title}"),
    "taskforce.discussion-recorded": _template(
        "item {item} of meeting {meeting} discussed: {text}",
        also="conclusion",
        beside="item {item} of meeting {meeting} discussed: {text} Concluded: {conclusion}",
    ),
    "taskforce.minutes-drafted": _template("minutes of {meeting} drafted"),
    "taskforce.minutes-commented": _template(
        "{member} on the minutes of {meeting}, comment {comment}: {text}"
    ),
    "taskforce.minutes-comment-answered": lambda c: worded(
        "comment {comment} answered, {taken_up}: {text}",
        comment=c["comment"],
        taken_up=worded("taken up") if c.get("taken_up") else worded("not taken up"),
        text=c.get("text") or worded("no reason given"),
    ),
    "taskforce.minutes-published": _template("minutes of {meeting} published"),
    "member.voting-rights-suspended": _template(
        "voting rights of {member} suspended",
        also="reason",
        beside="voting rights of {member} suspended: {reason}",
    ),
    "member.voting-rights-restored": _template("voting rights of {member} restored"),
}
