"""A report that holds every kind of block, and words that could break any form."""

from application.questions.asking.answer import Column, Row
from application.reports.document import Chart, Markdown, Paragraph, Points, Report, Section, Table
from tests.application.reports.paper.given_paper import AT

CHECKPOINT = (
    f"example.org/<register>\n42\n{'A' * 43}=\n\n\N{EM DASH} example.org/<register> {'B' * 90}==\n"
)
BANNER = "EXERCISE: members & acts are <made up>."
ODD = (
    "a | b",
    "<script>alert(1)</script> & <b>",
    "=SUM(A1)",
    "@sum",
    "*bold* _under_ `code` [link](x) #1 \\ $x$ #let",
    "\"quoted\", and 'quoted'",
    "two\nlines",
    "1. no list",
    "- no list",
    "{{ 7 * 7 }} {% raw %}",
    "no_evidence_available",
    "deadbeef" * 8,
    "Ünïcödé, Ελληνικά, Русский",
)
ROWS: list[Row] = [
    {"name": text, "standing": "former_signatory", "number": n, "more": [text, n], "yes": n > 1}
    for n, text in enumerate(ODD)
]
TABLE = Table(
    key="odd",
    caption="Odd | <things>",
    columns=[
        Column("name", "Name | of"),
        Column("standing", "Standing"),
        Column("number", "Number"),
        Column("yes", "Yes?"),
        Column("more", ""),
    ],
    rows=ROWS,
    tones={"former_signatory": "bad", "none": "none"},
)
WIDE = Table(
    key="wide",
    caption="A wide one",
    columns=[Column(f"standings.C-{n}", f"C-{n}") for n in range(12)],
    rows=[{"standings": {f"C-{n}": "not_started" for n in range(12)}}] * 3,
    tones={"not_started": "partial"},
)
EMPTY = Table(key="none", caption="Nothing", columns=TABLE.columns, rows=[])
CHART = Chart(
    key="bars",
    caption="Reports & <answers>",
    categories=["MISSION-1", "A commitment with a name that is very long indeed", "Nothing <yet>"],
    whole=[9, 5, 0],
    silence="no report",
    series=[
        ("complete", "good", [3, 1, 0]),
        ("limited", "partial", [2, 0, 0]),
        ("regressed", "bad", [1, 0, 0]),
    ],
)
NO_CHART = Chart(
    key="no-bars", caption="No bars", categories=[], whole=[], silence="no report", series=[]
)
WRITTEN = """## Foreword

We **met** *twice*, said `so`.\\
New line, <i>no tag</i>.

1. one
2. two
   - deep

   and more

3. three

> 1. quoted

```
= code
```

1. again
"""


def odd(banners: tuple[str, ...] = (BANNER,)) -> Report:
    """Return the report, in which sections stand in sections."""
    inner = Section(
        key="inner",
        title="Inner",
        blocks=[EMPTY, WIDE],
        sections=[Section(key="deep", title="Deep", blocks=[CHART, NO_CHART])],
    )
    return Report(
        name="odd",
        title="Odd <things> & others",
        taskforce="EXT",
        body="Exercise & Taskforce",
        as_of=AT,
        sections=[
            Section(
                key="words",
                title="Words *in* sections",
                blocks=[
                    Paragraph("First.\nStill first.\n\n- Second & <last>.\n1. Third."),
                    Markdown(WRITTEN),
                    Points(["one", *ODD]),
                    Points(["first", "second"], numbered=True),
                    TABLE,
                ],
            ),
            Section(key="more", title="More", sections=[inner]),
        ],
        banners=banners,
        scales=("OGP 1",),
        notes=("A note with *stars* & <b>.",),
    )
