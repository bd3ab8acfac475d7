"""Full-text search in what people wrote: the best entries first, each with a snippet."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import loads

from application.model_rows import LogEntry, Phrase
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.questions.log.entry_states import EntryState
from application.questions.log.history import ENTRIES, begins_after, row_of
from application.read_model import ReadModel
from domain.errors import Malformed
from domain.event import free_texts
from domain.events.table import TOPICS
from domain.values import Visibility
from domain.words import worded

LONGEST, MOST = 500, 30  # characters, and phrases
SHOWN = 50
_AROUND = 8  # words on each side of the first that was found
_ENOUGH, _USUAL = 1.2, 40.0  # hits after which more say little; words in a usual text
_PART = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")
SEARCH = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("words", "what was searched for"),
        fields.in_json("found", "how many entries there are; rows may be fewer"),
    ),
    columns=(
        *(fields.POSITION, fields.RECORDED, fields.EFFECTIVE_ON, fields.WHAT),
        fields.AnswerField(
            "snippet", "Where", "a piece of the text; what was found stands in brackets"
        ),
        fields.AnswerField(
            "state",
            "State",
            "stands; replaced, if it was amended or retracted; remark, about an entry",
        ),
    ),
    more=(*ENTRIES.columns[4:], *ENTRIES.more),
)


def search(read_model: ReadModel, ask: Ask, words: str, today: date, limit: int = SHOWN) -> Answer:
    """Answer which entries contain all of these words; with a day, only what had begun by it.

    Case and accents do not matter. "Words in quotes" stand together, and `wor*` is how one begins.
    The order does not depend on what else is recorded.

    Raises:
        Malformed: there is no word in it, or there are too many.
    """
    phrases = phrases_in(words)
    context = QuestionContext.of(read_model, ask, today)
    found = [
        entry
        for entry in read_model.search(ask.taskforce, context.at, phrases)
        if not ask.on or not begins_after(entry, context.at.on)
    ]
    wanted = [_folded_words(phrase) for phrase in phrases]
    rated = [_rated(entry, wanted) for entry in found]
    rated.sort(key=lambda each: (-each.score, -each.entry.position))
    public = context.at.audience is Visibility.PUBLIC
    stands = read_model.current_positions(ask.taskforce, context.at)
    rows = [_row(each, stands, public=public) for each in rated[:limit]]
    more = len(rated) - len(rows)
    return context.answer(
        worded("Entries of {taskforce} with: {words}", taskforce=ask.taskforce, words=words),
        SEARCH.columns,
        rows,
        facts={"words": words, "found": len(rated)},
        notes=[
            worded(
                "There are {more} more; ask for more with --limit, or give another word.", more=more
            )
        ]
        if more
        else [],
    )


def phrases_in(words: str) -> list[Phrase]:
    """Return the words and quoted phrases that were given; marks alone are left out.

    Raises:
        Malformed: nothing is left, or there is too much.
    """
    if len(words) > LONGEST:
        raise Malformed("Search for at most {most} characters.", most=LONGEST)
    told = unicodedata.normalize("NFC", words)
    seen = "".join(" " if unicodedata.category(each) == "Cc" else each for each in told)
    phrases = [
        Phrase(text=text.rstrip("*"), begins=text.endswith("*"))
        for quoted, bare in _PART.findall(seen)
        if _WORD.search(text := quoted or bare)
    ]
    if not phrases:
        raise Malformed.expected(worded("at least one word to search for"), words)
    if len(phrases) > MOST:
        raise Malformed("Search for at most {most} words at once.", most=MOST)
    return phrases


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words of a phrase, folded; `begins` says that the last may go on."""

    words: Sequence[str]
    begins: bool

    def at(self, words: Sequence[str], place: int) -> bool:
        """Say whether the phrase stands at that place among folded words."""
        there = words[place : place + len(self.words)]
        if len(there) < len(self.words) or list(there[:-1]) != list(self.words[:-1]):
            return False
        last, wanted = there[-1], self.words[-1]
        return last.startswith(wanted) if self.begins else last == wanted


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, where its words stand, and what they are when folded."""

    text: str
    places: Sequence[tuple[int, int]]
    words: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "_Text":
        places = [found.span() for found in _WORD.finditer(text)]
        return cls(text, places, [_fold(text[start:end]) for start, end in places])

    def hits(self, wanted: _Wanted) -> list[int]:
        """Return the places among the words at which a phrase begins."""
        return [n for n in range(len(self.words)) if wanted.at(self.words, n)]

    def marked(self, wanted: Sequence[_Wanted]) -> set[int]:
        """Return the places of all words that were found."""
        return {
            n + step for each in wanted for n in self.hits(each) for step in range(len(each.words))
        }

    def snippet(self, marked: set[int]) -> str:
        """Return the words around the first that was found, which stand in brackets."""
        first = min(marked, default=0)
        start, end = max(0, first - _AROUND), min(len(self.places), first + _AROUND + 1)
        shown = self.places[start:end]
        said, done = "", shown[0][0] if shown else 0
        for n, (begins, ends) in enumerate(shown, start):
            word = self.text[begins:ends]
            said += self.text[done:begins] + (f"[{word}]" if n in marked else word)
            done = ends
        before, after = "… " if start else "", " …" if end < len(self.places) else ""
        return before + " ".join(said.split()) + after


@dataclass(frozen=True, slots=True)
class _Rated:
    """An entry with a piece of its text; a higher score is shown first."""

    entry: LogEntry
    snippet: str
    score: float


def _folded_words(phrase: Phrase) -> _Wanted:
    return _Wanted([_fold(word) for word in _WORD.findall(phrase.text)], phrase.begins)


def _fold(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _rated(entry: LogEntry, wanted: Sequence[_Wanted]) -> _Rated:
    """Rate an entry by how often the phrases stand in it, less in a long text than in a short."""
    texts = [_Text.of(text) for text in _texts(entry)]
    weight = _ENOUGH * (0.25 + 0.75 * sum(len(text.words) for text in texts) / _USUAL)
    score = 0.0
    for each in wanted:
        hits = sum(len(text.hits(each)) for text in texts)
        score += hits / (hits + weight)
    marked = [(text, text.marked(wanted)) for text in texts]
    text, marks = max(marked, key=lambda pair: len(pair[1]))
    return _Rated(entry, text.snippet(marks), round(score, 9))


def _texts(entry: LogEntry) -> list[str]:
    """Return all that people wrote in an entry, as far as the audience may read it."""
    content = loads(entry.content)
    event = TOPICS[entry.topic].model_validate(content) if content else None
    own = [text for _, text, _ in free_texts(event)] if event else []
    return [text for text in (*own, entry.note, entry.source) if text]


def _row(rated: _Rated, stands: frozenset[int], *, public: bool) -> Row:
    entry = rated.entry
    state: EntryState = "stands" if entry.position in stands else "replaced"
    return {
        **row_of(entry, public=public),
        "snippet": rated.snippet,
        "state": "remark" if entry.topic.startswith("record.") else state,
    }
