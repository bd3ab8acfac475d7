"""Asks Datasette for pages as JSON, in a process of its own, which takes its threads with it."""

import asyncio
import json
import sys
from pathlib import Path

from datasette.app import Datasette
from datasette.utils import parse_metadata


async def asked(snapshot: str, metadata: str, paths: list[str]) -> list[object]:
    """Return what Datasette answers, with the metadata that comes with the snapshot."""
    datasette = Datasette([], immutables=[snapshot], metadata=parse_metadata(metadata))
    await datasette.invoke_startup()
    answers = [await datasette.client.get(f"/{path}") for path in paths]
    for answer in answers:
        assert answer.status_code == 200, answer.text
    return [answer.json() for answer in answers]


if __name__ == "__main__":
    file, beside, *pages = sys.argv[1:]
    text = Path(beside).read_text(encoding="utf-8")
    sys.stdout.write(json.dumps(asyncio.run(asked(file, text, pages))))
