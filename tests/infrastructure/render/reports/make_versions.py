"""Write the digests of the words and the data of reports, once their versions were raised.

`python -m tests.infrastructure.render.reports.make_versions`
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.infrastructure.render.reports.given_versions import (
    DIGESTS,
    digests,
    every_report,
    written,
)

if __name__ == "__main__":
    with TemporaryDirectory() as folder, every_report(Path(folder)) as made:
        DIGESTS.write_text(written(digests(made)), encoding="utf-8")
