"""A checkpoint has one spelling."""

from hashlib import sha256

import pytest

from domain.errors import Malformed
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.tree import EMPTY_ROOT

ROOT = sha256(b"root").digest()
TEXT = f"example.org/register\n42\n{to_base64(ROOT)}\n"


def test_reads_what_it_writes() -> None:
    """With further lines, too, since they were signed."""
    plain, more = Checkpoint.parse(TEXT), Checkpoint.parse(f"{TEXT}more\n")

    assert plain == Checkpoint("example.org/register", 42, ROOT)
    assert (str(plain), str(more)) == (TEXT, f"{TEXT}more\n")
    assert Checkpoint.parse(str(Checkpoint("a", 0, EMPTY_ROOT))).size == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        TEXT.replace("42", "042"),
        TEXT.replace("42", "-42"),
        TEXT.replace("42", "+42"),
        TEXT.replace("42", "4_2"),
        TEXT.replace("42", "٤٢"),
        TEXT.replace("42", "9" * 17),
        TEXT.replace("42", "0"),
        TEXT.replace("42", ""),
        TEXT.replace("=", ""),
        TEXT.replace("=", "=="),
        "a\n1\nAAAA\n",
        f"{TEXT}\nmore\n",
        f"\n1\n{to_base64(ROOT)}\n",
    ],
)
def test_refuses_every_other_spelling(text: str) -> None:
    """Two texts for one checkpoint would have two signatures."""
    with pytest.raises(Malformed):
        Checkpoint.parse(text)
