"""Views of gaps, practice, partners, products and focal points."""

from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, field, of_content

_DATED = (
    "a.entry, a.position, a.visibility, a.taskforce, a.effective_on, a.effective_on_earliest,"
    " a.effective_on_latest"
)
_MEMBER = ("member", "Code of the member.")
_TASK = ("task", "The task that it serves.")
_TITLE = ("title", "What it is called.")
_TEXT = ("text", "What it says.")
_GAP = ("gap", "Reference of the gap or opportunity.")
_INPUT = ("input", "Reference of the input.")
_ADVICE = ("advice", "Reference of the advice.")
_CONTRIBUTION = ("contribution", "Reference of the contribution.")
_MEETING = ("meeting", "Reference of the meeting.")
_DECISION = ("decision", "Reference of the decision.")


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
        ("kind", "What it is: gap or opportunity."),
        _MEMBER,
        _GAP,
        ("area", "Area of law: hosting, reporting_duty, … ."),
        ("text", "What is missing, or could be better."),
        ("law", "The law that it is in."),
        ("planned_measure", "What was planned when it was found; see gap_answers."),
        ("help_asked", "Help that was asked for when it was found."),
        ("closed_on", "Day from which a law closed it; empty if that is not recorded."),
        ("closed_by", "The law that closed it."),
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
        _INPUT,
        ("initiative", "Name of the initiative."),
        _TITLE,
        _TEXT,
        _TASK,
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
        _ADVICE,
        ("to", "Who was advised."),
        _TITLE,
        _TEXT,
        _TASK,
        _DECISION,
        ("answered_on", "Day of the answer; empty if that is not recorded."),
        ("answer", "The answer."),
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
        _MEMBER,
        ("person", "Reference of the person (p-…)."),
        ("role", "Its role: main, alternate or validating_authority."),
        ("released_on", "Day from which it is none; empty if that is not recorded."),
    ),
)
VIEWS: tuple[View, ...] = (
    GAPS,
    of_content(
        "gap_help",
        "Help that members offered each other with gaps.",
        "member.legislative-help-offered",
        _MEMBER,
        _GAP,
        ("by", "Code of the member that offered it."),
        ("text", "What it offered."),
    ),
    of_content(
        "gap_answers",
        "What members replied about their gaps, and what they plan.",
        "member.legislative-gap-answered",
        _MEMBER,
        _GAP,
        ("text", "The reply."),
        ("planned_measure", "What it plans."),
        ("help_asked", "Help that it asks for."),
    ),
    of_content(
        "gap_closings",
        "Laws that closed gaps, or took opportunities.",
        _CLOSED,
        _MEMBER,
        _GAP,
        ("law", "The law."),
        ("text", "What it does."),
    ),
    of_content(
        "engagements",
        "What members did with others.",
        "member.engagement-recorded",
        _MEMBER,
        ("level", "How far: national, regional or global."),
        _TITLE,
        _TEXT,
        ("partners", "With whom, as a JSON array."),
        _TASK,
    ),
    of_content(
        "practices",
        "Practices that members showed.",
        "member.practice-showcased",
        _MEMBER,
        ("practice", "Reference of the practice."),
        ("maturity", "How far it is tried: best or emerging."),
        _TITLE,
        ("text", "What it does."),
        ("commitments", "Commitments that it helps to keep, as a JSON array."),
        ("evidence", "A JSON array: direction, type, title, publisher, published_on, url, sha256."),
        _TASK,
        _MEETING,
    ),
    INPUTS,
    of_content(
        "inputs_considered",
        "Inputs that meetings took up, each with its agenda item and decision.",
        _CONSIDERED,
        _INPUT,
        _MEETING,
        ("item", "Number of the item on the agenda."),
        _DECISION,
        ("outcome", "What came of it."),
    ),
    ADVICE,
    of_content(
        "contributions",
        "What bodies contributed to products.",
        "taskforce.product-contribution-made",
        _CONTRIBUTION,
        ("product", "Name of the product."),
        _TITLE,
        _TEXT,
        _TASK,
    ),
    of_content(
        "contributions_taken_up",
        "Versions of products that contributions are in.",
        "taskforce.contribution-taken-up",
        _CONTRIBUTION,
        ("product_version", "The version, published on the day."),
        ("where", "Where in it."),
    ),
    of_content(
        "joint_work",
        "What bodies and reference groups worked on together.",
        "taskforce.joint-work-recorded",
        ("group", "Name of the group."),
        _TITLE,
        _TEXT,
        _TASK,
        _MEETING,
    ),
    FOCAL_POINTS,
    of_content(
        "applications",
        "Expressions of interest in membership.",
        "member.applied",
        _MEMBER,
        ("name", "Official name."),
        ("kind", "What it is: state, regional_organisation, … ."),
        ("evidence", "What shows that it is eligible."),
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
        ("reason", "Why."),
    ),
)
