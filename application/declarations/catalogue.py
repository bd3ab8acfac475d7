"""The catalogue of acts: what can be recorded, with which fields, for people and for programs."""

from collections.abc import Mapping

from application.declarations.act import Act
from application.declarations.fields import ActField
from application.questions.asking.answer import Json


def described(act: type[Act]) -> Mapping[str, Json]:
    """Return one act: its names, what it records, and its fields in the order of its command."""
    return {
        "name": act.NAME,
        "row": act.ROW,
        "help": act.help(),
        "example": act.EXAMPLES[0] if act.EXAMPLES else "",
        "makes": [event.TOPIC for event in act.MAKES],
        "fields": [_field(act, field) for field in act.fields().values()],
    }


def _field(act: type[Act], field: ActField) -> Mapping[str, Json]:
    compared = {name for event in act.MAKES for name in act.compared(event)}
    return {
        "name": field.name,
        "type": field.kind.name,
        "several": field.many,
        "help": field.meaning.help,
        "example": field.meaning.example,
        "required": field.required,
        "argument": field.name in act.ARGUMENTS,
        "choices": list(field.kind.choices),
        "key": field.name in act.KEYS,
        "compared": field.name in compared,
        "not_compared_because": act.UNCOMPARED.get(field.name, ""),
    }
