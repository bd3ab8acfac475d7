"""The elements of a Word document, and which of them leave no doubt about its words."""

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass, field

from domain.errors import Malformed
from infrastructure.importers.xml_elements import Element, elements

DOUBTFUL = ("vanish", "specVanish", "strike", "dstrike")  # hide words, or strike them through

HIDDEN, STYLE = DOUBTFUL[0], "rStyle"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ELSEWHERE = (  # what Word shows in their place stands in another part or file
    *("altChunk", "subDoc", "object", "dataBinding", "relIds", "textpath"),
)
_UNACCEPTED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"),
    *("customXmlInsRangeStart", "customXmlDelRangeStart"),
)
TWICE, _BRANCHES = "AlternateContent", ("Choice", "Fallback")  # a program shows one of them
_WORDY = frozenset(  # elements that decide which words a branch shows
    ["t", "p", "sym", "hidden", "fldChar", "pStyle", "numId", "ilvl", STYLE, *DOUBTFUL, *SIGNS]
)
_KNOWN = frozenset(  # what a text is made of, beside what says how it looks
    [
        *("document", "body", "p", "r", "t", "sym", *SIGNS, "softHyphen", "ptab", "hyperlink"),
        *("tbl", "tr", "tc", "sdt", "sdtContent", "smartTag", "customXml", "bdo", "dir"),
        *("ruby", "rubyBase", "fldSimple", "fldChar", "instrText", TWICE, *_BRANCHES),
        *("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("footnoteReference", "endnoteReference", "lastRenderedPageBreak"),
    ]
)
_INSIDE = ("drawing", "pict", "oMath", "oMathPara", "tblGrid", "tblPrEx", "ffData", "background")
_CHANGED = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
_UNSAID = frozenset(  # what properties were before a change, and how a word above is pronounced
    ["rt", *(f"{each}Change" for each in _CHANGED)]
)
_MOST_BEGUN = 20  # branches or fields in one another; each takes time at every word
_OFFICE, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MICROSOFT, _VML = "http://schemas.microsoft.com/office/word/", "urn:schemas-microsoft-com:"
_DRAWN = ("main", "picture", "wordprocessingDrawing", "diagram", "chart")
_SPACES = frozenset(  # of elements that Word shows; it passes over those of others
    [
        *(f"{_OFFICE}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
        *(f"{_OFFICE}officeDocument/2006/math", f"{_STRICT}officeDocument/math"),
        *(f"{_OFFICE}drawingml/2006/{each}" for each in _DRAWN),
        *(f"{_STRICT}drawingml/{each}" for each in _DRAWN),
        *(f"{_MICROSOFT}2010/wordprocessing{each}" for each in ("Shape", "Group", "Canvas")),
        *(f"{_VML}{each}" for each in ("vml", "office:office", "office:word")),
        f"{_OFFICE}markup-compatibility/2006",
    ]
)


def word_elements(part: bytes, name: str, text_of: str = "") -> Iterator[Element]:
    """Yield the elements of a part of a Word document that make its words.

    What its properties were before is left out, and so are the small signs above a word that say
    how it is pronounced. An element that Word may pass over has the name "".

    Raises:
        Malformed: it is no XML.
    """
    unsaid = 0
    for element in elements(part, name, text_of, _SPACES):
        if element[0] in _UNSAID:
            unsaid += 1 if element[2] else -1
        elif not unsaid:
            yield element


def is_on(value: str) -> bool:
    """Say whether a property of Word holds by its value."""
    return value not in ("0", "false", "off")


def uncertain_words(tag: str, name: str) -> Malformed:
    """Return why nobody can say what the words of a document with such an element are."""
    if tag not in (TWICE, *_UNACCEPTED):
        return Malformed(
            "{name} shows words that stand in another part of it, as in another file inside it, a "
            "drawing or a field for data, and that are not read. Put the words there as text in "
            "Word, save it, and use that file.",
            name=name,
        )
    if tag == TWICE:
        return Malformed(
            "{name} shows one program other words than another, so nobody can say what its words "
            "are. Put them there as text in Word, save it, and use that file.",
            name=name,
        )
    return Malformed(
        "{name} has tracked changes, so nobody can say what its words are. Accept or reject them "
        "in Word, save it, and use that file.",
        name=name,
    )


def unread_elements(name: str) -> Malformed:
    """Return that a document has elements that are not read."""
    return Malformed(
        "{name} has elements that are not read, so nobody can say what its words are. Save it in "
        "Word as plain text or as PDF, and use that file.",
        name=name,
    )


def _has_words(branch: Sequence[tuple[str, ...]]) -> bool:
    """Say whether a branch has words, or says alone that those behind it are not shown."""
    tags = {tag for tag, *_ in branch}
    hides = "p" not in tags and not tags.isdisjoint(DOUBTFUL)
    return hides or any(tag == "sym" or (tag == "t" and text.strip()) for tag, text, *_ in branch)


@dataclass
class WordCertainty:
    """Looks at each element in turn, and refuses those that leave the words in doubt."""

    name: str
    fields_anew: bool
    inside: int = 0  # elements that say how others look, or are drawn
    in_text: bool = False
    in_code: list[bool] = field(default_factory=list)  # of each field that has begun
    twice: list[list[list[tuple[str, ...]]]] = field(default_factory=list)

    @property
    def is_again(self) -> bool:
        """Whether this is a second branch, whose words are those of the first one."""
        return any(len(branches) > 1 for branches in self.twice)

    def look(self, element: Element) -> None:
        """Look at the next element.

        Raises:
            Malformed: words stand elsewhere or depend on the program; or it is not known.
        """
        tag, said, begins = element
        is_anew = tag.startswith("fld") and (self.fields_anew or is_on(said.get("dirty", "0")))
        if is_anew or tag in _ELSEWHERE or tag in _UNACCEPTED:
            raise uncertain_words(tag, self.name)
        if "ProcessContent" in said or (self.in_text and begins):
            raise unread_elements(self.name)
        if tag.endswith("Pr") or tag in _INSIDE:
            self.inside += 1 if begins else -1
        elif tag not in _KNOWN and not self.inside:
            raise unread_elements(self.name)
        self.in_text = tag == "t" and begins
        self._compare(element)
        if tag == "fldChar" and begins and not self.is_again:
            self._take_field(said.get("fldCharType", ""))

    def _compare(self, element: Element) -> None:
        """Keep the words of each branch of what a program shows one branch of.

        Raises:
            Malformed: they differ.
        """
        tag, said, begins = element
        if tag == TWICE and begins:
            self.twice.append([])
            self._must_be_few(self.twice)
        elif tag == TWICE:
            branches = self.twice.pop()
            shown = {tuple(each) if _has_words(each) else () for each in branches}
            if len(shown if len(branches) > 1 else {*shown, ()}) > 1:
                raise uncertain_words(tag, self.name)
        elif tag in _BRANCHES and begins and self.twice:
            self.twice[-1].append([])
        elif tag in _WORDY and begins != (tag == "t"):
            values = (said.get(each, "") for each in ("", "val", "char", "font", "fldCharType"))
            word = (tag, *values)
            for branches in filter(None, self.twice):
                branches[-1].append(word)

    def _take_field(self, kind: str) -> None:
        """Take where the code of a field begins, where its words begin, and where it ends."""
        if kind == "begin":
            self.in_code.append(True)
            self._must_be_few(self.in_code)
        elif not self.in_code:
            raise unread_elements(self.name)
        elif kind == "end":
            self.in_code.pop()
        else:
            self.in_code[-1] = False

    def _must_be_few(self, begun: Sized) -> None:
        if len(begun) > _MOST_BEGUN:
            raise unread_elements(self.name)

    def must_be_whole(self) -> None:
        """Refuse a field without an end, whose words Word does not show.

        Raises:
            Malformed: there is one.
        """
        if self.in_code:
            raise unread_elements(self.name)
