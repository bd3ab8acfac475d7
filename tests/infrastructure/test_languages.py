"""How a language writes days, numbers, lists, names and values, whatever the machine speaks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.questions.asking.answer import Answer, ByName, Column, MadeAnew, Row, in_order_of
from application.reports.document import Block, Chart, Markdown, Paragraph, Points, Section, Table
from domain.errors import Refused
from domain.names import Customary
from domain.words import joined, listed, worded
from infrastructure.language import (
    Spoken,
    day_said,
    everywhere,
    forms,
    label_translated,
    sentence_translated,
    speaking,
    translated,
    value_translated,
)
from infrastructure.render.tables import render
from infrastructure.translation import answer_translated, chart_table, report_translated
from tests.application.reports.paper.given_paper import AT
from tests.infrastructure.render.reports.odd import odd

FRENCH = {"Germany": Customary("Allemagne"), "Kenya": Customary("Kenya"), "EU": "UE"}
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def french() -> Iterator[None]:
    """Speak French."""
    with speaking(Spoken("fr", FRENCH)):
        yield


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-04-14", "14 avril 2026"),
        ("2026-01-01", "1er janvier 2026"),
        ("2022-06", "juin 2022"),
        ("2022", "2022"),
    ],
)
def test_days_in_french(day: str, said: str) -> None:
    """The first of a month is an ordinal number in French."""
    assert day_said(day) == said


def test_days_in_english_and_in_languages_without_forms() -> None:
    """English is what is not translated, too."""
    assert day_said("2026-01-01") == "1 January 2026"
    assert forms("none") == forms("en")


@pytest.mark.usefixtures("french")
def test_lists_and_numbers_in_french() -> None:
    """No comma before the last one, and a narrow no-break space between thousands."""
    assert translated(listed(["A", "B", "C"])) == "A, B et C"
    assert translated(worded("{path} is larger than {most:,} bytes.", path="x", most=12345)) == (
        "x dépasse 12\N{NARROW NO-BREAK SPACE}345 octets."
    )


@pytest.mark.usefixtures("french")
def test_values_names_and_recorded_texts() -> None:
    """A value of a closed list has words, a member its customary name, and a text stays."""
    assert value_translated("standing", "former_signatory") == "ancien signataire"
    assert value_translated("title", "signatory") == "signatory"
    assert value_translated("name", "Germany") == "Allemagne"
    assert value_translated("note", "Never said.") == "Never said."
    assert value_translated("flag", True) is True  # noqa: FBT003  # it is the value
    refused = Refused(worded("It is recorded already."))
    assert value_translated("error", refused) == "Cela est déjà enregistré."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("open", "ouverte"),
        ("answered", "avec réponse"),
        ("planned", "mesure prévue"),
        ("closed", "comblée"),
        ("input", "apport d'une initiative"),
        ("stands", "valable"),
    ],
)
@pytest.mark.usefixtures("french")
def test_a_table_says_a_state_as_the_summary_above_it(code: str, said: str) -> None:
    """A gap “en cours” would be one that the member is closing."""
    assert value_translated("state", code) == said


@pytest.mark.usefixtures("french")
def test_what_is_side_by_side_is_separated_as_the_language_does() -> None:
    """French has a blank before a semicolon, at which no line ends."""
    said = translated(joined("; ", ["A; B", worded("overdue"), "C"]))

    assert said == f"A; B{NO_BREAK}; overdue{NO_BREAK}; C"


def test_english_is_as_it_is() -> None:
    """Nothing is looked up, so that nothing can go wrong; but names that are recorded in it."""
    with speaking(Spoken("en", {"Allemagne": "Germany"})):
        assert value_translated("name", "Allemagne") == "Germany"
        assert value_translated("standing", "former_signatory") == "former_signatory"
        assert translated(worded("There is no member {code!r}.", code="KEN")) == (
            "There is no member 'KEN'."
        )
    assert value_translated("standing", "former_signatory") == "former_signatory"
    assert sentence_translated("Never said.") == "Never said."
    assert label_translated("Members") == "Members"
    assert answer_translated(ANSWER) is ANSWER
    assert report_translated(REPORT) is REPORT


REPORT = odd()
ANSWER = Answer(
    title="Members",
    as_of=AT,
    columns=[Column("standing", "Standing")],
    rows=[{"standing": "signatory", "inner": {"kind": ["state", None, True, 3]}}],
    counts={"signatory": 2},
)


@pytest.mark.usefixtures("french")
def test_an_answer_in_french() -> None:
    """Keys stay, since programs and columns know them; names that are customary are said so."""
    said = answer_translated(ANSWER)

    assert (said.title, said.columns[0].label) == ("Membres", "Situation")
    assert said.rows == [{"standing": "signataire", "inner": {"kind": ["État", None, "oui", 3]}}]
    assert said.counts == {"signataire": 2}
    assert "\nsignataire\N{NO-BREAK SPACE}: 2\n" in render(said, "text"), (
        "it agrees with any number"
    )
    assert said.notes == []


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("anew", [False, True])
def test_an_answer_says_which_names_are_only_customary(anew: bool) -> None:  # noqa: FBT001  # a case
    """Those that are in it, without those that are the official ones or recorded in French.

    Rows that are made later may have any of them.
    """
    names: list[Row] = [{"name": "Germany"}, {"name": "Kenya"}, {"name": "EU"}]
    rows = MadeAnew(lambda: iter(names)) if anew else names
    note = (
        f"Aucun nom dans cette langue n'est enregistré pour Allemagne{NO_BREAK}; le nom d'usage "
        "est employé."
    )

    assert answer_translated(replace(ANSWER, rows=rows)).notes == [note]


def test_what_is_in_the_order_of_names_is_so_in_every_language() -> None:
    """Germany is looked for among A in French; another order says something, and stays.

    It stays also where it happens to be that of the names: who waits longest is first.
    """
    spoken = Spoken("fr", {"Germany": "Allemagne", "Estonia": "Estonie", "Spain": "Espagne"})
    english = ["Estonia", "Germany", "Spain"]
    french = ["Allemagne", "Espagne", "Estonie"]
    rows: list[Row] = [{"name": name} for name in english]
    told = replace(ANSWER, rows=ByName(rows), columns=[Column("name", "Member")])
    waiting = replace(told, rows=rows)
    lists = replace(told, rows=[{"names": ByName(english)}, {"names": english}])

    with speaking(spoken):
        sorted_rows, kept, listed_rows = (
            answer_translated(each).rows for each in (told, waiting, lists)
        )

    assert [row["name"] for row in sorted_rows] == french
    assert [row["name"] for row in kept] == ["Estonie", "Allemagne", "Espagne"]
    assert [row["names"] for row in listed_rows] == [french, ["Estonie", "Allemagne", "Espagne"]]


def test_what_is_in_the_order_of_names_within_groups_stays_in_them() -> None:
    """Who signed stands before who did not, in every language."""
    spoken = Spoken("fr", {"Germany": "Allemagne", "Austria": "Autriche", "Spain": "Espagne"})
    english = [(1, "Austria"), (1, "Germany"), (2, "Austria"), (2, "Germany"), (2, "Spain")]
    rows: list[Row] = [{"signed": group, "name": name} for group, name in english]
    told = replace(
        ANSWER,
        rows=in_order_of(ByName(rows, [group for group, _ in english]), rows),
        columns=[Column("name", "Member")],
    )

    with speaking(spoken):
        said = answer_translated(told).rows

    assert [(row["signed"], row["name"]) for row in said] == [
        *((1, "Allemagne"), (1, "Autriche")),
        *((2, "Allemagne"), (2, "Autriche"), (2, "Espagne")),
    ]


def test_stored_words_stay() -> None:
    """Who asks for them as they are stored gets them so."""
    raw = Answer(title="Members", as_of=AT, columns=[], rows=[{"standing": "signatory"}], raw=True)

    with speaking(Spoken("fr")):
        said = answer_translated(raw)

    assert (said.rows, said.counts, said.notes) == (raw.rows, None, [])


@pytest.mark.usefixtures("french")
def test_every_block_of_a_report() -> None:
    """Texts of people stay: what is marked as ours is translated."""
    chart = Chart(
        key="c",
        caption="Members",
        categories=["Germany"],
        whole=[2],
        silence="nothing reported",
        series=[("limited", "partial", [1])],
    )
    table = Table("t", "Members", [Column("kind", "Kind")], [{"kind": "state"}], {"state": "good"})
    blocks: list[Block] = [
        Paragraph("Hello."),
        Markdown("**Hi**"),
        Points(["Members"]),
        table,
        chart,
    ]
    section = Section("s", "Members", blocks)
    silent = Section("nothing", "Members", [Points(["Members"])])

    said = report_translated(replace(REPORT, sections=[section, silent]))

    paragraph, markdown, points, grid, drawn = said.sections[0].blocks
    assert (paragraph, markdown, points) == tuple(blocks[:3])
    assert isinstance(grid, Table)
    assert (grid.rows, grid.tones) == ([{"kind": "État"}], {"État": "good"})
    assert isinstance(drawn, Chart)
    assert (drawn.categories, drawn.silence) == (["Allemagne"], "aucun rapport")
    assert [each.label for each in chart_table(drawn).columns][-1] == "Membres liés"
    assert said.sections[1].blocks == [Points(["Membres"])]


def test_a_sentence_in_every_language() -> None:
    """What was printed in any of them is known again."""
    assert [*everywhere(worded("It is recorded already."))] == [
        "It is recorded already.",
        "Cela est déjà enregistré.",
    ]


@pytest.mark.usefixtures("french")
def test_first_sentences() -> None:
    """Lists of commands have the first sentence of their help."""
    assert sentence_translated("Record who applied.") == "Record who applied."
    told = sentence_translated(
        "The member signed every commitment of a text, but those in excepting."
    )
    assert told.startswith("Le membre a signé")


@pytest.mark.usefixtures("french")
def test_words_are_short_before_a_vowel_of_a_name() -> None:
    """“Historique de Atlantis” is no French; a name that begins otherwise has the whole word."""
    history = "History of {reference}"

    assert translated(worded(history, reference="Atlantis")) == "Historique d'Atlantis"
    assert translated(worded(history, reference="Égypte")) == "Historique d'Égypte"
    assert translated(worded(history, reference="Kenya")) == "Historique de Kenya"
    assert translated(worded(history)) == "Historique de {reference}"


def test_words_of_other_languages_stay_whole() -> None:
    """They have rules of their own."""
    with speaking(Spoken("en", {"Kenya": "Quenia"})):
        said = translated(worded("History of {reference}", reference="Atlantis"))

    assert said == "History of Atlantis"
