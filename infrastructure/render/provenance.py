"""What the bytes of a report depend on: library versions and templates."""

import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from domain.words import worded
from infrastructure.files.reading import TEMPLATE_UNREADABLE, told_if_unreadable
from infrastructure.files.store_path import file_in
from infrastructure.render.forms import WORD, ReportStyle, template

OURS = "depositary"
ALWAYS = (OURS, "python")
PROSE = "markdown-it-py"


class FormDependencies(NamedTuple):
    """What the bytes of a form depend on: packages (or `zlib`), templates, and a folder.

    `own` are files that there need not be; `letterhead` says whether it is printed.
    """

    packages: Sequence[str] = ()
    templates: Sequence[str] = ()
    folder: str | None = None
    own: Sequence[str] = ()
    letterhead: bool = False


DEPENDENCIES: Mapping[str, FormDependencies] = MappingProxyType(
    {
        "text": FormDependencies((PROSE,)),
        "markdown": FormDependencies((PROSE,)),
        "html": FormDependencies(
            ("jinja2", "markupsafe", PROSE), ("report.html", "report.css"), letterhead=True
        ),
        "json": FormDependencies(),
        "csv": FormDependencies(),
        "xlsx": FormDependencies(("xlsxwriter", "zlib", PROSE)),
        "docx": FormDependencies(
            ("python-docx", "lxml", "zlib", PROSE), own=(WORD,), letterhead=True
        ),
        "pdf": FormDependencies(("typst", PROSE), ("report.typ",), folder="fonts", letterhead=True),
    }
)
"""By form. What is written here is what manifests name."""
TAKEN_IN = frozenset(
    {
        *(".html", ".css", ".typ"),
        *(".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"),
        *(".ttf", ".otf", ".ttc", ".woff", ".woff2"),
    }
)
"""Endings of files that a secretariat's own template can include."""
_BUILT_IN = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def versions(forms: Iterable[str]) -> dict[str, str]:
    """Return the versions that these forms depend on; packages not installed are left out."""
    names = {*ALWAYS, *(name for form in forms for name in DEPENDENCIES[form].packages)}
    used = {name: _version(name) for name in sorted(names)}
    return {name: found for name, found in used.items() if found}


def _version(name: str) -> str | None:
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def templates(forms: Iterable[str], style: ReportStyle) -> dict[str, str]:
    """Return the SHA-256 of every template that these forms may use, by its name.

    Fonts of the secretariat's count, and what its own templates may take in from their folder.

    Raises:
        Unavailable: one cannot be read.
    """
    files: dict[str, Path] = {}
    printed: dict[str, str] = {}
    for rests in (DEPENDENCIES[form] for form in forms):
        if rests.letterhead:
            content = style.letterhead.content.items()
            printed |= {name: sha256(each).hexdigest() for name, each in content}
        files |= {name: template(name, style) for name in rests.templates}
        files |= dict(_beside(rests, style.templates)) if style.templates else {}
    found = {name: _digest(path) for name, path in sorted(files.items())} | printed
    return dict(sorted(found.items()))


def _beside(rests: FormDependencies, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of the secretariat's folder that a form may use beside its templates."""
    own = any(file_in(folder, name) for name in rests.templates)
    yield from ((name, path) for name in rests.own if (path := file_in(folder, name)))
    inside = "." if own else rests.folder
    for path in (folder / inside).rglob("*") if inside else ():
        if path.is_file() and path.suffix.lower() in TAKEN_IN:
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path) -> str:
    with told_if_unreadable(path, TEMPLATE_UNREADABLE):
        return sha256(path.read_bytes()).hexdigest()


def differing(
    form: str, made: Mapping[str, str], made_from: Mapping[str, str], style: ReportStyle
) -> list[str]:
    """Return in words which versions and templates differ from those of the manifest."""
    rests, here = DEPENDENCIES[form], versions([form])
    differences = [
        f"{name} {made.get(name, 'unknown')}, here {here.get(name, 'none')}"
        for name in (*ALWAYS, *rests.packages)
        if made.get(name) != here.get(name)
    ]
    if not rests.letterhead:
        return differences
    of_any = {name for each in DEPENDENCIES.values() for name in (*each.templates, *each.own)}
    foreign = of_any - {*rests.templates, *rests.own}
    named = {*templates([form], style), *made_from} - foreign
    now = templates([name for name, each in DEPENDENCIES.items() if each.letterhead], style)
    others = [name for name in sorted(named) if now.get(name) != made_from.get(name)]
    return differences + [worded("another template {name}", name=name) for name in others]
