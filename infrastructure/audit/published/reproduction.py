"""What comes out when a published report is made again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from application.questions.asking.answer import Json
from application.reports.versions import RULES, WORDS
from domain.words import worded
from infrastructure.audit.log.findings import FOUND, PASSED, UNFINISHED
from infrastructure.audit.published.manifest import Manifest
from infrastructure.audit.published.prefix import PrefixCheck

Result: TypeAlias = Literal["same", "same_data", "different", "not_compared"]
NAMED = 20  # positions that a sentence lists


@dataclass(frozen=True, slots=True)
class Compared:
    """One file of a report, as it was and as it is made now; the sentence says why not the same."""

    form: str
    file: str
    result: Result
    sentence: str = ""


@dataclass(slots=True, kw_only=True)
class Reproduction:
    """A report that was made again: what it rests on, what it says, and its files.

    `recorded` is the position of the entry that records it. `findings` are what is not as it
    should be, `accounted` what may differ because texts were removed on record since, and `notes`
    what a reader should know. `made` are the files of now, by name. `different` are the keys of
    sections whose data differ.
    """

    manifest: Manifest
    recorded: int | None = None
    looked: PrefixCheck = field(default_factory=lambda: PrefixCheck(rests=None))
    content: Result = "not_compared"
    different: Sequence[str] = ()
    outputs: list[Compared] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    accounted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unfinished: str | None = None
    made: dict[str, bytes] = field(default_factory=dict)

    @property
    def rests_on_the_same(self) -> bool:
        """Whether the entries that it rests on are there, with or without texts removed since."""
        return self.looked.rests == self.manifest.prefix and not self.looked.changed

    @property
    def gone(self) -> Sequence[int]:
        """The positions of which texts were removed after it was published.

        What was removed before was not in it, so it accounts for nothing.
        """
        since = self.recorded or self.manifest.prefix.position
        return [position for position, record in self.looked.expunged.items() if record > since]

    @property
    def exit_code(self) -> int:
        """0 the same, 1 different, 3 not finished."""
        if self.findings or self.accounted:
            return FOUND
        return UNFINISHED if self.unfinished else PASSED

    @property
    def result(self) -> str:
        """One sentence for a person."""
        if self.findings:
            return worded(
                "Different: this is not what was published, or does not follow from the log."
            )
        if self.accounted:
            return worded(
                "Different. Texts were removed on record since, which may be why; what else "
                "differs can no longer be told."
            )
        if self.unfinished:
            return worded(
                "Not finished, so nothing is proved. {unfinished}", unfinished=self.unfinished
            )
        left = [each.file for each in self.outputs if each.result != "same"]
        if self.content == "same_data":
            return worded("Same data, in other words. Its files were not compared byte for byte.")
        if left:
            return worded("Same content. Not compared byte for byte: {left}.", left=", ".join(left))
        return worded("Same: the report follows from the log, byte for byte.")

    def as_json(self) -> Mapping[str, Json]:
        """Return it with its published names."""
        told = self.manifest
        return {
            "exit_code": self.exit_code,
            "result": self.result,
            "report": told.report,
            "title": told.title,
            "recorded": self.recorded,
            "prefix": {
                "position": told.prefix.position,
                "size": told.prefix.size,
                "root": told.prefix.root,
                "result": "same" if self.rests_on_the_same else "different",
                "changed": list(self.looked.changed),
                "expunged": list(self.gone),
            },
            "content": {
                "result": self.content,
                "sha256": told.content_sha256,
                "different": list(self.different),
            },
            "words": {"published": told.words, "here": WORDS},
            "rules": {"published": told.rules, "here": RULES},
            "outputs": [
                {
                    "form": each.form,
                    "file": each.file,
                    "result": each.result,
                    "sentence": each.sentence,
                }
                for each in self.outputs
            ],
            "findings": list(self.findings),
            "accounted": list(self.accounted),
            "notes": list(self.notes),
        }


def named(positions: Sequence[int], most: int = NAMED) -> str:
    """Return positions as people write them, the first of many, and how many more there are."""
    shown = ", ".join(f"@{each}" for each in positions[:most])
    more = len(positions) - most
    return worded("{shown} and {more} more", shown=shown, more=more) if more > 0 else shown
