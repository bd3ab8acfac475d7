"""A list that is imported month after month by the mapping that was proposed for it."""

from pathlib import Path

from tests.infrastructure.cli.given import Said, typed

LIST = "import l.csv --mapping l.csv.mapping.toml"


def written(*lines: str) -> None:
    Path("l.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def proposed(*lines: str) -> Said:
    written(*lines)
    typed("import l.csv")
    return must_import(LIST)


def must_import(line: str) -> Said:
    said = typed(line)
    assert said.code == 0, said
    return said
