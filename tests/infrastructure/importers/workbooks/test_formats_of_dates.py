"""Formats of dates in workbooks: those that show a day, and those that show less or more."""

import pytest

from infrastructure.importers.tables.number_formats import why_not_a_day

WORDS_BEFORE = (
    "\\~",
    "~",
    "<=",
    "\\c\\.\\ ",
    '"\u2264"',
    '"env. "',
    '"no "',
    '"до "',
    "[$c. -409]",
    '"約"',
)
ORDINARY = [
    "[$-FC19]dd\\ mmmm\\ yyyy\\ \\\u0433\\.;@",
    'yyyy"年"m"月"d"日\uff08"AAAA\\\uff09',
    *r"""
[$-F800]dddd\,\ mmmm\ dd\,\ yyyy
[$-40C]dddd\ d\ mmmm\ yyyy;@
dddd\ dd/mm/yyyy
d\ \d\e\ mmmm\ \d\e\ yyyy
yyyy-mm-dd (ddd)
[$-411]yyyy"年"m"月"d"日"(aaa)
dd.mm.yyyy_-
yyyy\-mm\-dd\Thh:mm:ss.000\Z
m/d/yy h:mm AM/PM
[$-42A]"Ngày "dd" tháng "mm" năm "yyyy
[$-427]yyyy" m. "mmmm\ dd" d. "dddd
d\ mmmm\ yyyy\ "r."
yyyy. mmmm d\.
"den "d. mmmm yyyy;"before "yyyy
[=0]"-";dd/mm/yyyy
d"th" mmmm yyyy
d/mm/yyyy\.
""".strip().split("\n"),
]
"""Formats of days as spreadsheets of several languages write them."""


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        *((each, "") for each in (0, 14, 22, 'd" de "mmmm" de "yyyy', '"den "d mmm yyyy')),
        (16, "without its year"),
        (17, "as a month"),
        (20, "a time of day"),
        (31, "differs from country to country"),
        ('[$-409]d\\-mmm\\-yyyy;@"x"', ""),
        *((f'd mmm yyyy" {letter}"', "more than a day") for letter in ("A", "[a]", "(d)", "c,")),
        *((each, "more than a day") for each in ('"a "d mmm yyyy', "d/m/yyyy\\ \\A\\A")),
        *((f"{each}yyyy-mm-dd", "more than a day") for each in WORDS_BEFORE),
        *(
            (f"yyyy-mm-dd{each}", "more than a day")
            for each in ("\\?", '" -"', '" to"', '"\u2020"')
        ),
        *((each, "") for each in ORDINARY),
        ('[<40000]yyyy-mm-dd;"c. "yyyy-mm-dd', "more than a day"),
        ("[<40000]yyyy-mm-dd;yyyy", "as a year"),
        ('[>45000]yyyy-mm-dd;"unknown"', "more than a day"),
        ("[>1]dd/mm/yyyy;General", ""),
        ('[>0]dd/mm/yyyy;"-"', ""),
        ("[<40000]dd/mm/yyyy;[>50000]yyyy-mm-dd", ""),
        ('[<1]"n/a";dd.mm.yyyy', ""),
        ('[<=0]"-";dd/mm/yyyy', ""),
        ('[>0]dd/mm/yyyy;;;"x"', ""),
        ('[>0]yyyy-mm-dd" @ noon";yyyy-mm-dd', "more than a day"),
        ("[<40000]yyyy-mm-dd;d. mmm yyyy;@", ""),
        *((each, "") for each in ("d/m/yyyy a/p", 'yyyy" m. "mmmm d" d."', 'd" d\'"mmm yyyy')),
    ],
)
def test_formats_that_every_workbook_has(code: int | str, reason: str) -> None:
    """They are told by number only, and some by another in each country."""
    assert reason in why_not_a_day(code)
    assert bool(reason) == bool(why_not_a_day(code))
