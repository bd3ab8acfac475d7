"""Names in the place of codes and references, in what is asked of a question or a report."""

from collections.abc import Mapping
from typing import TypeVar

from application.register import Register
from domain.errors import Malformed

T = TypeVar("T")
OF_MEMBERS = ("reference", "member", "owner", "about")
OF_TEXTS = ("reference", "about", "instrument", "commitment")
"""The parameters of questions and reports that may be the name of a member, or of a text."""


def with_codes(register: Register, body: str, given: Mapping[str, T]) -> dict[str, T | str]:
    """Return parameters of a question with codes and references where names stand.

    Raises:
        Malformed: several have that name, or a member and a text.
    """
    found: dict[str, T | str] = dict(given)
    for name, text in given.items():
        if name not in {*OF_MEMBERS, *OF_TEXTS} or not isinstance(text, str):
            continue
        if not register.read_model.where_is(text):
            from infrastructure.cli import typed_names  # noqa: PLC0415  # few write names

            member = typed_names.code_of(register, body, text) if name in OF_MEMBERS else None
            titled = typed_names.reference_of(register, body, text) if name in OF_TEXTS else None
            if member and titled:
                raise Malformed(
                    "{text!r} is the name of the member {member} and of the text {reference}. "
                    "Write the code or the reference.",
                    text=text,
                    member=member,
                    reference=titled,
                )
            found[name] = member or titled or text
    return found
