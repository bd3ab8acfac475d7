"""Views of sessions, presence hour by hour, proxies, rules of voting, votes and their results."""

from infrastructure.read_model.views.view import entries_view

VIEWS = (
    entries_view("time_zones", "Time zones of bodies.", "taskforce.time-zone-set"),
    entries_view(
        "voting_rights_rules",
        "Rules for which members may vote at a meeting.",
        "taskforce.voting-rights-rule-set",
    ),
    entries_view(
        "majority_rules", "Majority rules that votes name.", "taskforce.majority-rule-set"
    ),
    entries_view("sessions", "Sessions of meetings, with their hours.", "taskforce.session-set"),
    entries_view("arrivals", "Members that came after the opening.", "taskforce.member-arrived"),
    entries_view("departures", "Members that left before the end.", "taskforce.member-departed"),
    entries_view(
        "representatives",
        "Offices that spoke for members from an hour on.",
        "taskforce.representative-changed",
    ),
    entries_view("proxies", "Members that act for others at a meeting.", "taskforce.proxy-given"),
    entries_view("observers", "Who attended without a vote.", "taskforce.observer-attended"),
    entries_view(
        "votes",
        "Votes as they were recorded; what they came to is computed by the question `votes`.",
        "taskforce.vote-taken",
        *("decision", "meeting", "item", "title", "hour", "rule", "manner", "tally", "ballots"),
        *("objections",),
    ),
    entries_view(
        "casting_votes", "Votes of a chair where votes were equal.", "taskforce.casting-vote-given"
    ),
    entries_view(
        "decisions_not_adopted",
        "Decisions that a vote did not adopt, and why.",
        "taskforce.decision-not-adopted",
        *("decision", "meeting", "item", "title", "text", "reason"),
    ),
    entries_view(
        "replies", "Replies of members in written procedures.", "taskforce.reply-received"
    ),
    entries_view("papers", "Papers that were before meetings.", "taskforce.paper-tabled"),
    entries_view(
        "discussions", "What was said on items of agendas.", "taskforce.discussion-recorded"
    ),
    entries_view(
        "drafts_of_minutes",
        "Versions of minutes that were written, before any was sent.",
        "taskforce.minutes-drafted",
    ),
    entries_view(
        "comments_on_minutes",
        "What members asked to change in minutes.",
        "taskforce.minutes-commented",
        *("comment", "meeting", "member", "item", "text"),
    ),
    entries_view(
        "answers_to_comments",
        "What was answered to such comments.",
        "taskforce.minutes-comment-answered",
    ),
    entries_view(
        "published_minutes", "Minutes that were made public.", "taskforce.minutes-published"
    ),
    entries_view(
        "voting_rights_suspended",
        "Suspensions of a member's voting rights.",
        "member.voting-rights-suspended",
    ),
    entries_view(
        "voting_rights_restored",
        "Ends of such suspensions.",
        "member.voting-rights-restored",
        "member",
    ),
)
