"""Kept what version 0ba9ae2 answered about the register beside it, once; see README.md.

It was run in a copy of that version, in a copy of `register`: `python make_answers.py REPOSITORY`.
It is kept as a record. It need not run on any later version.
"""

# ruff: noqa: INP001  # a record beside its data, no package
import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ANSWERS = Path(__file__).parent / "answers"
sys.path.insert(0, sys.argv[1])

VERIFY = (
    "audit verify --checkpoint ../outside/kept --checkpoint ../outside/witnessed.checkpoint "
    "--policy ../outside/our.policy --reports --format json"
)
LAST = "@240"
DAYS = {
    "EXT": (
        *("2004-12-31", "2005-03-01", "2005-05-15", "2006-03-15", "2007-12-31", "2008-06-01"),
        *("2008-10-15", "2009-06-01", "2010-03-01", "2011-05-01", "2011-08-01", "2012-05-01"),
        *("2013-07-01", "2014-02-01", "2015-06-01", "2016-07-01", "2017-06-01", "2018-08-01"),
        *("2019-01-15", "2020-06-01", "2021-03-01", "2021-08-15", "2022-03-01", "2023-06-15"),
        *("2026-05-10", "2026-10-31"),
    ),
    "LATE": (
        *("1990-06-01", "2000-06-01", "2004-06-01", "2005-01-02", "2005-12-31", "2006-02-15"),
        *("2006-06-01", "2008-01-15", "2008-06-01", "2009-02-01", "2009-12-31", "2010-01-01"),
        *("2011-01-01", "2016-05-01", "2016-10-01", "2016-12-01", "2020-11-03", "2020-11-04"),
        *("2020-12-01", "2021-06-01", "2022-06-01", "2022-06-02", "2022-07-15", "2022-12-31"),
        *("2023-01-01", "2026-10-31"),
    ),
}
KNOWN = {"EXT": ("@110", "@159", "2026-08-25", LAST), "LATE": ("@214", "@225", "2026-10-05", LAST)}
TEXTS = {"EXT": ("PLEDGE", "TREATY", "CHARTER", "LETTERS"), "LATE": ("PA", "M", "M-2", "PROV")}
PARTS = {"EXT": ("PLEDGE-1", "PLEDGE-2", "PLEDGE-3"), "LATE": ()}
"""Asked as known last only, to keep it short."""
OTHERS = {
    "EXT": (
        *("overdue", "reports", "assessments", "milestones", "focal-points", "meetings"),
        *("decisions", "actions", "gaps", "practices", "work inputs", "matrix"),
        *("history ATL", "history BRO", "history TREATY", "report progress"),
    ),
    "LATE": ("overdue", "reports", "matrix", "history RUR", "history M"),
}


def asked(body: str) -> Iterator[str]:
    """Yield what is asked about a body."""
    for known in KNOWN[body]:
        for question in ("members", *(f"status {text}" for text in TEXTS[body])):
            yield from (f"{question} --on {day} --known {known}" for day in DAYS[body])
    for text in PARTS[body]:
        yield from (f"status {text} --on {day} --known {LAST}" for day in DAYS[body])
    for known in KNOWN[body][1:]:
        yield from (f"{other} --on 2026-10-31 --known {known}" for other in OTHERS[body])
    yield f"overdue --on 2026-08-05 --known {LAST}"
    yield f"log --on 2026-10-31 --known {LAST} --audience secretariat"
    yield "conflicts"


def dumped(value: object) -> str:
    """Return a value as short JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def keep(body: str) -> None:
    """Write all answers about a body: each row that differs once, and which ones each answer has.

    What depends on the day of asking is left out.
    """
    from tests.infrastructure.cli.given import words  # noqa: PLC0415  # only known now

    rows: dict[str, int] = {}
    answers = {}
    for line in asked(body):
        said = words("--taskforce", body, *shlex.split(line), "--format", "json")
        told = json.loads(said.out)
        if said.err or ("rows" not in told and "report" not in line):
            sys.exit(f"{line}\n{said.err}")
        listed: Sequence[object] = told.pop("rows", ())
        if line == "conflicts":
            told = {"position": told["position"]}
        if line.startswith(("members", "status")):
            told = {key: told[key] for key in ("position", "counts") if key in told}
        numbers = [rows.setdefault(dumped(row), len(rows)) for row in listed]
        answers[line] = told | {"rows": numbers}
    lines = ",\n".join(f"{dumped(line)}: {dumped(told)}" for line, told in answers.items())
    text = '{"rows": [\n' + ",\n".join(rows) + '\n],\n"answers": {\n' + lines + "\n}}\n"
    ANSWERS.mkdir(exist_ok=True)
    (ANSWERS / f"{body}.json").write_text(text, encoding="utf-8")


def keep_what_was_verified() -> None:
    """Write what `audit verify` said."""
    from tests.infrastructure.cli.given import typed  # noqa: PLC0415  # only known now

    said = typed(VERIFY)
    assert said.code == 0, said
    (ANSWERS / "verify.json").write_text(said.out, encoding="utf-8")


for each in ("EXT", "LATE"):
    keep(each)
keep_what_was_verified()
