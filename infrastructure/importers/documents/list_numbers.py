"""The numbers that Word puts before the paragraphs of a list, which are no words of the text."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.errors import Malformed
from infrastructure.importers.documents.word_elements import (
    DOUBTFUL,
    TWICE,
    is_on,
    uncertain_words,
    unread_elements,
    word_elements,
)

_NO_LIST = "0"
_DECIMAL, _BULLET = "decimal", "bullet"
_READ = frozenset(
    (
        *(_DECIMAL, _BULLET, "none", "decimalZero", "lowerLetter", "upperLetter"),
        *("lowerRoman", "upperRoman"),
    )
)
"""The digits that are read; others are words, or other signs."""
_HEADINGS = ("title", "subtitle", "heading ")  # Word's own names of styles, in every language
_OUTLINED = 9  # levels of headings; the next one is text
_DIGITS = 5  # of a number in a list
_LEVELS, _LONGEST = 9, 255  # of lists, and letters around their numbers, that Word can write
_PARENTS = 30  # styles that one may rest on, one after the other
_DEFAULT = ""  # what holds where no style is named
_OWN = "="  # before the number of a list that has levels of its own


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: from where, in what digits, with what around them."""

    start: int = 1
    digits: str = _DECIMAL
    text: str = ""
    is_legal: bool = False  # all its numbers are in decimal digits (ECMA-376-1, 17.9.4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph or a style stands: in which list, on which level, and how far in.

    `rests_on` is the style that says what this one does not; `is_heading` is known of styles, and
    so is `doubt`: the property by which their words are not shown as they stand.
    """

    rests_on: str = ""
    list_id: str = ""
    level: int | None = None
    indented: bool | None = None
    is_heading: bool = False
    doubt: str = ""


@dataclass
class ListNumbers:
    """Counts the items of the lists of one document, in the order of its paragraphs."""

    levels: Mapping[tuple[str, int], Level]
    lists: Mapping[str, str]
    restarts: Mapping[str, Mapping[int, int]]
    """By list, on which levels it begins anew, and with which number."""
    styles: Mapping[str, Place]
    usual: str
    """The style of paragraphs that name none, or one that is not there."""
    name: str
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: bytes, styles: bytes, name: str) -> "ListNumbers":
        """Read them from the parts numbering.xml and styles.xml of a document.

        Raises:
            Malformed: one of them is no XML, or shows one program other numbers than another.
        """
        known, usual = _styles(styles, name)
        return cls(*_lists(numbering, known, name), known, usual, name)

    def placed(self, paragraph: Place) -> Place:
        """Return where a paragraph stands, with what its styles say."""
        named = paragraph.rests_on if paragraph.rests_on in self.styles else ""
        return _resting(replace(paragraph, rests_on=named or self.usual), self.styles)

    def label(self, place: Place) -> str:
        """Return what Word writes before the next item at a place, "" outside lists.

        Raises:
            Malformed: the list does not say how it is numbered, or in a way that Word cannot write.
        """
        kind = self.lists.get(place.list_id)
        if kind is None or place.list_id == _NO_LIST:
            return ""
        depth = place.level or 0
        level = self._level(place.list_id, depth)
        if level is None or depth >= _LEVELS or len(level.text) > _LONGEST:
            raise unread_elements(self.name)
        if level.digits == _BULLET:
            return level.text if sum(map(str.isalnum, level.text)) > 1 else "-"
        counts = self._counts[kind]
        if place.list_id not in self._begun:
            self._begun.add(place.list_id)
            for at, start in self.restarts.get(place.list_id, {}).items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        said = self._written(place.list_id, depth, level)
        if len(said) > _LONGEST:
            raise unread_elements(self.name)
        return said

    def _level(self, list_id: str, depth: int) -> Level | None:
        of_its_own = self.levels.get((f"{_OWN}{list_id}", depth))
        return of_its_own or self.levels.get((self.lists[list_id], depth))

    def _written(self, list_id: str, depth: int, level: Level) -> str:
        text = level.text
        for at in (each for each in range(depth + 1) if f"%{each + 1}" in level.text):
            shown = self._level(list_id, at) or Level()
            number = self._counts[self.lists[list_id]].get(at, shown.start)
            digits = _DECIMAL if level.is_legal else shown.digits
            text = text.replace(f"%{at + 1}", _in_digits(number, digits, self.name))
        return text.strip()


def _resting(place: Place, styles: Mapping[str, Place]) -> Place:
    """Return a place with what the styles say that it rests on; those without end are in doubt."""
    for _ in range(_PARENTS):
        name = place.rests_on
        style = styles.get(name)
        if style is None:
            return place
        place = Place(
            style.rests_on,
            place.list_id or style.list_id,
            style.level if place.level is None else place.level,
            style.indented if place.indented is None else place.indented,
            place.is_heading or style.is_heading,
            place.doubt or style.doubt,
        )
        if name == _DEFAULT:
            return place
    return replace(place, doubt="basedOn")


def _in_digits(number: int, digits: str, name: str) -> str:
    if digits not in _READ:
        raise Malformed(
            "{name} has a list whose numbers are not read ({digits}), so nobody can say what its "
            "words are. Give it figures, letters or Roman numbers in Word, and use that file.",
            name=name,
            digits=digits,
        )
    if digits == "decimalZero":
        return f"{number:02}"
    if digits in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if digits == "upperLetter" else letter
    if digits in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if digits == "upperRoman" else roman.lower()
    return "" if digits == "none" else str(number)


def _roman(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[tens] + (
        "",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    )[ones]


def _lists(
    numbering: bytes, styles: Mapping[str, Place], name: str
) -> tuple[dict[tuple[str, int], Level], dict[str, str], dict[str, dict[int, int]]]:
    levels: dict[tuple[str, int], Level] = {}
    lists: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    kind = list_id = ""
    depth = 0
    for tag, said, begins in word_elements(numbering, name) if numbering else ():
        value = said.get("val", "")
        match tag if begins else "":
            case "abstractNum":
                kind = said.get("abstractNumId", "")
            case "num":
                list_id = said.get("numId", "")
                kind = f"{_OWN}{list_id}"
            case "abstractNumId":
                _take_new(lists, list_id, value, name)
            case "lvl" | "lvlOverride":
                depth = _whole(said.get("ilvl", ""))
            case "startOverride":
                restarts.setdefault(list_id, {})[depth] = _whole(value)
            case "start" | "numFmt" | "lvlText" | "isLgl":
                level = levels.get((kind, depth), Level())
                levels[kind, depth] = _with(level, tag, value)
            case _:
                pass
    linked = _linked(numbering, styles, lists, name)
    return levels, {each: linked.get(kind, kind) for each, kind in lists.items()}, restarts


def _take_new(lists: dict[str, str], list_id: str, kind: str, name: str) -> None:
    """Take a list; of two of one number, each program takes another one."""
    if list_id in lists:
        raise unread_elements(name)
    lists[list_id] = kind


def _linked(
    numbering: bytes, styles: Mapping[str, Place], lists: Mapping[str, str], name: str
) -> Mapping[str, str]:
    """Return which kind of list has the levels of another, to which it is tied by a style."""
    tied: dict[str, dict[str, str]] = {"numStyleLink": {}, "styleLink": {}}
    kind = ""
    for tag, said, begins in word_elements(numbering, name) if numbering else ():
        if begins and tag == "abstractNum":
            kind = said.get("abstractNumId", "")
        elif begins and tag in tied:
            tied[tag][kind] = said.get("val", "")
        elif tag == TWICE and kind:
            raise uncertain_words(tag, name)
    by_style = {style: lists.get(place.list_id, "") for style, place in styles.items()}
    by_style |= {style: each for each, style in tied["styleLink"].items()}
    return {each: by_style.get(style, each) for each, style in tied["numStyleLink"].items()}


def _with(level: Level, tag: str, value: str) -> Level:
    match tag:
        case "start":
            return replace(level, start=_whole(value))
        case "numFmt":
            return replace(level, digits=value)
        case "isLgl":
            return replace(level, is_legal=is_on(value or "1"))
        case _:
            return replace(level, text=value)


def _styles(styles: bytes, name: str) -> tuple[dict[str, Place], str]:
    """Return the styles, and which of them paragraphs have that name none."""
    found: dict[str, Place] = {_DEFAULT: Place()}
    style = usual = _DEFAULT
    defaults = [_DEFAULT]
    for tag, said, begins in word_elements(styles, name):
        if begins and tag == "style":
            style = said.get("styleId", "")
            found[style] = Place()
            if is_on(said.get("default", "0")):
                defaults.append(style)
                usual = style if said.get("type") == "paragraph" else usual
        elif begins and tag in DOUBTFUL and is_on(said.get("val", "1")):
            found[style] = replace(found[style], doubt=tag)
        elif begins and style:
            found[style] = placing(found[style], tag, said)
    doubt = "".join(_resting(found[each], found).doubt for each in defaults)
    found[_DEFAULT] = Place(doubt=doubt)
    return found, usual


def placing(place: Place, tag: str, said: Mapping[str, str]) -> Place:
    """Return a place with what one element of its properties says."""
    value = said.get("val", "")
    match tag:
        case "basedOn" | "pStyle":
            place = replace(place, rests_on=value)
        case "numId":
            place = replace(place, list_id=value)
        case "ilvl":
            place = replace(place, level=_whole(value))
        case "ind":
            left = said.get("left", said.get("start", "0"))
            place = replace(place, indented=left.lstrip("-").strip("0") != "")
        case "outlineLvl":
            place = replace(place, is_heading=_whole(value) < _OUTLINED)
        case "name":
            place = replace(place, is_heading=value.lower().startswith(_HEADINGS))
        case _:
            pass
    return place


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
