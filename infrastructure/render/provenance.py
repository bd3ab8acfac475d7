"""What the bytes of a report depend on beside the report: versions of libraries, and templates."""

import platform
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from domain.errors import Unavailable
from infrastructure.render.forms import Looks, template

OURS = "depositary"
ALWAYS = (OURS, "python")


class Rests(NamedTuple):
    """What a form rests on: packages (or `zlib`), and our templates.

    `own` says that a template may take in other files of the secretariat's folder, too.
    """

    packages: Sequence[str] = ()
    templates: Sequence[str] = ()
    own: bool = False


RESTS: Mapping[str, Rests] = MappingProxyType(
    {
        "text": Rests(),
        "markdown": Rests(),
        "html": Rests(("jinja2", "markupsafe"), ("report.html", "report.css"), own=True),
        "json": Rests(),
        "csv": Rests(),
        "xlsx": Rests(("xlsxwriter", "zlib")),
        "docx": Rests(("python-docx", "lxml", "zlib")),
        "pdf": Rests(("typst",), ("report.typ",), own=True),
    }
)
"""By form. What is written here is what manifests name."""
_BUILT_IN = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def versions(forms: Iterable[str]) -> dict[str, str]:
    """Return the version of all that these forms rest on; what is not installed is left out."""
    names = {*ALWAYS, *(name for form in forms for name in RESTS[form].packages)}
    told = {name: _version(name) for name in sorted(names)}
    return {name: found for name, found in told.items() if found}


def _version(name: str) -> str | None:
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def templates(forms: Iterable[str], looks: Looks) -> dict[str, str]:
    """Return the SHA-256 of every template that these forms may use, by its name.

    Of the secretariat's own folder that is all that is in it.

    Raises:
        Unavailable: one cannot be read.
    """
    rests = [RESTS[form] for form in forms]
    files = {name: template(name, looks) for each in rests for name in each.templates}
    if looks.templates and any(each.own for each in rests):
        own = (path for path in looks.templates.rglob("*") if path.is_file())
        files |= {path.relative_to(looks.templates).as_posix(): path for path in own}
    return {name: _digest(path) for name, path in sorted(files.items())}


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise Unavailable(f"The template {path} cannot be read: {error.strerror}.") from error


def differing(
    form: str, made: Mapping[str, str], made_from: Mapping[str, str], looks: Looks
) -> list[str]:
    """Return in words what a form rests on here that is not as it was when a report was made."""
    rests, here = RESTS[form], versions([form])
    told = [
        f"{name} {made.get(name, 'unknown')}, here {here.get(name, 'none')}"
        for name in (*ALWAYS, *rests.packages)
        if made.get(name) != here.get(name)
    ]
    now = templates([form], looks)
    names = sorted({*now, *(name for name in made_from if rests.own)})
    foreign = {name for each in RESTS.values() for name in each.templates} - {*rests.templates}
    return told + [
        f"another template {name}"
        for name in names
        if name not in foreign and now.get(name) != made_from.get(name)
    ]
