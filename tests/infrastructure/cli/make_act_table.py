"""Writes what help shows of commands and acts, and the table of the guide, as they are now."""

import json

import click

from infrastructure.cli.acts.act_table import FILE, GUIDE, guide_with_table, text
from infrastructure.cli.commands import COMMANDS, FIRST_SENTENCES
from infrastructure.cli.groups import first_sentence
from infrastructure.cli.main import cli


def first_sentences_text() -> str:
    """Return the content of the file with the first sentence of each command."""
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in COMMANDS}
    told = {name: first_sentence(each) for name, each in found.items() if each}
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    FIRST_SENTENCES.write_text(first_sentences_text(), encoding="utf-8")
    GUIDE.write_text(guide_with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
