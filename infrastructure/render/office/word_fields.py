"""The fields of a Word document: of those in a letterhead, what they show goes into a report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

FIELDS = (qn("w:fldChar"), qn("w:fldSimple"), qn("w:instrText"))
"""The elements that fields are made of."""
_COUNTED = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "REF", "PAGEREF"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "HYPERLINK", "SYMBOL"),
    )
)
"""Fields that stay: their codes say nothing. Of others, what they show stays as a text."""
_KIND = re.compile(r"\s*(\w*)")
_SUM = re.compile(r"\s*=[\s\d+*/()-]*(\\[*#]\s*([A-Za-z]+|\"?[0#.,]+\"?)\s*)*")
"""The code of a field that counts with others, such as `= { PAGE } + 1`, and how it is written."""


def take_out(element: BaseOxmlElement) -> None:
    """Take an element out of what it stands in, if it stands in anything."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)


@dataclass(slots=True)
class _Field:
    """A field that was begun, with the parts of its code, in which others may stand."""

    parts: list[BaseOxmlElement]
    code: str = ""
    is_code: bool = True
    has_other: bool = False

    @property
    def stays(self) -> bool:
        """Whether it is one whose code says nothing: a number of a page, or a sum of such."""
        kind = _KIND.match(self.code)
        is_counted = kind is not None and kind[1].upper() in _COUNTED
        return is_counted or (not self.has_other and _SUM.fullmatch(self.code) is not None)


def leave_out_codes(element: BaseOxmlElement) -> None:
    """Leave of each field what it shows: the code of one may say more, such as what else it may."""
    for each in list(element.iter(qn("w:fldSimple"))):
        if not _Field([], each.get(qn("w:instr"), "")).stays:
            for inner in list(each):
                each.addprevious(inner)
            take_out(each)
    _leave_out_begun(element)
    for run in [each for each in element.iter(qn("w:r")) if not _said_in(each)]:
        take_out(run)


def _leave_out_begun(element: BaseOxmlElement) -> None:
    """Leave out the codes of fields that are made of several runs, also of one without an end."""
    begun: list[_Field] = []
    for run in list(element.iter(qn("w:r"))):
        for part in _said_in(run):
            _follow(begun, part)
    while begun:  # without an end
        _end(begun.pop(), begun)


def _said_in(run: BaseOxmlElement) -> list[BaseOxmlElement]:
    return [each for each in run if each.tag != qn("w:rPr")]


def _follow(begun: list[_Field], part: BaseOxmlElement) -> None:
    """Note a part of a run that belongs to the code of a field; at its end, take that out."""
    kind = part.get(qn("w:fldCharType"))
    if kind == "begin":
        begun.append(_Field([]))
    for field in (each for each in begun if each.is_code or (kind and each is begun[-1])):
        field.parts.append(part)
    if begun and kind == "separate":
        begun[-1].is_code = False
    elif begun and kind == "end":
        _end(begun.pop(), begun)
    elif begun and begun[-1].is_code and part.tag == qn("w:instrText"):
        begun[-1].code += part.text or ""


def _end(field: _Field, around: Sequence[_Field]) -> None:
    if not field.stays:
        for each in field.parts:
            take_out(each)
        for outer in around[-1:]:
            outer.has_other = True
