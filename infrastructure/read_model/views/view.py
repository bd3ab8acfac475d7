"""What a view of the read model is, and the columns that most of them share."""

from dataclasses import dataclass

from application.declarations.fields import field_of
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import AnswerField
from domain.events import TOPICS
from infrastructure.read_model.views.columns import dated


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view; `columns` are (name, sentence) in the order of the query."""

    name: str
    sentence: str
    sql: str
    columns: tuple[tuple[str, str], ...]


def told(*given: AnswerField) -> tuple[tuple[str, str], ...]:
    """Return columns for fields that answers have too."""
    return tuple((each.key, each.sentence) for each in given)


ENTRY = (
    *told(fields.ENTRY),
    ("position", "Position of the event that says this."),
    *told(fields.VISIBILITY, fields.TASKFORCE),
)
EFFECTIVE = tuple((each.name, each.sentence) for each in dated(fields.EFFECTIVE_ON))
ACT = told(fields.COMMITMENT, fields.MEMBER)


_NAMING = frozenset({"member", "by", "as_member", "giver", "holder"})
"""Fields of contents that are codes of members."""
_AS_RECORDED = "member.recoded"
"""What tells of codes themselves is shown as it was recorded."""


def code_now(expression: str, table: str = "assertion") -> str:
    """Return SQL for the code of today of the member that a code in a row of a table means."""
    return (
        f"coalesce((SELECT k.member FROM member_code k WHERE k.taskforce = {table}.taskforce"  # noqa: S608  # names from these modules
        f" AND k.code = {expression} AND k.known_to IS NULL), {expression})"
    )


def field(name: str, table: str = "assertion") -> str:
    """Return SQL for a field of a content; a member is named by its code of today."""
    told = f"json_extract({table}.content, '$.{name}')"
    return code_now(told, table) if name in _NAMING else told


def of_event(topic: str, name: str) -> tuple[str, str]:
    """Return the column of a field of an event, described as there, with the words it may be."""
    given = field_of(name, TOPICS[topic].model_fields[name])
    words = f": {', '.join(given.kind.choices)}" if given.kind.choices else ""
    many = "; a JSON array" if given.many else ""
    return name, f"{given.meaning.help.removesuffix('.')}{words}{many}."


def of_content(
    name: str, sentence: str, topic: str, *given: str | tuple[str, str], acts: bool = False
) -> View:
    """Make a view of entries of one topic; each field is a name in the content.

    A name alone is described by the event.
    """
    columns = [of_event(topic, each) if isinstance(each, str) else each for each in given]
    told = {name: field(name) for name, _ in columns}
    if topic == _AS_RECORDED:
        told = {name: f"json_extract(content, '$.{name}')" for name, _ in columns}
    selected = "".join(f', {value} AS "{name}"' for name, value in told.items())
    who = "stream AS commitment, member, " if acts else ""
    return View(
        name=name,
        sentence=sentence,
        sql=(
            f"SELECT entry, position, visibility, taskforce, {who}effective_on,"  # noqa: S608  # names from this module
            f" effective_on_earliest, effective_on_latest{selected}"
            f" FROM assertion WHERE known_to IS NULL AND topic = '{topic}'"
        ),
        columns=(*ENTRY, *(ACT if acts else ()), *EFFECTIVE, *columns),
    )
