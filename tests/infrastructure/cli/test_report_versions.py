"""Reports that were published with other words, or counted by other rules: what is compared."""

import json
from pathlib import Path

import pytest

from application.reports import earlier_words, status
from application.reports.earlier_words import EarlierWords
from application.reports.versions import RULES, WORDS
from domain.words import worded
from infrastructure.audit.published import comparing, composing, reproduction
from infrastructure.audit.published.manifest import FIRST_SCHEMA
from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.reports.given_published import (
    FOLDER,
    NAME,
    found,
    manifest,
    reproduced,
)
from tests.infrastructure.cli.reports.test_forged_reports import FORGED, paged, record
from tests.infrastructure.cli.reports.test_verifying_reports import ALONE, FOUND, findings, verified

NEWER = WORDS + 1
NOTICE = f"Its words are of version {WORDS}, and this program writes those of version {NEWER}."
ONLY_DATA = "Only its data were compared: figures, rows and entries."
FALSE = {"content_sha256": "ab" * 32}
DIFFERENT = "What it says is not what was published."


def raised(monkeypatch: pytest.MonkeyPatch, *, words: int = WORDS, rules: int = RULES) -> None:
    """Go on with a program that has later versions."""
    for module in (comparing, reproduction, composing):
        monkeypatch.setattr(module, "WORDS", words)
        monkeypatch.setattr(module, "RULES", rules)


