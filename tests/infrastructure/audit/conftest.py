"""The log that most tests of evidence start from, and which tests can be run on this Python."""

import sys
from pathlib import Path

import pytest

from tests.infrastructure.audit.given import Office, office

collect_ignore_glob: list[str] = []
if sys.version_info < (3, 12):  # aics-tlog needs 3.12; `.ci/run` tests on 3.13, too
    collect_ignore_glob.append("test_second_opinion*.py")


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path)
