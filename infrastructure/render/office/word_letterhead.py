"""What of the secretariat's own `report.docx` goes into a report: its looks, its heads and feet."""

import re
from collections.abc import Callable, Container, Iterator, Mapping

from docx.document import Document as Writing
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships, _Relationship
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from domain.errors import Malformed
from infrastructure.render.forms import WORD
from infrastructure.render.office.word_fields import FIELDS, leave_out_codes, take_out

_RUNNING = ("activeX", "control", "oleObject")
_OF_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_OF_DOCUMENT = ("styles", "numbering", "theme", "fontTable", "settings", "webSettings")
_SHOWN = ("image", "font", "hyperlink")
"""What the parts that are kept may refer to."""
_SETTINGS = frozenset(
    (
        *("evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "displayBackgroundShape"),
        *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "defaultTabStop"),
        *("autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps"),
        *("characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore", "compat"),
        *("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"),
    )
)
"""The settings that are looks. Others name files, printers, people and databases."""
_TAKING = re.compile(
    r"^\s*(AUTOTEXT|AUTOTEXTLIST|DATABASE|DDE|DDEAUTO|GLOSSARY|IMPORT|INCLUDE|INCLUDEPICTURE"
    r"|INCLUDETEXT|LINK|MACROBUTTON|MERGEFIELD|RD)\b(.*)",
    re.IGNORECASE | re.MULTILINE,
)
"""Fields that take something from elsewhere, or run something (ECMA-376-1, 17.16.5)."""
_REFERS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TAKEN_BACK = frozenset({"del", "moveFrom"})
_PUT_IN = frozenset({"ins", "moveTo"})
_MARKS = (
    *("Change", "RangeStart", "RangeEnd", "permStart", "permEnd"),
    *("cellIns", "cellDel", "cellMerge"),
)
"""Ends of the names of what tells who changed something, or may, beside the text itself."""
_HIDES = f"{qn('w:rPr')}/{qn('w:vanish')}"
_NEVER_SHOWN = f"{qn('w:rPr')}/{qn('w:specVanish')}"
_OF_WORD = (
    *("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/office/"),
    *("http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:"),
)
"""How the namespaces begin of what Word shows."""
_RUN_STYLE = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_PARAGRAPH_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_NO_ROW = ("w:del", "w:hidden")
_BASE = qn("w:basedOn")
_ON = ("1", "true")
_HIDING = ("visibility:hidden", "display:none")
_UNSEEN = frozenset(
    (
        *("alias", "tag", "placeholder", "dataBinding", "listItem", "ffData", "fldData"),
        *("smartTagPr", "customXmlPr", "delText"),
    )
)
"""What controls, fields and tags hold beside what is shown."""


def leave_out_the_rest(writing: Writing) -> None:
    """Leave out all but the looks: remarks, pictures of the body, notes, macros and properties.

    So too what was deleted or is hidden in heads and feet, those of other sections than the first,
    and the settings that name a file, a database or a person.

    Raises:
        Malformed: it takes something from elsewhere when it is opened, or runs something.
    """
    part, settings = writing.part, writing.settings.element
    for each in list(settings):
        if _name(each) not in _SETTINGS:
            settings.remove(each)
    _keep(part.package.rels, lambda each: each.reltype in _OF_PACKAGE)
    _keep(part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels, lambda _: False)
    page = writing.sections[0]._sectPr  # noqa: SLF001  # the library has no word for it
    margins = {each.get(f"{_REFERS}id") for each in page if _name(each).endswith("Reference")}
    _keep(part.rels, lambda each: _kind(each) in _OF_DOCUMENT or each.rId in margins)
    _forget(part.element, part.rels)
    styles = writing.styles.element.findall(qn("w:style"))
    hidden = _hiding({each.get(qn("w:styleId"), ""): each for each in styles})
    _without_traces(page, hidden)
    _must_be_whole(writing)
    for each in _parts(part.rels):
        _keep(each.rels, lambda relation: _kind(relation) in _SHOWN)
        if isinstance(each, XmlPart):
            _forget(each.element, each.rels)
            _without_traces(each.element, hidden)
    about = writing.core_properties
    about.title = about.keywords = about.category = about.content_status = about.identifier = ""
    about.version = ""


def _must_be_whole(writing: Writing) -> None:
    """Refuse a template that takes something from elsewhere when it is opened, or runs something.

    Raises:
        Malformed: the sentence says what.
    """
    for part in writing.part.package.iter_parts():
        if any(kind in part.content_type for kind in _RUNNING):
            raise Malformed(
                "The template {name} holds a macro or a control ({part}). Take it out.",
                name=WORD,
                part=part.partname,
            )
        for kind, target in (*_external(part.rels), *_fields(part)):
            raise Malformed(
                "The template {name} takes something from elsewhere whenever a report is "
                "opened ({kind}: {target}). Put it into the template itself, or take it out.",
                name=WORD,
                kind=kind,
                target=target,
            )


def _external(relations: Relationships) -> Iterator[tuple[str, str]]:
    for relation in relations.values():
        if relation.is_external and _kind(relation) != "hyperlink":
            yield _kind(relation), relation.target_ref


