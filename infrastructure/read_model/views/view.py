"""What a view of the read model is, and how views of entries are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from application.declarations.fields import field_of
from application.questions.asking import answer_fields as fields
from domain.events.table import TOPICS
from infrastructure.read_model.views.columns import dated


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view; `columns` are (name, sentence) in the order of the query."""

    name: str
    sentence: str
    sql: str
    columns: tuple[tuple[str, str], ...]


def columns_of(*given: fields.AnswerField) -> tuple[tuple[str, str], ...]:
    """Return columns for fields that answers have too."""
    return tuple((each.key, each.sentence) for each in given)


_ENTRY = (
    *columns_of(fields.ENTRY),
    ("position", "Position of the event that says this."),
    *columns_of(fields.VISIBILITY, fields.TASKFORCE),
)
_EFFECTIVE = tuple((each.name, each.sentence) for each in dated(fields.EFFECTIVE_ON))
_ACT = columns_of(fields.COMMITMENT, fields.MEMBER)
_OF_ACTS = tuple(name for name, _ in _ACT)
_MEMBER_FIELDS = frozenset({"member", "by", "as_member", "giver", "holder"})
"""Fields of contents that are codes of members."""


def code_now(expression: str) -> str:
    """Return SQL for the code of today of the member that a code in a row of `a` means."""
    return (
        "coalesce((SELECT k.member FROM member_code k WHERE k.taskforce = a.taskforce"  # noqa: S608  # names from these modules
        f" AND k.code = {expression} AND k.known_to IS NULL), {expression})"
    )


def content(name: str, table: str = "a") -> str:
    """Return SQL for a field of a content, as it was recorded."""
    return f"json_extract({table}.content, '$.{name}')"


def one_of(if_topic: str, value: str, otherwise: str) -> str:
    """Return SQL for a word that depends on the topic."""
    return f"CASE a.topic WHEN '{if_topic}' THEN '{value}' ELSE '{otherwise}' END"


def first_entry(topic: str, reference: str, value: str, same_as: str = "") -> str:
    """Return SQL for one value of the first entry `o` of a topic that has the same reference."""
    return (
        f"(SELECT {value} FROM assertion o WHERE o.known_to IS NULL AND o.topic = '{topic}'"  # noqa: S608  # names from these modules
        f" AND o.taskforce = a.taskforce AND {content(reference, 'o')} ="
        f" {same_as or content(reference)} ORDER BY o.entry LIMIT 1)"
    )


def _described(topic: str, name: str) -> tuple[str, str]:
    """Return the column of a field of an event, described as there, with the words it may be."""
    given = field_of(name, TOPICS[topic].model_fields[name])
    words = f": {', '.join(given.kind.choices)}" if given.kind.choices else ""
    many = "; a JSON array" if given.many else ""
    return name, f"{given.meaning.help.removesuffix('.')}{words}{many}."


def entries_view(
    name: str,
    sentence: str,
    topics: str | tuple[str, str] | tuple[str, str, str],
    *given: str | tuple[str, str],
    acts: bool = False,
    sql: Mapping[str, str] = MappingProxyType({}),
    joined: str = "",
) -> View:
    """Make a view of the entries of one or several topics, as they are now.

    A column without a sentence is described by the event; without columns, there is one for each
    field of the event. A column has the field of its name in the content, unless `sql` says
    otherwise, in terms of `assertion a` and what is `joined`. Members are named by their codes of
    today. `acts` adds the commitment and the member.
    """
    of = (topics,) if isinstance(topics, str) else topics
    own = [each for each in TOPICS[of[0]].model_fields if not (acts and each in _OF_ACTS)]
    columns = [_described(of[0], each) if isinstance(each, str) else each for each in given or own]
    values = {
        **{key: f"a.{key}" for key, _ in (*_ENTRY, *_EFFECTIVE)},
        **({"commitment": "a.stream", "member": "a.member"} if acts else {}),
        **{
            key: code_now(content(key)) if key in _MEMBER_FIELDS else content(key)
            for key, _ in columns
        },
        **sql,
    }
    all_columns = (*_ENTRY, *(_ACT if acts else ()), *_EFFECTIVE, *columns)
    selected = ", ".join(f'{values[key]} AS "{key}"' for key, _ in all_columns)
    listed = ", ".join(f"'{topic}'" for topic in of)
    return View(
        name=name,
        sentence=sentence,
        sql=f"SELECT {selected} FROM assertion a{joined}"  # noqa: S608  # names from these modules
        f" WHERE a.known_to IS NULL AND a.topic IN ({listed})",
        columns=all_columns,
    )
