"""`report publish` again: what was published before is named, and nothing is recorded twice."""

from datetime import date
from pathlib import Path

import pytest

from application.questions.asking.ask import Ask
from domain.events.log import ReportPublished
from infrastructure.audit.published.composing import Order
from infrastructure.audit.published.publishing import Done, Publisher
from infrastructure.bootstrap import utc_today
from infrastructure.cli.reports.making import make_report
from infrastructure.render.forms import ReportStyle
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, NAME, last, manifest

pytestmark = pytest.mark.usefixtures("register")


class TestPublishingAgain:
    def test_records_nothing_when_there_is_nothing_new_to_say(self) -> None:
        """A job that runs each night must not fill the log; that it published is no news."""
        must(LINE)
        before = events()

        said = typed(LINE)

        assert (said.code, said.out) == (0, "")
        assert f"There is nothing new to say: published before as {NAME}." in said.err
        assert f"register.published/{NAME}: {NAME}.html, {NAME}.json, manifest.json\n" in said.err
        assert events() == before

    @pytest.mark.parametrize("line", ["report publish gaps", LINE])
    def test_is_no_news_when_something_else_was_recorded(self, line: str) -> None:
        """Else a job that runs each night would publish the same under ever new numbers."""
        must(line)
        name = last()["report"]
        must("taskforce task RESPONSE 'Help.'")
        before = events()

        said = typed(line)

        assert said.code == 0
        assert said.err.startswith(f"There is nothing new to say: published before as {name}.")
        assert events() == before

    @pytest.mark.slow
    def test_is_news_as_known_at_a_position(self) -> None:
        """Who names it asks for a report of just that."""
        must(LINE, "taskforce task RESPONSE 'Help.'", f"{LINE} --known @14")

        assert (last()["report"], manifest(FOLDER.with_name(f"{NAME}_2")).known) == (
            f"{NAME}_2",
            "@14",
        )

    @pytest.mark.slow
    def test_is_news_when_it_was_otherwise_in_between(self) -> None:
        """Who looks for the last one must not find the one that says what no longer held."""
        must(LINE, "withdraw KEN MISSION-1 --on 2026-05-01", LINE, "retract @14 --reason Wrong")

        must(LINE)

        assert last()["report"] == f"{NAME}_3"

    @pytest.mark.slow
    def test_is_news_when_the_last_one_is_elsewhere(self) -> None:
        """What it said cannot be compared without its manifest."""
        must(f"{LINE} --output elsewhere", "taskforce task RESPONSE 'Help.'", LINE)

        assert last()["report"] == f"{NAME}_2"

    @pytest.mark.slow
    def test_finds_it_where_it_was_told_to_go(self) -> None:
        """The same line typed twice does the same."""
        must(f"{LINE} --output out", f"{LINE} --output out")

        assert len(events()) == 13

    def test_finds_it_beside_the_register_too(self) -> None:
        """A second copy is made by copying."""
        must(LINE, f"{LINE} --output out")

        assert len(events()) == 13
        assert not Path("out").exists()

    @pytest.mark.slow
    def test_gives_a_number_to_another_content(self) -> None:
        """Both stay; a reader of the first must still find it."""
        must(LINE, "withdraw KEN MISSION-1 --on 2026-05-01", LINE, f"{LINE} --known @12")

        assert manifest(FOLDER.with_name(f"{NAME}_2")).prefix.size == 14
        assert last()["report"] == f"{NAME}_2"

    @pytest.mark.slow
    def test_gives_a_number_to_further_forms(self) -> None:
        """The manifest of the first names its files, and is on record."""
        must(f"{LINE} --form csv", f"{LINE} --form csv --form text", f"{LINE} --form text")

        assert len(events()) == 14
        assert last()["report"] == f"{NAME}_2"

    def test_of_a_day_is_not_changed_by_having_been_published(self) -> None:
        """Of a day that is not over the last entry may be that of the last publication."""
        today = typed("log --format csv").out.splitlines()[1].split(",")[1][:10]
        must(f"{LINE} --known {today}", f"{LINE} --known {today}")

        assert len(events()) == 13

    @pytest.mark.slow
    def test_of_a_position_is_of_that_position(self) -> None:
        """Who names a position means it, whatever stands there."""
        must(LINE, f"{LINE} --known @13")

        assert manifest(FOLDER.with_name(f"{NAME}_2")).known == "@13"

    def test_is_news_when_its_day_has_come(self, register: Path) -> None:
        """The first one says that what will be recorded until then is missing."""
        must(
            "report publish gaps --on 2199-12-30 --as later",
            "report reproduce register.published/later",
        )
        ask = Ask(taskforce="GTF", on=date(2199, 12, 30))
        order = Order(kind="gaps", parameters={}, ask=ask, forms=["json"], reference="later")
        recorded: list[ReportPublished] = []

        def publish(today: date) -> Done:
            publisher = Publisher(register, make_report, lambda _: ReportStyle(), today)
            return publisher.publish(order, recorded.append)

        assert publish(utc_today()).before
        assert not publish(date(2199, 12, 31)).before
        assert [each.report for each in recorded] == ["later_2"]

    @pytest.mark.slow
    def test_misses_a_folder_that_was_moved(self) -> None:
        """To record it again would give one report two names."""
        must(LINE)
        FOLDER.rename("elsewhere")

        said = typed(LINE)

        assert (said.code, len(events())) == (1, 13)
        assert f"Just this was published as {NAME} (@13), and its folder is not at" in said.err
        must(f"{LINE} --output elsewhere", f"{LINE} --as other")
        assert len(events()) == 14

    @pytest.mark.parametrize("content", [b"<p>Another", None])
    def test_names_no_file_that_is_not_what_was_published(self, content: bytes | None) -> None:
        """Who publishes again hands the files on, and believes that they are evidence."""
        must(LINE)
        page = FOLDER / f"{NAME}.html"
        page.unlink()
        if content:
            page.write_bytes(content)

        said = typed(LINE)

        assert (said.code, last()["report"]) == (1, NAME)
        assert f"{NAME}.html in {FOLDER.absolute()} is not there as it was published." in said.err


class TestCheckpoints:
    def test_keeps_the_checkpoint_that_is_printed_below_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without it nobody could make the same bytes again once newer ones are there."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must(
            "audit keygen ../log.key --name example.org/register",
            "audit checkpoint --key ../log.key",
            f"{LINE} --form text",
        )

        told = manifest().checkpoint

        assert told is not None
        assert told.startswith("example.org/register\n12\n")
        assert told in (FOLDER / f"{NAME}.txt").read_text(encoding="utf-8")

    @pytest.mark.slow
    def test_keeps_no_checkpoint_of_another_history(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An older log was put back, and what it has lost is signed beside it."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must("audit keygen ../log.key --name example.org/register")
        copy = register.read_bytes()
        must("taskforce task RESPONSE 'Help.'", "audit checkpoint --key ../log.key")
        register.write_bytes(copy)
        must("taskforce task RESPONSE 'Help others.'", LINE)

        assert manifest().checkpoint is None
        assert typed(f"report reproduce {FOLDER}").code == 0
