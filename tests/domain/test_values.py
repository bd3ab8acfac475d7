"""Imprecise dates keep the precision of their source; codes let nothing else through."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.errors import Malformed
from domain.values import (
    UNKNOWN,
    Actor,
    ImpreciseDate,
    Language,
    MemberCode,
    Reference,
    Source,
    Version,
    Visibility,
    earlier,
)


class Dated(BaseModel):
    on: ImpreciseDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-06-02", date(2022, 6, 2), date(2022, 6, 2)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("<=2022-06-02", None, date(2022, 6, 2)),
        ("<=2022-06", None, date(2022, 6, 30)),
        ("<=2022", None, date(2022, 12, 31)),
        ("unknown", None, None),
        ("1800", date(1800, 1, 1), date(1800, 12, 31)),
        ("2199-12-31", date(2199, 12, 31), date(2199, 12, 31)),
    ],
)
def test_a_date_is_the_interval_of_days_that_it_can_mean(
    text: str, earliest: date | None, latest: date | None
) -> None:
    """Both ends are inclusive, and the text stays as the source gave it."""
    parsed = ImpreciseDate.parse(f" {text}\n")

    assert (parsed.earliest, parsed.latest, str(parsed)) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2022-6-2", "2022-13", "2022-00", "2022-06-31", "2023-02-29", "1900-02-29"),
        *("2022-06-00", "<= 2022", "<2022", ">=2022", "<=unknown", "Unknown", "20220602"),
        *("2022-06-02T00:00", "2022/06/02", "02.06.2022", "22-06-02", "-2022", "٢٠٢٢"),
        *("0001", "0001-01-01", "1799", "1799-12-31", "2200", "2200-01-01", "<=2200", "9999"),
    ],
)
def test_what_is_no_date_is_refused_with_what_was_given(text: str) -> None:
    """A guess at what was meant would be stored for ever."""
    with pytest.raises(Malformed) as refusal:
        ImpreciseDate.parse(text)

    assert repr(text) in str(refusal.value)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_day_is_a_precise_date(day: date) -> None:
    """An import hands over days, which must mean just that day."""
    precise = ImpreciseDate.of(day)

    assert precise.earliest == precise.latest == day
    assert precise.text == day.isoformat()


def test_a_day_outside_the_years_is_refused() -> None:
    """Spreadsheets turn empty cells into 1899 or year 1."""
    with pytest.raises(Malformed, match="1800 to 2199"):
        ImpreciseDate.of(date(1, 1, 1))


@pytest.mark.parametrize("text", ["2022-06-02", "2022-06", "2022", "<=2022-06-02", "unknown"])
def test_a_date_comes_back_from_json_as_it_went(text: str) -> None:
    """The stored form is the text, in any language and in thirty years."""
    stored = Dated(on=ImpreciseDate.parse(text)).model_dump_json()

    assert stored == f'{{"on":"{text}"}}'
    assert Dated.model_validate_json(stored) == Dated(on=ImpreciseDate.parse(text))
    assert Dated.model_validate({"on": text}) == Dated(on=ImpreciseDate.parse(text))


@pytest.mark.parametrize("value", [2022, 2022.0, None, date(2022, 6, 2), "June 2022"])
def test_only_text_of_a_known_form_is_validated(value: object) -> None:
    """A number of 2022 in somebody's JSON may be anything."""
    with pytest.raises(ValidationError):
        Dated.model_validate({"on": value})


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_a_date_has_a_json_schema(mode: str) -> None:
    """The schema of events is published."""
    schema = (
        Dated.model_json_schema(mode="validation")
        if mode == "validation"
        else Dated.model_json_schema(mode="serialization")
    )

    assert schema["properties"]["on"]["type"] == "string"


def test_what_is_unknown_is_known_by_one_name() -> None:
    """UNKNOWN and the parsed text must be equal, or history would see a change."""
    assert ImpreciseDate.parse("unknown") == UNKNOWN


@pytest.mark.parametrize(
    ("audience", "sees"),
    [
        (Visibility.PUBLIC, {Visibility.PUBLIC}),
        (Visibility.MEMBERS, {Visibility.PUBLIC, Visibility.MEMBERS}),
        (Visibility.SECRETARIAT, set(Visibility)),
    ],
)
def test_an_audience_sees_its_own_level_and_all_more_public(
    audience: Visibility, sees: set[Visibility]
) -> None:
    """A public list of gaps is a guide to safe havens."""
    seen = {level for level in Visibility if audience.shows(level)}

    assert seen == sees


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            MemberCode,
            ["ATL", "EU-COM", "G20"],
            ["A", "3G", "atl", "ATL\n", "A TL", "A" * 17, "-ATL"],
        ),
        (Reference, ["T-1", "ogp/2", "a" * 60], ["", "T 1", "-T", "T\n", "a" * 61, "<b>"]),
        (Actor, ["p-keeper", "ATL"], ["Ada Lovelace", "p-a", "P-keeper", "p-keeper\n"]),
        (Language, ["en", "zh-Hans"], ["e", "EN", "english"]),
        (Version, ["1", "2.0-rc1"], ["", "v 1", "." * 2, "1" * 21]),
    ],
)
def test_codes_hold_no_free_text(kind: object, good: list[str], bad: list[str]) -> None:
    """The guard reads only free text, so codes must be too narrow for any."""
    adapter = TypeAdapter[str](kind)  # type: ignore[arg-type]  # Annotated is made at run time

    assert [adapter.validate_python(text) for text in good] == good
    for text in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


def test_a_source_states_unless_it_says_that_we_infer() -> None:
    """Who reads "inferred" is warned; nobody should have to write "stated"."""
    source = Source(title="  A page of the register ")

    assert (source.title, source.basis) == ("A page of the register", "stated")


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("2021", None, "2021"),
        ("2021", "2020", "2020"),
        ("2020", "2021", "2020"),
        ("unknown", "unknown", "unknown"),
        ("<=2021", "2022", "<=2021"),
        ("2021-01-01", "2021-01-01", "2021-01-01"),
    ],
)
def test_the_earlier_date_is_the_one_that_is_certain_first(
    one: str, other: str | None, certain: str
) -> None:
    """An unknown one counts as last."""
    second = ImpreciseDate.parse(other) if other else None

    assert earlier(ImpreciseDate.parse(one), second) == ImpreciseDate.parse(certain)
