"""The views of the read model: what analysts ask most, over the word of the register as it is."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views import bodies, log, meetings, progress, voting, work
from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, code_now, of_content, told

_TODAY = "v.known_to IS NULL AND v.audience_to = 2 AND v.from_day <= date('now')"
_NOT_OVER = "(v.until_day IS NULL OR v.until_day > date('now'))"
_ATTENDED = code_now("json_extract(j.value, '$.member')", "a")
_CHAIR = code_now(
    "coalesce(json_extract(content, '$.chair'), json_extract(content, '$.vice_chair'))"
)
_SINCE = (
    ("from_day", "First day of the standing."),
    ("audience_from", "Rank of the least audience that is told the same: 0 public, 1 members."),
)


CURRENT_MEMBERS = View(
    name="current_members",
    sentence="Where every member stands today, by the computer's clock, as the secretariat sees.",
    sql=(
        "SELECT t.code AS taskforce, m.code AS member, v.name, v.kind, v.standing, v.applied_on,"  # noqa: S608  # names from this module
        " v.joined_on, v.suspended_on, v.withdrew_on, v.from_day, v.audience_from"
        " FROM membership v JOIN member m ON m.id = v.member_id"
        f" JOIN taskforce t ON t.id = m.taskforce_id WHERE {_TODAY} AND {_NOT_OVER}"
    ),
    columns=(
        *told(fields.TASKFORCE, fields.MEMBER, fields.NAME, fields.KIND_OF_MEMBER),
        *told(fields.MEMBER_STANDING, fields.APPLIED_ON, fields.JOINED_ON),
        *told(fields.SUSPENDED_ON, fields.WITHDREW_ON),
        *_SINCE,
    ),
)
CURRENT_STANDING = View(
    name="current_standing",
    sentence="Where members stand on commitments today, by the clock, as the secretariat sees.",
    sql=(
        "SELECT t.code AS taskforce, c.instrument, c.reference AS commitment, m.code AS member,"  # noqa: S608  # names from this module
        " v.standing, v.signed_on, v.signature, v.version, v.deposited_on, v.consent,"
        " v.in_force_on, v.withdrawn_on, v.withdrawn, v.provisional, v.from_day, v.audience_from"
        " FROM standing v JOIN member m ON m.id = v.member_id"
        " JOIN commitment c ON c.id = v.commitment_id"
        f" JOIN taskforce t ON t.id = c.taskforce_id WHERE {_TODAY} AND {_NOT_OVER}"
    ),
    columns=(
        *told(fields.TASKFORCE, fields.INSTRUMENT, fields.COMMITMENT, fields.MEMBER),
        *told(*fields.OF_A_STANDING),
        *_SINCE,
    ),
)
MEETINGS = View(
    name="meetings",
    sentence="Meetings that were called, and when they opened and closed.",
    sql=(
        "SELECT c.entry, c.position, c.visibility, c.taskforce, c.effective_on,"
        " c.effective_on_earliest, c.effective_on_latest,"
        " json_extract(c.content, '$.meeting') AS meeting,"
        " json_extract(c.content, '$.kind') AS kind,"
        " json_extract(c.content, '$.ends_on') AS ends_on,"
        " json_extract(c.content, '$.place') AS place,"
        " (SELECT json_group_array(json_extract(value, '$.title'))"
        " FROM json_each(c.content, '$.agenda')) AS agenda,"
        " (SELECT o.effective_on FROM assertion o WHERE o.known_to IS NULL"
        " AND o.topic = 'taskforce.meeting-opened' AND o.taskforce = c.taskforce"
        " AND json_extract(o.content, '$.meeting') = json_extract(c.content, '$.meeting'))"
        " AS opened_on,"
        " (SELECT o.effective_on FROM assertion o WHERE o.known_to IS NULL"
        " AND o.topic = 'taskforce.meeting-closed' AND o.taskforce = c.taskforce"
        " AND json_extract(o.content, '$.meeting') = json_extract(c.content, '$.meeting'))"
        " AS closed_on"
        " FROM assertion c WHERE c.known_to IS NULL AND c.topic = 'taskforce.meeting-convened'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.MEETING, fields.KIND_OF_MEETING, fields.ENDS_ON, fields.PLACE),
        ("agenda", "Titles of the items, as a JSON array."),
        *told(fields.OPENED_ON, fields.CLOSED_ON),
    ),
)
ATTENDANCE = View(
    name="attendance",
    sentence="Who took part in which meeting, and how; no row where nobody kept a list.",
    sql=(
        "SELECT a.entry, a.position, a.visibility, a.taskforce, a.effective_on,"  # noqa: S608  # our own names
        " a.effective_on_earliest, a.effective_on_latest,"
        " json_extract(a.content, '$.meeting') AS meeting,"
        f" {_ATTENDED} AS member,"
        " json_extract(j.value, '$.presence') AS presence"
        " FROM assertion a, json_each(a.content, '$.attendance') j"
        " WHERE a.known_to IS NULL AND a.topic = 'taskforce.meeting-opened'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.MEETING, fields.MEMBER),
        ("presence", "present, represented, observer, excused or absent."),
    ),
)
OFFICES = View(
    name="offices",
    sentence="Chairs and vice-chairs: each holds until the next one or the end of its term.",
    sql=(
        "SELECT entry, position, visibility, taskforce, effective_on, effective_on_earliest,"  # noqa: S608  # our own names
        " effective_on_latest,"
        " CASE topic WHEN 'taskforce.chair-appointed' THEN 'chair' ELSE 'vice_chair' END AS office,"
        f" {_CHAIR} AS member,"
        " json_extract(content, '$.term_ends_on') AS term_ends_on"
        " FROM assertion WHERE known_to IS NULL"
        " AND topic IN ('taskforce.chair-appointed', 'taskforce.vice-chair-appointed')"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        ("office", "chair or vice_chair."),
        ("member", "Code of the member that holds it."),
        ("term_ends_on", "Last day of the term, if one was given."),
    ),
)
IMPORTED_ROW = View(
    name="imported_row",
    sentence="What was last imported under each row's key.",
    sql=(
        "SELECT l.row_key, l.row_sha256, l.position, (SELECT json_group_array(entry_id) FROM"
        " (SELECT e.entry_id FROM event e WHERE e.row_key = l.row_key"
        " AND e.row_sha256 = l.row_sha256 AND e.position > coalesce((SELECT max(o.position)"
        " FROM event o WHERE o.row_key = l.row_key AND o.row_sha256 <> l.row_sha256), 0)"
        " GROUP BY e.entry_id ORDER BY min(e.position))) AS entry_ids"
        " FROM event l WHERE l.row_sha256 IS NOT NULL AND l.position = (SELECT max(m.position)"
        " FROM event m WHERE m.row_key = l.row_key AND m.row_sha256 IS NOT NULL)"
    ),
    columns=(
        ("row_key", "Hash of the mapping's name and the row's key cells."),
        ("row_sha256", "Hash of the row as it was last imported; zeros where texts were removed."),
        ("position", "Position of the last event of that import."),
        ("entry_ids", "Ids of the entries that the import made or changed, as a JSON array."),
    ),
)
VIEWS = (
    CURRENT_MEMBERS,
    CURRENT_STANDING,
    of_content(
        "signatures",
        "Signatures, withdrawn ones among them.",
        "commitment.signed",
        *("kind", "version", "in_force_on", "office"),
        acts=True,
    ),
    of_content(
        "consents",
        "Consents to be bound, withdrawn ones among them.",
        "commitment.consented",
        *("kind", "deposited_on", "in_force_on"),
        acts=True,
    ),
    of_content(
        "withdrawals",
        "Withdrawals of acts on a commitment, revoked ones and revocations among them.",
        "commitment.withdrawn",
        "of",
        ("ends", "Ids of the entries that ended, as a JSON array; see event.entry_id."),
        acts=True,
    ),
    MEETINGS,
    ATTENDANCE,
    OFFICES,
    of_content(
        "tasks",
        "Tasks that bodies took on.",
        "taskforce.task-adopted",
        *("reference", "text"),
    ),
    of_content(
        "claims",
        "What sources say, side by side.",
        "taskforce.claim-recorded",
        ("about", "What the claim is about."),
        "claim",
    ),
    of_content(
        "initiatives",
        "Initiatives that feed in.",
        "taskforce.initiative-recognised",
        *("name", "as_member"),
    ),
    of_content(
        "reference_groups",
        "Groups beside which bodies work.",
        "taskforce.reference-group-linked",
        *("name", "sector"),
    ),
    *bodies.VIEWS,
    *meetings.VIEWS,
    *voting.VIEWS,
    *progress.VIEWS,
    *work.VIEWS,
    *log.VIEWS,
    IMPORTED_ROW,
)
