"""A process that makes the tables anew in batches of a size, and prints a hash of each."""

import json
import sys
from pathlib import Path

from infrastructure.bootstrap import open_log, read_model_folder
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel


def rebuild(store: Path, batch_size: int) -> str:
    with (
        open_log(store) as log,
        SQLiteReadModel(log, read_model_folder(store), batch_size=batch_size) as tables,
    ):
        tables.rebuild()
        return json.dumps(dict(tables.digests()))


if __name__ == "__main__":
    sys.stdout.write(rebuild(Path(sys.argv[1]), int(sys.argv[2])))
