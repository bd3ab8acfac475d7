"""Views of gaps, practice, partners, products and focal points."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, field, of_content, told

_DATED = (
    "a.entry, a.position, a.visibility, a.taskforce, a.effective_on, a.effective_on_earliest,"
    " a.effective_on_latest"
)


def _of(*fields: str) -> str:
    return ", ".join(f'{field(name, "a")} AS "{name}"' for name in fields)


def _first(topic: str, same: str, value: str) -> str:
    """Return a query for one value of the entry of a topic that has the same reference."""
    return (
        f"(SELECT {value} FROM assertion o WHERE o.known_to IS NULL AND o.topic = '{topic}'"  # noqa: S608  # names from this module
        f" AND o.taskforce = a.taskforce AND json_extract(o.content, '$.{same}') ="
        f" json_extract(a.content, '$.{same}') ORDER BY o.entry LIMIT 1)"
    )


_LAW, _WORDS = "json_extract(o.content, '$.law')", "json_extract(o.content, '$.text')"
_CLOSED = "member.legislative-gap-closed"
_CONSIDERED = "taskforce.initiative-input-considered"
_ANSWERED = "taskforce.advice-answered"
GAPS = View(
    name="gaps",
    sentence="Gaps and opportunities in members' laws, and the laws that closed them.",
    sql=(
        f"SELECT {_DATED}, CASE a.topic WHEN 'member.legislative-gap-identified' THEN 'gap'"  # noqa: S608  # names from this module
        f" ELSE 'opportunity' END AS kind, {_of('member', 'gap', 'area', 'text', 'law')},"
        f" {_of('planned_measure', 'help_asked')},"
        f" {_first(_CLOSED, 'gap', 'o.effective_on')} AS closed_on,"
        f" {_first(_CLOSED, 'gap', _LAW)} AS closed_by"
        " FROM assertion a WHERE a.known_to IS NULL AND a.topic IN"
        " ('member.legislative-gap-identified', 'member.legislative-opportunity-identified')"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.KIND_OF_GAP, fields.MEMBER, fields.GAP, fields.AREA, fields.GAP_TEXT),
        *told(fields.LAW),
        ("planned_measure", "What was planned when it was found; see gap_answers."),
        ("help_asked", "Help that was asked for when it was found."),
        *told(fields.GAP_CLOSED_ON, fields.CLOSED_BY),
    ),
)
INPUTS = View(
    name="inputs",
    sentence="What initiatives fed in, and where it was first taken up.",
    sql=(
        f"SELECT {_DATED}, {_of('input', 'initiative', 'title', 'text', 'task')},"  # noqa: S608  # names from this module
        f" {_first(_CONSIDERED, 'input', 'o.effective_on')} AS considered_on"
        " FROM assertion a WHERE a.known_to IS NULL"
        " AND a.topic = 'taskforce.initiative-input-received'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.INPUT, fields.INITIATIVE, fields.TITLE, fields.TEXT, fields.TASK),
        ("considered_on", "Day on which a meeting took it up; empty if that is not recorded."),
    ),
)
ADVICE = View(
    name="advice",
    sentence="Advice that bodies gave their parents, and its answers.",
    sql=(
        f"SELECT {_DATED}, {_of('advice', 'to', 'title', 'text', 'task', 'decision')},"  # noqa: S608  # names from this module
        f" {_first(_ANSWERED, 'advice', 'o.effective_on')} AS answered_on,"
        f" {_first(_ANSWERED, 'advice', _WORDS)} AS answer"
        " FROM assertion a WHERE a.known_to IS NULL AND a.topic = 'taskforce.advice-forwarded'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.ADVICE, fields.ADVISED, fields.TITLE, fields.TEXT, fields.TASK),
        *told(fields.DECISION, fields.ANSWERED_ON, fields.ANSWER_TO_ADVICE),
    ),
)
FOCAL_POINTS = View(
    name="focal_points",
    sentence="Who speaks for members, by reference, and until when; the names are nowhere here.",
    sql=(
        f"SELECT {_DATED}, {_of('member', 'person', 'role')},"  # noqa: S608  # names from this module
        " (SELECT r.effective_on FROM assertion r, json_each(r.content, '$.ends') j"
        " JOIN event e ON e.event_id = j.value WHERE r.known_to IS NULL"
        " AND r.topic = 'member.focal-point-released' AND e.position = a.entry) AS released_on"
        " FROM assertion a WHERE a.known_to IS NULL AND a.topic = 'member.focal-point-designated'"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.MEMBER, fields.PERSON, fields.ROLE),
        ("released_on", "Day from which it is none; empty if that is not recorded."),
    ),
)
VIEWS: tuple[View, ...] = (
    GAPS,
    of_content(
        "gap_help",
        "Help that members offered each other with gaps.",
        "member.legislative-help-offered",
        *("member", "gap", "by", "text"),
    ),
    of_content(
        "gap_answers",
        "What members replied about their gaps, and what they plan.",
        "member.legislative-gap-answered",
        *("member", "gap", "text", "planned_measure", "help_asked"),
    ),
    of_content(
        "gap_closings",
        "Laws that closed gaps, or took opportunities.",
        _CLOSED,
        *("member", "gap", "law", "text"),
    ),
    of_content(
        "engagements",
        "What members did with others.",
        "member.engagement-recorded",
        *("member", "level", "title", "text", "partners", "task"),
    ),
    of_content(
        "practices",
        "Practices that members showed.",
        "member.practice-showcased",
        *("member", "practice", "maturity", "title"),
        ("text", "What it does."),
        "commitments",
        *told(fields.EVIDENCE),
        *("task", "meeting"),
    ),
    INPUTS,
    of_content(
        "inputs_considered",
        "Inputs that meetings took up, each with its agenda item and decision.",
        _CONSIDERED,
        *("input", "meeting", "item", "decision", "outcome"),
    ),
    ADVICE,
    of_content(
        "contributions",
        "What bodies contributed to products.",
        "taskforce.product-contribution-made",
        *("contribution", "product", "title", "text", "task"),
    ),
    of_content(
        "contributions_taken_up",
        "Versions of products that contributions are in.",
        "taskforce.contribution-taken-up",
        *("contribution", "product_version", "where"),
    ),
    of_content(
        "joint_work",
        "What bodies and reference groups worked on together.",
        "taskforce.joint-work-recorded",
        *("group", "title", "text", "task", "meeting"),
    ),
    FOCAL_POINTS,
    of_content(
        "applications",
        "Expressions of interest in membership.",
        "member.applied",
        *("member", "name", "kind", "evidence"),
    ),
    of_content(
        "recodes",
        "Changes of codes, each as it was recorded; member_code says what every code means.",
        "member.recoded",
        ("member", "Code that the member had."),
        ("code", "Code that it took."),
    ),
    of_content(
        "dissolutions",
        "Bodies that came to their end.",
        "taskforce.dissolved",
        "reason",
    ),
)
