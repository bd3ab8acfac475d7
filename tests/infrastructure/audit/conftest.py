"""Which tests of evidence can be run on this Python."""

import sys

collect_ignore_glob: list[str] = []
if sys.version_info < (3, 12):  # aics-tlog needs 3.12; `.ci/run` tests on 3.13, too
    collect_ignore_glob.append("test_second_opinion*.py")
