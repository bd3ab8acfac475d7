"""Writing values as people write them in a cell: what `text_parsing` reads again."""

from collections.abc import Callable, Mapping
from datetime import date
from json import dumps

from application.declarations.act import Act
from application.declarations.fields import ActField
from domain.events.bodies import AuthenticText, ScaleValue
from domain.events.meetings import ActionItem, AgendaItem, Attendance
from domain.events.progress import DueDate, Evidence
from domain.events.voting import Ballot
from domain.values import ImpreciseDate

_BETWEEN: Mapping[object, str] = {Evidence: " | "}


def written(act: type[Act], name: str, value: object) -> str | None:
    """Return a value of an act as the text of a cell, "" for none.

    Evidence stands as JSON where its texts hold the signs between them. None if no text says just
    that, such as a semicolon within one of several texts.
    """
    if value is None or value == () or value is False:
        return ""
    field = act.one(name)
    if field.many and isinstance(value, tuple):
        text = _BETWEEN.get(field.kind.python, "; ").join(map(_one, value))
    else:
        text = _one(value)
    return next((each for each in (text, _in_json(value)) if _says(act, name, each, value)), None)


def _says(act: type[Act], name: str, text: str, value: object) -> bool:
    try:
        return _same(act.one(name), act.value_of(name, text), value)
    except ValueError:
        return False


def _in_json(value: object) -> str:
    values = [each for each in _tuple(value) if isinstance(each, Evidence)]
    return dumps(
        [each.model_dump(mode="json", exclude_none=True) for each in values], ensure_ascii=False
    )


def _same(field: ActField, found: object, value: object) -> bool:
    if field.kind.python is ScaleValue and isinstance(value, tuple) and isinstance(found, tuple):
        return [(v.value, v.label) for v in found] == [(v.value, v.label) for v in value]
    if any(isinstance(each, AgendaItem) for each in (value if isinstance(value, tuple) else ())):
        return isinstance(found, tuple) and list(found) == list(map(_one, _tuple(value)))
    return found == value


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _one(value: object) -> str:
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _evidence(value: Evidence) -> str:
    told = (value.publisher, value.published_on, value.url, value.sha256)
    more = [str(each) for each in told if each is not None]
    return ";".join([value.direction, value.type, value.title, *more])


def _action(value: ActionItem) -> str:
    parts = [value.action, value.owner, value.text]
    return " | ".join([*parts, value.due_on.isoformat()] if value.due_on else parts)


def _item(value: AgendaItem) -> str:
    about = [
        *([f"task:{value.task}"] if value.task else []),
        *(f"commitment:{each}" for each in value.commitments),
        *(f"initiative:{each}" for each in value.initiatives),
        *(f"gap:{each}" for each in value.gaps),
    ]
    return f"{value.title} | {', '.join(about)}" if about else value.title


def _ballot(value: Ballot) -> str:
    return ":".join([value.member, value.vote, *([value.by] if value.by else [])])


_WRITERS: Mapping[type, Callable[..., str]] = {
    bool: lambda _: "yes",
    ImpreciseDate: str,
    date: lambda day: day.isoformat(),
    ScaleValue: lambda value: f"{value.value} = {value.label}",
    Evidence: _evidence,
    DueDate: lambda due: f"{due.due_on}={due.period_from}..{due.period_until}",
    ActionItem: _action,
    AgendaItem: _item,
    Attendance: lambda value: f"{value.member}:{value.presence}",
    Ballot: _ballot,
    AuthenticText: lambda text: " ".join(
        [text.language, text.file_sha256, *([text.text_sha256] if text.text_sha256 else [])]
    ),
}
