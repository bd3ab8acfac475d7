"""Views of members: where they stand, and what they applied for, announced and are called."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import View, columns_of, content, entries_view

_TODAY = (
    "v.known_to IS NULL AND v.audience_to = 2 AND v.from_day <= date('now')"
    " AND (v.until_day IS NULL OR v.until_day > date('now'))"
)
_SINCE = (
    ("from_day", "First day of the standing."),
    ("audience_from", "Rank of the lowest audience that sees the same: 0 public, 1 members."),
)
VIEWS: tuple[View, ...] = (
    View(
        name="current_members",
        sentence="Where every member stands today, by the computer's clock, as the secretariat"
        " sees.",
        sql="SELECT t.code AS taskforce, m.code AS member, v.name, v.kind, v.standing,"  # noqa: S608  # names from this module
        " v.applied_on, v.joined_on, v.suspended_on, v.withdrew_on, v.from_day, v.audience_from"
        " FROM membership v JOIN member m ON m.id = v.member_id"
        f" JOIN taskforce t ON t.id = m.taskforce_id WHERE {_TODAY}",
        columns=(
            *columns_of(fields.TASKFORCE, fields.MEMBER, fields.NAME, fields.KIND_OF_MEMBER),
            *columns_of(fields.MEMBER_STANDING, fields.APPLIED_ON, fields.JOINED_ON),
            *columns_of(fields.SUSPENDED_ON, fields.WITHDREW_ON),
            *_SINCE,
        ),
    ),
    View(
        name="current_standing",
        sentence="Where members stand on commitments today, by the clock, as the secretariat sees.",
        sql="SELECT t.code AS taskforce, c.instrument, c.reference AS commitment,"  # noqa: S608  # names from this module
        " m.code AS member, v.standing, v.signed_on, v.signature, v.version, v.deposited_on,"
        " v.consent, v.in_force_on, v.withdrawn_on, v.withdrawn, v.provisional, v.from_day,"
        " v.audience_from FROM standing v JOIN member m ON m.id = v.member_id"
        " JOIN commitment c ON c.id = v.commitment_id"
        f" JOIN taskforce t ON t.id = c.taskforce_id WHERE {_TODAY}",
        columns=(
            *columns_of(fields.TASKFORCE, fields.INSTRUMENT, fields.COMMITMENT, fields.MEMBER),
            *columns_of(*fields.OF_A_STANDING),
            *_SINCE,
        ),
    ),
    entries_view(
        "applications",
        "Expressions of interest in membership.",
        "member.applied",
        *("member", "name", "kind", "evidence"),
    ),
    entries_view(
        "notices_of_withdrawal",
        "Notices by members that they will leave.",
        "member.withdrawal-notified",
    ),
    entries_view(
        "names_by_language",
        "Names of members in other languages than that of their official names, as recorded.",
        "member.name-recorded",
    ),
    entries_view(
        "recodes",
        "Changes of codes, each as it was recorded; member_code says what every code means.",
        "member.recoded",
        ("member", "Code that the member had."),
        ("code", "Code that it took."),
        sql={"member": content("member")},
    ),
    entries_view(
        "focal_points",
        "Who speaks for members, by reference, and until when; the names are nowhere here.",
        "member.focal-point-designated",
        *columns_of(fields.MEMBER, fields.PERSON, fields.ROLE),
        ("released_on", "Day from which it is released; empty if that is not recorded."),
        sql={
            "released_on": "(SELECT r.effective_on FROM assertion r,"
            " json_each(r.content, '$.ends') j JOIN event e ON e.event_id = j.value"
            " WHERE r.known_to IS NULL AND r.topic = 'member.focal-point-released'"
            " AND e.position = a.entry)"
        },
    ),
)