@pytest.fixture
def other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say a note of the report otherwise."""
    monkeypatch.setattr(status, "NOTE", worded("A blank is a date that is not known."))


def test_a_manifest_names_the_versions_of_its_words_and_rules(published: Path) -> None:
    """With them somebody in ten years knows how to compare."""
    del published
    told = json.loads((FOLDER / "manifest.json").read_bytes())

    assert (told["words"], told["rules"]) == (WORDS, RULES)
    assert set(told["data"]) == {"report", "text", "members", "statements", "withdrawals"}
    assert found()["words"] == {"published": WORDS, "here": WORDS}
    assert found()["rules"] == {"published": RULES, "here": RULES}


@pytest.mark.usefixtures("published")
class TestOfEarlierWords:
    @pytest.mark.usefixtures("other_words")
    def test_is_compared_by_its_data(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A better sentence makes no report forged; the reader is told what was not compared."""
        raised(monkeypatch, words=NEWER)

        said, told = reproduced(), found()

        assert said.code == 0, said
        assert "content: the same data, in other words\n" in said.out
        assert f"note: {NOTICE}\nnote: {ONLY_DATA}" in said.out
        assert f"{NAME}.html: not compared (It was made otherwise: words {WORDS}, here" in said.out
        assert said.out.endswith(
            "Same data, in other words. Its files were not compared byte for byte.\n"
        )
        assert (told["content"]["result"], told["findings"]) == ("same_data", [])

    @pytest.mark.usefixtures("other_words")
    def test_is_verified_with_a_notice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An auditor sees which reports to read beside those of now."""
        raised(monkeypatch, words=NEWER)

        said = verified()

        assert said.code == ALONE
        assert NOTICE in said.out
        assert ONLY_DATA in said.out

    @pytest.mark.usefixtures("other_words")
    def test_is_different_where_no_version_was_raised(self) -> None:
        """Other words of the same version are a finding, as ever."""
        told = found()

        assert (told["exit_code"], told["content"]["different"]) == (1, [])
        assert told["findings"] == [DIFFERENT]

    @pytest.mark.slow
    def test_is_compared_whole_where_its_words_are_known(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Then nothing has to be taken on trust, and even bytes of data are the same."""
        typed("report publish status MISSION --on 2026-06-29 --form json --as of-data")
        then, now = status.NOTE, "A blank is a date that is not known."
        monkeypatch.setattr(status, "NOTE", worded(now))
        earlier = EarlierWords(kinds=frozenset({"status"}), templates={now: then}, keys={})
        monkeypatch.setattr(earlier_words, "EARLIER", {WORDS: earlier})
        raised(monkeypatch, words=NEWER)

        told, said = found(), typed("report reproduce register.published/of-data")

        assert (told["exit_code"], told["content"]["result"]) == (0, "same")
        assert told["notes"] == [NOTICE]
        assert "of-data.json: the same\n" in said.out

    @pytest.mark.slow
    def test_with_other_data_is_different(
        self, published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A manifest that names earlier words excuses no figure."""
        data = {**manifest().data, "members": "ab" * 32, "more": "ab" * 32}
        forged = {"content_sha256": "ab" * 32, "data": data}
        record(published, paged(manifest()).model_copy(update=forged))
        raised(monkeypatch, words=NEWER)

        told = found(FORGED)

        assert told["content"]["different"] == ["members", "more"]
        assert told["findings"] == [
            (
                f"{DIFFERENT} It was made by another "
                f"version, which may be why: python 3.0, here {_python()}; "
                f"words {WORDS}, here {NEWER}."
            )
        ]
        assert told["notes"][-1] == "The data of these sections differ: members, more."
        assert verified().code == FOUND

    @pytest.mark.parametrize("data", [{}, {"report": "ab" * 32}])
    def test_without_data_is_different(
        self, data: dict[str, str], published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is left out is not compared, so nothing may be."""
        forged = {"content_sha256": "ab" * 32, "data": data}
        record(published, paged(manifest()).model_copy(update=forged))
        raised(monkeypatch, words=NEWER)

        assert found(FORGED)["findings"][0].startswith(DIFFERENT)

    def test_with_a_false_sentence_is_different_where_its_words_are_known(
        self, published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who forges a report may name any version, so only a forgotten one lets words pass."""
        monkeypatch.setattr(
            earlier_words,
            "EARLIER",
            {1: EarlierWords(kinds=frozenset({"status"}), templates={}, keys={})},
        )
        record(published, paged(manifest()).model_copy(update={"words": 1, **FALSE}))

        assert found(FORGED)["findings"][0].startswith(DIFFERENT)

    @pytest.mark.slow
    def test_of_the_first_manifests_has_no_data(self, published: Path) -> None:
        """Their schema is for ever, and excuses no more than a later one."""
        first = {"schema_": FIRST_SCHEMA, "words": 1, "rules": 1, "data": {}}
        told = paged(manifest()).model_copy(update={"content_sha256": "ab" * 32, **first})
        record(published, told)

        assert found(FORGED)["findings"][0].startswith(DIFFERENT)
        assert len(findings(verified())) == 1


class TestOfLaterWords:
    def test_is_different_where_its_words_are(self, published: Path) -> None:
        """Anybody can claim a version that does not exist yet."""
        later = {"words": NEWER, "content_sha256": "ab" * 32}
        record(published, paged(manifest()).model_copy(update=later))

        assert found(FORGED)["findings"][0].startswith(DIFFERENT)

    def test_is_the_same_where_it_says_the_same(self, published: Path) -> None:
        """What is not changed needs no excuse."""
        record(published, paged(manifest()).model_copy(update={"words": NEWER}))

        told = found(FORGED)

        assert (told["exit_code"], told["content"]["result"]) == (0, "same")
        assert told["notes"] == [
            f"Its words are of version {NEWER}, and this program writes those of version {WORDS}."
        ]


@pytest.mark.usefixtures("published")
class TestOfOtherRules:
    def test_is_the_same_where_all_figures_are(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Most reports are not touched by a rule that changed."""
        raised(monkeypatch, rules=RULES + 1)

        told = found()

        assert (told["exit_code"], told["content"]["result"]) == (0, "same")
        assert told["notes"] == [
            (
                f"Its figures were counted by version {RULES} of the rules, and this program "
                f"counts by version {RULES + 1}."
            )
        ]

    def test_is_different_and_says_where(
        self, published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Other rules may be why, but no program can say so: the sections are named."""
        data = {**manifest().data, "members": "ab" * 32}
        forged = {"content_sha256": "ab" * 32, "data": data}
        record(published, paged(manifest()).model_copy(update=forged))
        raised(monkeypatch, words=NEWER, rules=RULES + 1)

        told = found(FORGED)

        assert (told["exit_code"], told["content"]["different"]) == (1, ["members"])
        assert f"rules {RULES}, here {RULES + 1}." in told["findings"][0]

    @pytest.mark.usefixtures("other_words")
    def test_lets_no_other_words_pass(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Data that are the same under two rules may mean something else."""
        raised(monkeypatch, words=NEWER, rules=RULES + 1)

        told = found()

        assert (told["exit_code"], told["content"]["different"]) == (1, [])


def _python() -> str:
    return manifest().versions["python"]
