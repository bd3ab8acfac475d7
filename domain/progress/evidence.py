"""Evidence that entries name, as people write it on one line; pictures and films are refused.

The evidence that the log is whole is in `infrastructure/audit/proofs`.
"""

import re
from collections.abc import Sequence
from typing import get_args

from pydantic import ValidationError

from domain.errors import Malformed, NoDate, UnfitText
from domain.events.progress import Evidence
from domain.values import ImpreciseDate
from domain.words import worded

FORM = "DIRECTION;TYPE;TITLE, and where known ;PUBLISHER;DAY;https://… in any order"
_ADDRESS = re.compile(r"https?://\S+")
_PATH = re.compile(r"https?://[^/?#]*([^?#]*)", re.IGNORECASE)  # of addresses in no right form, too
DIRECTIONS: Sequence[str] = get_args(Evidence.model_fields["direction"].annotation)
TYPES: Sequence[str] = get_args(Evidence.model_fields["type"].annotation)
_PICTURES = re.compile(
    r"\.(jpe?g|png|gif|webp|heic|avif|bmp|tiff?|svg|mp4|m4v|mov|avi|mkv|webm|3gp|wmv)$",
    re.IGNORECASE,
)
_HASH = re.compile("[0-9a-f]{64}")
LEAST = 3
NO_PICTURES = worded(
    "Pictures and films are never taken as evidence, not even their address; name a law, "
    "a policy, a budget, data or a report instead."
)


def read_evidence(text: str) -> Evidence:
    """Read evidence from one line: direction, type and title, then what else is known.

    An address, a sha256 and a day are known by their form; anything else is the publisher. An
    address alone is its own title: context of any other type, until somebody says more of it.

    Raises:
        Malformed: it is not of that form, or has a day as others write one.
        UnfitText: it is a picture or a film.
    """
    if _ADDRESS.fullmatch(address := in_full(text.strip())):
        return _of_address(address)
    parts = [part.strip() for part in text.split(";")]
    if len(parts) < LEAST or parts[0] not in DIRECTIONS or parts[1] not in TYPES:
        form = worded(
            "evidence as {form}, with a direction ({directions}) and a type ({types})",
            form=FORM,
            directions=", ".join(DIRECTIONS),
            types=", ".join(TYPES),
        )
        raise Malformed.expected(form, text)
    values: dict[str, object] = {"direction": parts[0], "type": parts[1], "title": parts[2]}
    for part in filter(None, parts[LEAST:]):
        name, value = _known_by_form(part)
        if name in values:
            raise Malformed(
                "The evidence {title!r} has two values that look like a {field}.",
                title=parts[2],
                field=name,
            )
        values[name] = value
    try:
        evidence = Evidence.model_validate(values)
    except ValidationError as error:
        raise Malformed.expected(worded("evidence as {form}", form=FORM), text) from error
    must_be_no_picture(evidence)
    return evidence


def in_full(address: str) -> str:
    """Return an address with the beginning that people leave out, or write in large letters."""
    if address.lower().startswith("www."):
        return f"https://{address}"
    scheme, sign, rest = address.partition("://")
    return f"{scheme.lower()}{sign}{rest}" if scheme.lower() in ("http", "https") else address


def _of_address(address: str) -> Evidence:
    try:
        evidence = Evidence(direction="context", type="other", title=address, url=address)
    except ValidationError as error:
        raise Malformed.expected(worded("an address of at most 500 characters"), address) from error
    must_be_no_picture(evidence)
    return evidence


def _known_by_form(part: str) -> tuple[str, object]:
    """Return what a part is.

    Raises:
        Malformed: it is a day, but not as we write one.
    """
    if re.match("https?://", part):
        return "url", part
    if _HASH.fullmatch(part):
        return "sha256", part
    try:
        return "published_on", ImpreciseDate.parse(part)
    except NoDate:
        return "publisher", part


def is_picture(evidence: Evidence) -> bool:
    """Say whether evidence is a picture or a film, by the end of its address or its title."""
    path = _PATH.match(evidence.url or "")
    return any(_PICTURES.search(name) for name in (path[1] if path else "", evidence.title))


def must_be_no_picture(evidence: Evidence) -> None:
    """Refuse pictures and films.

    Raises:
        UnfitText: it is one.
    """
    if is_picture(evidence):
        raise UnfitText(NO_PICTURES)
