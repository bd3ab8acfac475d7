"""What a value on the command line should be, in words for a person."""

from collections.abc import Mapping

from infrastructure.cli.options import PERSON

_CODE = "a code of 2 to 16 capital letters, digits and hyphens, a letter first, such as KEN"
_ACTOR = f"a reference such as {PERSON}, or a member's code"
_REFERENCE = "a short name without spaces, up to 60 letters, such as MISSION-1"
FORMS_OF: Mapping[str, str] = {
    **dict.fromkeys(("member", "code", "chair", "vice_chair", "as_member"), _CODE),
    **dict.fromkeys(("actor", "on_behalf_of"), _ACTOR),
    **dict.fromkeys(
        (
            *("reference", "commitment", "instrument", "meeting", "scale", "value", "by", "task"),
            *("assessment", "gap", "practice", "input", "advice", "contribution", "decision"),
            *("action", "at", "item", "milestone"),
        ),
        _REFERENCE,
    ),
    "person": f"a reference such as {PERSON} (see: depositary contacts add)",
    "language": "a language code, such as en or pt-BR",
    "version": "a version, such as 2 or 2026-1",
    "url": "an address that begins with https://",
}
"""What a field should be, in words for a person instead of a pattern."""
