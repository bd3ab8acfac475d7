"""Names where codes are asked for: in every act and every question, by what they declare."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from application.acts import all_acts
from application.declarations.fields import ActField
from application.declarations.named_members import names_members, with_codes
from domain.events.meetings import ActionItem
from domain.values import MEMBER_CODE, OfMember, Reference
from infrastructure.cli.questions.named_parameters import OF_MEMBERS, OF_TEXTS
from infrastructure.cli.questions.question_table import QUESTIONS
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

RESOLVED_LATER = {ActionItem}
"""The types of values of which the act itself finds the member, since it may be an office."""


def fields() -> Iterator[tuple[str, ActField]]:
    for act in all_acts():
        for field in act.fields().values():
            if field.name not in (act.BEGINS, act.FOUNDS):
                yield act.NAME or act.ROW, field


def test_every_field_with_members_takes_names() -> None:
    """A type that names members in a part of it says in which."""
    for act, field in fields():
        kind = field.kind.python
        has_members = isinstance(kind, type) and issubclass(kind, BaseModel) and _names(kind)
        if has_members and kind not in RESOLVED_LATER:
            assert names_members(field), (act, field.name)


def _names(model: type[BaseModel]) -> bool:
    return any(
        isinstance(mark, OfMember) or MEMBER_CODE in str(getattr(mark, "pattern", ""))
        for info in model.model_fields.values()
        for mark in [*info.metadata, *_marks(info.annotation)]
    )


def _marks(hint: object) -> list[object]:
    return [
        *getattr(hint, "__metadata__", ()),
        *(m for each in get_args(hint) for m in _marks(each)),
    ]


def test_every_field_with_a_text_takes_titles() -> None:
    """What is declared as a reference of a text or a commitment that is there is marked so."""
    pattern = str(get_args(Reference)[1].pattern)
    for act, field in fields():
        said = field.meaning.help
        about = field.kind.pattern == pattern and (
            "commitment" in said or said.startswith("The text")
        )
        assert field.kind.of_text == about, (act, field.name, said)


def test_every_question_and_report_takes_names() -> None:
    """By what its help shows in the place of the value."""
    params: list[tuple[str, str, str]] = [
        (name, str(param.name), f"{param.metavar} {getattr(param, 'help', '')}")
        for name, question in QUESTIONS.items()
        for param in question.params()
        if isinstance(param, click.Option | click.Argument)
    ]
    params += [
        (name, each.name, f"{each.metavar} {each.says}")
        for name, kind in REPORT_KINDS.items()
        for each in kind.parameters
    ]
    for command, name, shown in params:
        if "MEMBER" in shown or "CODE" in shown:
            assert name in OF_MEMBERS, (command, name)
        if "INSTRUMENT" in shown or "commitment" in shown or "text," in shown:
            assert name in OF_TEXTS, (command, name)


def test_a_part_that_is_no_member_stays() -> None:
    """How somebody came or voted is no name."""
    field = next(f for _, f in fields() if f.name == "ballots")

    assert with_codes(field, "Kenya:for:Atlantis", str.upper) == "KENYA:for:ATLANTIS"
    assert with_codes(field, "Kenya:for:", str.upper) == "KENYA:for:"


@pytest.fixture
def met(once: Once) -> Path:
    return once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        "meeting convene M1 ordinary_session --on 2026-11-03 --agenda Plan",
    )


def of_last(topic: str, field: str) -> object:
    """What the last event of a kind says in one field."""
    with closing(sqlite3.connect("register.db")) as db:
        found = db.execute(
            "SELECT state FROM stored_events WHERE topic LIKE ? ORDER BY rowid", (f"{topic}%",)
        ).fetchall()
    return json.loads(found[-1][0])["event"][field]


def members_in_list() -> list[str]:
    listed = of_last("taskforce.meeting-opened", "attendance")
    assert isinstance(listed, list)
    return [each["member"] for each in listed]


@pytest.mark.usefixtures("met")
class TestMembers:
    def test_who_came_and_voted(self) -> None:
        """An attendance list has names."""
        must(
            "meeting open M1 --on 2026-11-03 --attendance Kenya --attendance Atlantis:represented",
            "meeting proxy M1 Atlantis Kenya --on 2026-11-03",
            "meeting vote D-1 M1 --title Plan --text Yes. --task WORK --rule ORDINARY --hour 10:00 "
            "--manner by_member --ballots Kenya:for --ballots Atlantis:for:Kenya --on 2026-11-03",
        )

        assert members_in_list() == ["KEN", "ATL"]
        assert of_last("taskforce.vote-taken", "ballots") == [
            {"member": "KEN", "vote": "for"},
            {"member": "ATL", "vote": "for", "by": "KEN"},
        ]

    def test_in_rows_as_well(self) -> None:
        """A sheet of meetings is written by the same people."""
        Path("opened.csv").write_text(
            "act,meeting,attendance,on\nopen_meeting,M1,Kenya; Atlantis:excused,2026-11-03\n",
            encoding="utf-8",
        )

        must("import opened.csv", "import opened.csv")

        assert members_in_list() == ["KEN", "ATL"]

    def test_nobody_is_nobody(self) -> None:
        """A list that is kept and empty says so."""
        Path("opened.csv").write_text(
            "act,meeting,attendance,on\nopen_meeting,M1,;,2026-11-03\n", encoding="utf-8"
        )

        must("import opened.csv")

        assert members_in_list() == []

    def test_of_a_person_in_the_contacts(self) -> None:
        """Also of a country that no body has yet, which is said."""
        ada = "contacts add 'Ada Example' --email ada@example.org --member"
        must(f"{ada} Kenya")
        bob = typed("contacts add 'Bob Sample' --email bob@example.org --member Chad")

        assert "KEN" in typed("contacts list --member Kenia").out
        assert "no body has a member TCD" in bob.err
        eve = typed("contacts add 'Eve Probe' --email eve@example.org --member lilliput")
        assert "no body has a member LILLIPUT" in eve.err
        assert "Ada" not in typed("contacts list --member Atlantis").out

    def test_with_one_name_in_two_bodies_are_asked_for(self) -> None:
        """A letter would go to the wrong ministry, or to none."""
        must(
            "taskforce establish OTHER --name 'Other taskforce' --nature exercise --on 2022",
            "--taskforce GTF member join ERE --name Erewhon --on 2022",
            "--taskforce OTHER member join EWN --name Erewhon --on 2022",
        )

        said = typed("contacts list --member Erewhon")

        assert (said.code, said.out) == (2, "")
        assert "'Erewhon' is the name of several members: ERE, EWN. Write the" in said.err
        must("--taskforce OTHER member recode EWN ZUB --on 2023")
        must("--taskforce GTF member join EWN --name Altamora --on 2022")
        assert typed("contacts list --member EWN").err == "No contacts.\n"

    def test_a_new_one_is_called_as_it_was_typed(self) -> None:
        """Its code is known, and its name was said."""
        must("member join 'Guinée-Bissau' --on 2026-02-01")

        assert "GNB   Guinée-Bissau" in typed("members").out
        must("member withdraw GNB --on 2026-03-01", "member join 'Guinea-Bissau' --on 2026-04-01")
        assert "GNB   Guinée-Bissau" in typed("members").out

    @pytest.mark.parametrize("act", ["join", "apply"])
    def test_a_new_one_is_never_called_by_a_slip_of_the_pen(self, act: str) -> None:
        """What is no country is asked for a name, and the likely ones are shown."""
        germany = typed(f"member {act} Germnay --on 2026-02-01")
        kenya = typed(f"member {act} Kenyya --on 2026-02-01")

        assert (germany.code, kenya.code) == (2, 2)
        assert germany.err == (
            "depositary: 'Germnay' is not the name of one country or member. Did you mean DEU "
            "(Germany)? A member with another code needs a name: --name\n"
        )
        assert "Did you mean KEN (Kenya)?" in kenya.err
        assert "name" in typed(f"member {act} Erewhon --on 2026-02-01").err
        assert "Erewhon" not in typed("members").out
        must(f"member {act} Germnay --name Germnay --on 2026-02-01")
        congo = typed(f"member {act} Congo --on 2026-02-01").err
        assert "Did you mean COD (Congo - Kinshasa) or COG (Congo - Brazzaville)?" in congo

    def test_that_is_mistyped_is_answered_with_the_likely_ones(self) -> None:
        """By their names, which need not be like their codes."""
        must("member join NER --name 'Republic of Niger' --on 2026-02-01")

        said = typed("member suspend 'Republic of Nigr' --on 2026-03-01").err

        assert "Did you mean NER (Republic of Niger)?" in said
        must("member rename NER Niger --on 2026-02-02")
        said = typed("member suspend Nigr --on 2026-03-01").err
        assert "Did you mean NER (Niger)?" in said
        for word in ("KNE", "Blefuscu"):
            assert word.upper() in typed(f"member suspend {word} --on 2026-03-01").err
        must("member join COD --name 'Dem. Rep.' --on 2026-02-02")
        said = typed("member suspend Congo --on 2026-03-01").err
        assert "Did you mean COD (Congo - Kinshasa)?" in said

    @pytest.mark.parametrize("act", ["join", "apply"])
    def test_a_code_of_another_country_is_told(self, act: str) -> None:
        """Names and codes are chosen freely, and mistyped as well."""
        frn = typed(f"member {act} FRN --name France --on 2026-02-01")
        ita = typed(f"member {act} ITA --name Germany --on 2026-02-01")

        assert (frn.code, ita.code) == (0, 0)
        assert "Note: The usual code of France is FRA, not FRN. If one of them" in frn.err
        assert "Note: ITA is the code of another country than Germany, whose usual" in ita.err
        others = ("ZUB --name Zubrowka", "EUU --name 'European Commission'")
        for own in ("CHL --name Chile", "UK --name 'United Kingdom'", *others):
            assert "usual code" not in typed(f"member {act} {own} --on 2026-02-01").err

    @pytest.mark.parametrize(("reviewer", "kept"), [("Atlantis", "ATL"), ("p-x7q2m", "p-x7q2m")])
    def test_who_reviewed_may_be_a_person(self, reviewer: str, kept: str) -> None:
        """A reference to a person is no name."""
        must(
            "taskforce scale RAG red amber green --on 2026-01-01",
            "progress schedule MISSION-1 quarterly --due-on 2026-04-30 --period-from 2026-01-20"
            " --period-until 2026-04-30 --on 2026-01-20",
            "progress report KEN MISSION-1 green --scale RAG --due-on 2026-04-30 --on 2026-04-25",
            f"progress approve Kenya MISSION-1 --due-on 2026-04-30 --reviewer {reviewer}"
            " --on 2026-05-01",
        )

        assert of_last("commitment.report-approved", "reviewer") == kept


@pytest.mark.usefixtures("met")
class TestTexts:
    @pytest.mark.slow
    def test_are_known_by_title_and_number(self) -> None:
        """What people say is on the paper before them; what they type in small letters, too."""
        must(
            "member join ERE --name Erewhon --on 2022",
            "sign Erewhon 'mission statement' --excepting 'Mission statement 2' --on 2026-02-01",
        )
        found = json.loads(typed("status 'Mission Statement' --format json").out)
        (row,) = [row for row in found["rows"] if row["member"] == "ERE"]

        assert row["except"] == ["MISSION-2"]
        for same in ("'Mission statement 3.1'", "'Mission statement 3.1.'", "mission-3.1"):
            assert typed(f"status {same}").out == typed("status MISSION-3.1").out
        assert "MISSION-3.1" in typed("matrix --instrument 'Mission statement'").out
        assert typed("report status 'Mission statement'").code == 0

    def test_with_a_reference_in_small_letters_are_found_by_it(self) -> None:
        """What is there is taken as it is."""
        must(
            "text adopt mission.md --reference pledge --title Pledge --on 2026-02-10",
            "sign KEN pledge --on 2026-02-11",
        )

        assert "KEN" in typed("status pledge").out

    def test_of_which_there_are_several_are_not_guessed(self) -> None:
        """Two texts may have one title."""
        must("text adopt mission.md --reference OTHER --title 'Mission statement' --on 2026-02-10")

        said = typed("status 'Mission statement'")

        assert said.code == 2
        assert "is the title of several texts: MISSION, OTHER. Write the reference." in said.err

    def test_that_nobody_knows_are_refused_as_before(self) -> None:
        """With what looks like it."""
        assert "Did you mean" in typed("sign KEN 'Mision' --on 2026-02-01").err
        assert typed("status 'Some other statement'").code == 1
