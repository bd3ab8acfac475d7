"""What help shows of acts is kept in a file, made from the declarations."""

from infrastructure.cli.acts import act_table


def test_the_file_is_as_the_declarations_say() -> None:
    """Otherwise help would tell of options that are not there; its module makes it anew."""
    assert act_table.FILE.read_text(encoding="utf-8") == act_table.text()
