"""Well-known parties, the titles around names, and the names of months."""

import pytest

from domain.events.members import Joined
from domain.values import MemberKind
from infrastructure.customary_names.country_names import country_names, known_parties
from infrastructure.customary_names.tables import month_of
from infrastructure.customary_names.titles import without_titles
from tests.infrastructure.customary_names import make_months
from tests.infrastructure.importers.given import Office


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("*Erewhon", "Erewhon"),
        ("European Commission (Chair)", "European Commission"),
        ("Commission européenne (Présidence)", "Commission européenne"),
        ("Kenya, Vice-Chair", "Kenya"),
        ("Kenya \N{EN DASH} chair", "Kenya"),
        ("Kenya*", "Kenya"),
        ("Kenya (1)", "Kenya"),
        ("Kenya [12]", "Kenya"),
        ("Government of the Netherlands", "Netherlands"),
        ("Gouvernement de la République de Corée*", "République de Corée"),
        ("Gouvernement du Kenya", "Kenya"),
        ("Gobierno de Chile", "Chile"),
        ("Micronesia (Federated States of)", "Micronesia (Federated States of)"),
        ("Chair", "Chair"),
        ("*", "*"),
    ],
)
def test_offices_and_marks_are_taken_off(name: str, bare: str) -> None:
    """A name stays one: what belongs to it is not taken off."""
    assert without_titles(name) == bare


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Union africaine", "AU"),
        ("Comisión Europea", "EUU"),
        ("Lanzarote Committee", "COE-T-ES"),
        ("États-Unis d'Amérique", "USA"),
        ("Government of Kenya", "KEN"),
        ("Holland", "NLD"),
        ("Burma", "MMR"),
        ("Российская Федерация", "RUS"),
        ("大韩民国", "KOR"),
        ("المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية", "GBR"),
    ],
)
def test_names_are_found_in_six_languages(name: str, code: str) -> None:
    """Formal, former and common ones."""
    assert country_names().find(name).code == code


def test_months_are_those_of_cldr() -> None:
    """The file is made from the package babel; a name of two months is in none."""
    assert make_months.TARGET.read_text(encoding="utf-8") == make_months.content()
    assert (month_of("Avril"), month_of("avr."), month_of("mois")) == (4, 4, None)


def test_kinds_are_known_by_code_or_name() -> None:
    """A secretariat chooses codes of its own for most of them."""
    kind_of = known_parties().kind_of

    assert kind_of("COE-T-ES") is MemberKind.TREATY_BODY
    assert kind_of("ICPO", "Interpol") is MemberKind.INTERNATIONAL_ORGANISATION
    assert kind_of("KEN", "Kenya") is None


MAPPING = """
name = "parties"
key = ["Party"]
[member]
name = { column = "Party" }
[[act]]
record = "sign"
when = "Signed"
[act.with]
member = { column = "Party" }
instrument = "I"
on = { column = "Signed" }
"""


def test_a_party_that_is_no_state_is_admitted_as_what_it_is(ready: Office) -> None:
    """By a signature, and by a row that says that it joined; an office is not in its name."""
    signed = "Party,Signed\nEuropean Commission (Chair),2022-06-02\nKenya*,2022-06-02\n"
    joined = "act,member,name,kind,on\njoin,AU,African Union,,2022\njoin,ASEAN,ASEAN,state,2022\n"

    ready.do(signed, MAPPING)
    ready.do(joined)

    told = {
        each.event.member: (each.event.name, each.event.kind)
        for each in ready.events()
        if isinstance(each.event, Joined)
    }
    assert told["EUU"] == ("European Commission", MemberKind.REGIONAL_ORGANISATION)
    assert told["AU"][1] is MemberKind.REGIONAL_ORGANISATION
    assert told["ASEAN"][1] is MemberKind.STATE