def _fields(part: Part) -> Iterator[tuple[str, str]]:
    """Yield fields that take something; what one says may be divided among several elements."""
    if isinstance(part, XmlPart):
        said = "".join(map(_said, part.element.iter(*FIELDS)))
        if found := _TAKING.search(said):
            yield found[1], found[2].strip()


def _said(element: BaseOxmlElement) -> str:
    """Return what an element says of a field, each of which begins on a line of its own."""
    if _name(element) == "instrText":
        return element.text or ""
    begins = element.get(qn("w:fldCharType")) in (None, "begin")
    return f"\n{element.get(qn('w:instr'), '')}" if begins else " "


def _parts(relations: Relationships) -> list[Part]:
    return [each.target_part for each in relations.values() if not each.is_external]


def _keep(relations: Relationships, wanted: Callable[[_Relationship], bool]) -> None:
    for number in [n for n, each in relations.items() if not wanted(each)]:
        relations.pop(number)


def _forget(element: BaseOxmlElement, relations: Relationships) -> None:
    """Take out what names a relation that is no more: Word calls such a file damaged."""
    for each in list(element.iter()):
        named = {value for key, value in each.attrib.items() if str(key).startswith(_REFERS)}
        if not named <= relations.keys():
            around = next(each.iterancestors(qn("w:drawing")), each)
            if (parent := around.getparent()) is not None:
                parent.remove(around)


def _without_traces(element: BaseOxmlElement, hidden: Container[str | None]) -> None:
    """Take out what was deleted, and by whom what was changed; and what nobody sees.

    `hidden` are the styles of what nobody sees.
    """
    for each in list(element.iter()):
        if _name(each) in _PUT_IN:
            for inner in list(each):
                each.addprevious(inner)
        if _is_trace(each, hidden) or _is_unseen(each):
            take_out(each)
    leave_out_codes(element)


def _is_unseen(element: BaseOxmlElement) -> bool:
    """Say whether it is a drawing that is hidden, or what no program of today shows."""
    if not str(element.tag).startswith(tuple(f"{{{each}" for each in _OF_WORD)):
        return True  # a comment, an instruction, or an element of another kind
    if _is_hidden_shape(element):
        return True
    if _name(element) in ("Choice", "Fallback"):
        return _is_not_taken(element)
    style = "".join(element.get("style", "").lower().split())
    return _name(element) in _UNSEEN or any(each in style for each in _HIDING)


def _is_hidden_shape(element: BaseOxmlElement) -> bool:
    """Say whether it is a drawing, or a shape in one or in a group, that is hidden."""
    if _name(element) == "drawing":
        return any(_name(each) == "docPr" and each.get("hidden") in _ON for each in element.iter())
    own = (e for child in element for e in (child, *(child if "nv" in _name(child) else ())))
    return any(_name(each) == "cNvPr" and each.get("hidden") in _ON for each in own)


def _is_not_taken(element: BaseOxmlElement) -> bool:
    """Say whether Word takes another one of several choices: the first of which it knows all."""
    around = element.getparent()
    for each in around if around is not None else ():
        spaces = (each.nsmap.get(prefix, "") for prefix in each.get("Requires", "").split())
        if all(space.startswith(_OF_WORD) for space in spaces):
            return each is not element
    return True


def _hiding(styles: Mapping[str, BaseOxmlElement]) -> frozenset[str]:
    """Return the styles that hide what is in them, by what they say or are based on."""
    hides: dict[str, bool] = {}
    for name in styles:
        chain, at = [], name
        while at in styles and at not in hides:
            style, hides[at] = styles[at], _is_hidden(styles[at])
            chain.append(at)
            base = style.find(_BASE) if style.find(_HIDES) is None else None
            at = base.get(qn("w:val"), "") if base is not None else at
        hides |= dict.fromkeys(chain, hides.get(at, False))
    return frozenset(name for name, hidden in hides.items() if hidden)


def _is_trace(element: BaseOxmlElement, hidden: Container[str | None]) -> bool:
    name = _name(element)
    if name == "tr":
        return any(_is_on(element, f"{qn('w:trPr')}/{qn(each)}") for each in _NO_ROW)
    if name == "r":
        around = next(element.iterancestors(qn("w:p")), element)
        named = (element.find(_RUN_STYLE), around.find(_PARAGRAPH_STYLE))
        by_style = sum(each is not None and each.get(qn("w:val")) in hidden for each in named)
        # of two styles that hide, each takes back what the other one does (ECMA-376-1, 17.7.3)
        if _is_on(element, _NEVER_SHOWN):
            return True
        return _is_hidden(element) if element.find(_HIDES) is not None else by_style == 1
    return name in _TAKEN_BACK | _PUT_IN or name.endswith(_MARKS)


def _is_hidden(element: BaseOxmlElement) -> bool:
    """Say whether a run or a style hides what is in it."""
    return _is_on(element, _HIDES)


def _is_on(element: BaseOxmlElement, path: str) -> bool:
    found = element.find(path)
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _name(element: BaseOxmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


def _kind(relation: _Relationship) -> str:
    return relation.reltype.rpartition("/")[2]
