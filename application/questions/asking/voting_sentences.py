"""One sentence for each kind of event of voting and of minutes, as a person would say it."""

from collections.abc import Mapping, Sequence

VOTING_SENTENCES: Mapping[str, str | Sequence[str]] = {
    "taskforce.time-zone-set": "time zone {zone}",
    "taskforce.voting-rights-rule-set": (
        "voting rights: present at {attended} of the last {of_last} meetings",
        "voting rights: {rights}",
    ),
    "taskforce.session-set": (
        "session {number} of meeting {meeting}, {begins_at} to {ends_at}",
        "session {number} of meeting {meeting}, from {begins_at}",
    ),
    "taskforce.member-arrived": "{member} came to meeting {meeting} at {hour}",
    "taskforce.member-departed": "{member} left meeting {meeting} at {hour}",
    "taskforce.representative-changed": (
        "{office} speaks for {member} at meeting {meeting} from {hour}",
        "{office} speaks for {member} at meeting {meeting}",
    ),
    "taskforce.observer-attended": "{observer} observed meeting {meeting}",
    "taskforce.vote-taken": (
        (
            "vote on {decision} at meeting {meeting}, {tally_in_favour} for, {tally_against} "
            "against, {tally_abstained} abstained ({rule}): {title}"
        ),
        "vote on {decision} at meeting {meeting}, {manner} ({rule}): {title}",
    ),
    "taskforce.casting-vote-given": "casting vote of {member} on {decision}: {vote}",
    "taskforce.decision-not-adopted": "{decision} not adopted, {reason}: {title}",
    "taskforce.reply-received": "{member} replied on {decision}: {vote}",
    "taskforce.paper-tabled": "paper for item {item} of meeting {meeting}: {title}",
    "taskforce.discussion-recorded": (
        "item {item} of meeting {meeting} discussed: {text} Concluded: {conclusion}",
        "item {item} of meeting {meeting} discussed: {text}",
    ),
    "taskforce.minutes-drafted": "minutes of {meeting} drafted",
    "taskforce.minutes-commented": (
        "{member} on the minutes of {meeting}, comment {comment}: {text}"
    ),
    "taskforce.minutes-comment-answered": (
        "comment {comment} answered: {text}",
        "comment {comment} answered",
    ),
    "taskforce.minutes-published": "minutes of {meeting} published",
    "member.voting-rights-suspended": (
        "voting rights of {member} suspended: {reason}",
        "voting rights of {member} suspended",
    ),
    "member.voting-rights-restored": "voting rights of {member} restored",
}
