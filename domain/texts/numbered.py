"""The numbered items of a text, as people write them: they become its commitments."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.errors import Malformed

_NUMBERED = re.compile(
    r"^(?P<indent>[ \t]*)(?:#{1,6}[ \t]+)?(?P<bold>\*\*|__)?\(?(?P<number>\d{1,3}(?:\.\d{1,3})*)"
    r"(?P<ends>[.):]*)(?(bold)(?P=bold))\s+(?=\S)",
    re.MULTILINE,
)
_ARTICLE = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+)?(?P<bold>\*\*|__)?(?:Article|Artikel|Art[ií]culo|Статья)[ \t]+"
    r"(?:(?P<number>\d{1,3})(?:er|[º°])?|(?P<roman>(?-i:[IVXLC]{1,8}))\b|premier)(?(bold)(?P=bold))"
    r"(?:[.:\u2013\u2014-]|[ \t]+[\u2013\u2014-])*[ \t]*(?P<then>.?)",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that begins an article, up to the first letter of its title or words (`then`)."""
_TITLE = re.compile(r"\A([^\n]*[^\s.;:!?])[ \t]*\n\s*\n")
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_NO_WORDS = re.compile(r"^(?:#{1,6}[ \t].*|[-*_ \t]+)$", re.MULTILINE)
_CONTINUES = re.compile(r"[ \t]|(?:[-*+•\u2013·]|\(?(?:[a-z]{1,4}|\d{1,3})[.)])[ \t]")
_APART = re.compile(r"\n[ \t]*\n")
_CLOSING = re.compile(
    r"(?<=[.;:!?。])[ \t]*\n\s*?(?=(?:(?:Done|Adopted|Signed|Agreed|Made)\ (?:in|at|on|by|this)"
    r"|(?:Fait|Adopté|Adoptée|Signé|Signée)\ (?:à|au|aux|le|par|en)"
    r"|(?:Hecho|Hecha|Adoptado|Adoptada|Firmado|Firmada)\ (?:en|el|por|a)"
    r"|(?:Совершено|Принято|Подписано)\ (?:в|на)"
    r"|(?:Geschehen|Gegeben|Angenommen|Unterzeichnet|Beschlossen)\ (?:zu|in|am|an|auf)"
    r"|In\ witness\ whereof|En\ foi\ de\ quoi|En\ fe\ de\ lo\ cual)\b"
    r"|订于|签署于|حررت?\ (?:في|ب))",
    re.MULTILINE,
)
"""Before a line that says where and when a text was made; such a line is in no commitment."""
_AFTER_POINTS = re.compile(
    r"^[ \t]*(?:[-*+•\u2013·]|\(?[a-z]{1,4}[.)])[ \t].*\.[ \t]*\n(?=(?![(\[])[^\Wa-z\d_])",
    re.MULTILINE,
)
"""Up to a line that begins a sentence behind the last point of a list."""
_BREAKS = re.compile(r"\n?[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Where lines end as well: a new page, and the line ends of other programs."""
_FOOT = re.compile(
    r"(?i)\n[ \t]*(?:[-\u2013] ?)?(?:[^\n]{0,60}\bpage )?\d{1,3}(?: (?:of|/) \d{1,3})?"
    r"(?: ?[-\u2013])?[ \t]*\n?(?=\f)"
)
"""The number of a page in the line before the next one begins."""
_ENDED = re.compile(r"[.;!?\u3002]\s*\Z|\n[ \t]*\n\s*\Z")
"""Behind it nothing goes on: the end of a sentence, or of a paragraph."""
_BEGIN = 40
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MOST_LEFT_OUT = 2  # numbers that a text may leave out one after the other
_DEEPER = 3  # columns by which a number may stand further in than the first


@dataclass(frozen=True, slots=True)
class NumberedText:
    """What a text is made of: its preamble, its numbered items, and what is in none of them.

    An item is its number and its words. `outside` are headings between items with what follows
    them, and what stands behind the last item. `within_last` is what the last item has behind its
    first paragraph or list; it may be no part of it.
    """

    preamble: str | None
    items: Sequence[tuple[str, str]]
    outside: Sequence[str]
    within_last: str = ""

    @property
    def left_out(self) -> Sequence[str]:
        """What is outside the items, without headings."""
        return [found for rest in self.outside if (found := _NO_WORDS.sub("", rest).strip())]


def numbered(wording: str) -> NumberedText:
    """Return the numbered items of a text ("1.", "2)", "(3)", "3.1 ", "**4.**", "### 5.").

    Where lines begin articles ("Article 1", "Artikel 2", "Article premier"), two or more from 1
    on, these are the items, with the numbers within them.
    An item goes up to the next number or heading. The last one ends with its first paragraph where
    each of the others has one only, and in any case before a line such as "Done in …" behind a
    whole sentence; lists and paragraphs that are indented belong to it.

    Raises:
        Malformed: a number occurs twice.
    """
    wording = _BREAKS.sub("\n", _FOOT.sub("\n", wording))
    marks = _marks(wording)
    _must_be_once(marks, wording)
    if not marks:
        return NumberedText(None, (), ())
    ends = [*(mark.begins for mark in marks[1:]), len(wording)]
    told = [
        _up_to_heading(each.words(wording[:end])) for each, end in zip(marks, ends, strict=True)
    ]
    words, behind = told[-1]
    at = _closing_at(words, one_paragraph=all(_flush_at(each) is None for each, _ in told[:-1]))
    told[-1], closing = (words[:at], behind), words[at:]
    outside = [rest for _, rest in told[:-1]] + [f"{closing}\n\n{told[-1][1]}"]
    return NumberedText(
        wording[: marks[0].begins].strip() or None,
        [(m.number, " ".join(words.split())) for m, (words, _) in zip(marks, told, strict=True)],
        [rest.strip() for rest in outside if rest.strip()],
        words[_behind_first(words[:at]) : at].strip(),
    )


def _must_be_once(marks: Sequence["_Mark"], wording: str) -> None:
    first: dict[str, _Mark] = {}
    for mark in marks:
        if (before := first.setdefault(mark.number, mark)) is not mark:
            raise Malformed(
                "The number {twice} occurs twice in the text, before “{one}” and “{other}”. Adopt "
                "a copy as Markdown: where chapters count anew, number them as 1.1, 1.2, 2.1; in "
                "an annex that binds nobody, take the numbers off. Or add --as-one-commitment.",
                twice=mark.number,
                one=before.begin_of(wording),
                other=mark.begin_of(wording),
            )


class _Mark(NamedTuple):
    """Where the number of an item begins, and where its words begin."""

    begins: int
    ends: int
    number: str
    article: bool = False

    def words(self, wording: str) -> str:
        """Return the words up to the end of `wording`; an article's title is a part of them."""
        found = wording[self.ends :]
        return _TITLE.sub(r"\1\n", found.lstrip()) if self.article else found

    def begin_of(self, wording: str) -> str:
        """Return its first words, of up to 40 characters."""
        paragraph, *_ = wording[self.ends :].lstrip().split("\n\n", maxsplit=1)
        return " ".join(paragraph.split())[:_BEGIN]


def _marks(wording: str) -> Sequence[_Mark]:
    """Return where items begin: articles, or else numbers."""
    articles = [
        _Mark(found.start(), found.start("then"), _number_of(found), article=True)
        for found in _ARTICLE.finditer(wording)
        if not found["then"] or found["then"].isupper() or found["then"] == "("
    ]
    if len(articles) > 1 and articles[0].number == "1":
        return articles
    return [_Mark(found.start(), found.end(), found["number"]) for found in _numbers(wording)]


def _number_of(article: re.Match[str]) -> str:
    """Return the number of an article in digits; `premier` is 1."""
    values = [_ROMAN[letter] for letter in article["roman"] or ""]
    after = [*values[1:], 0]
    roman = sum(-one if one < then else one for one, then in zip(values, after, strict=False))
    return article["number"] or str(roman or 1)


def _numbers(wording: str) -> Sequence[re.Match[str]]:
    """Return the numbers of items; a bare one is one only where it follows the one before."""
    found = list(_NUMBERED.finditer(wording))
    if any(mark["ends"] for mark in found):
        found = [mark for mark in found if mark["ends"] or "." in mark["number"]]
    kept: list[re.Match[str]] = []
    for place, mark in enumerate(found):
        before = kept[-1]["number"] if kept else ""
        follows = mark["ends"] or mark["number"] in _next(before)
        if not follows and not _goes_on(kept, found[place:], wording):
            continue
        if not kept or "." in mark["number"] or _indent(mark) <= _indent(kept[0]) + _DEEPER:
            kept.append(mark)
    return kept


def _goes_on(kept: Sequence[re.Match[str]], rest: Sequence[re.Match[str]], wording: str) -> bool:
    """Say whether a bare number goes on behind a gap: in the next chapter, or one is left out.

    A wrapped sentence may begin a line with such a number, too ("2.1 million children").
    """
    if not kept:
        return False
    mark, before = rest[0], kept[-1]["number"].split(".")
    number, below = mark["number"].split("."), {each["number"] for each in rest[1:]}
    begins = not wording[mark.end()].islower()
    if number[:-1] == before[:-1]:
        is_ended = _ENDED.search(wording[kept[-1].end() : mark.start()] + mark["indent"])
        told = len(number) > 1 or _after(number) in below
        left_out = 1 < int(number[-1]) - int(before[-1]) <= _MOST_LEFT_OUT + 1
        return bool(is_ended and begins and told and left_out and _after(before) not in below)
    is_first = number == [str(int(before[0]) + 1), *"1" * (len(number) - 1)]
    chapters = all("." in each["number"] for each in kept) and len(number) > 1
    ended = not any(each.startswith(f"{before[0]}.") for each in below)
    return is_first and chapters and ended and (begins or _after(number) in below)


def _after(number: Sequence[str]) -> str:
    return ".".join([*number[:-1], str(int(number[-1]) + 1)])


def _indent(mark: re.Match[str]) -> int:
    return len(mark["indent"].expandtabs())


def _next(number: str) -> Collection[str]:
    """Return the numbers that may follow one: its first part, and the next on each level."""
    parts = number.split(".") if number else []
    following = [[*parts[:depth], str(int(parts[depth]) + 1)] for depth in range(len(parts))]
    first = [[*parts, "1"]] if parts else [["1"], ["1", "1"]]
    return {".".join(each) for each in (*following, *first)}


def _up_to_heading(text: str) -> tuple[str, str]:
    heading = _HEADING.search(text)
    return (text[: heading.start()], text[heading.start() :]) if heading else (text, "")


def _flush_at(text: str) -> int | None:
    """Return where a second paragraph begins that is neither indented nor a list, if one does."""
    for gap in _APART.finditer(text.rstrip()):
        if not _CONTINUES.match(text, gap.end()):
            return gap.end()
    return None


def _behind_first(text: str) -> int:
    """Return where the first paragraph or list ends, or the text without another one."""
    flush, points = _flush_at(text), _AFTER_POINTS.search(text)
    return min([each for each in (flush, points and points.end()) if each], default=len(text))


def _closing_at(text: str, *, one_paragraph: bool) -> int:
    """Return where the last item ends: with its first paragraph, or before a closing line."""
    closing = _CLOSING.search(text)
    ends = [closing.end()] if closing else []
    flush = _flush_at(text) if one_paragraph else None
    return min([*ends, *([flush] if flush is not None else [])], default=len(text))


def missing_number(items: Sequence[tuple[str, str]]) -> str | None:
    """Return the first whole number that is left out before the last, None without any."""
    wholes = {int(number.partition(".")[0]) for number, _ in items}
    gone = sorted(set(range(1, max(wholes, default=0))) - wholes)
    return str(gone[0]) if gone else None
