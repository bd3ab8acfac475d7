"""Whom one trusts is written in a file of one's own, and read strictly."""

from pathlib import Path

import pytest

from domain.errors import Malformed, Unavailable
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.note import LOG, WITNESS, Note, Verifier
from infrastructure.audit.proofs.policy import policy_of, read_policy
from tests.infrastructure.audit.given import signer

ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
TEXT = f"example.org/register\n0\n{ROOT}\n"
LOG_KEY = Verifier("example.org/register", LOG, bytes([1]) * 32)
WITNESSES = [Verifier(f"w{n}.example", WITNESS, bytes([n + 2]) * 32) for n in range(4)]
HEAD = f"log {LOG_KEY}\n" + "".join(f"witness W{n} {key}\n" for n, key in enumerate(WITNESSES))


@pytest.mark.parametrize(
    ("rules", "witnessed", "enough"),
    [
        ("quorum none", "", True),
        ("quorum W1", "W1", True),
        ("quorum W1", "W0 W2 W3", False),
        ("group G any W0 W1\nquorum G", "W1", True),
        ("group G any W0 W1\nquorum G", "W2", False),
        ("group G all W0 W1\nquorum G", "W0", False),
        ("group G all W0 W1\nquorum G", "W0 W1", True),
        ("group G 2 W0 W1 W2\nquorum G", "W0 W2", True),
        ("group G 2 W0 W1 W2\nquorum G", "W0", False),
        ("group A any W0 W1\ngroup B any W2 W3\ngroup C all A B\nquorum C", "W0 W1", False),
        ("group A any W0 W1\ngroup B any W2 W3\ngroup C all A B\nquorum C", "W0 W3", True),
    ],
)
def test_counts_witnesses(rules: str, witnessed: str, enough: bool) -> None:  # noqa: FBT001  # a column of the table
    """One government alone must not be able to stand for all."""
    policy = policy_of(f"# ours\n\n{HEAD}\t{rules} \n".encode(), "p")

    assert policy.is_quorum(dict.fromkeys(witnessed.split(), 1)) == enough


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "quorum none",
        f"log {LOG_KEY}",
        f"{HEAD}quorum",
        f"{HEAD}quorum W9",
        f"{HEAD}quorum W1\nquorum W2",
        f"{HEAD}group G 0 W0\nquorum G",
        f"{HEAD}group G 3 W0 W1\nquorum G",
        f"{HEAD}group G 01 W0\nquorum G",
        f"{HEAD}group G most W0\nquorum G",
        f"{HEAD}group G any\nquorum G",
        f"{HEAD}group G any W0 W0\nquorum G",
        f"{HEAD}group G any W9\nquorum G",
        f"{HEAD}group G any W0\ngroup H any W0\nquorum G",
        f"{HEAD}group W0 any W1\nquorum W0",
        f"{HEAD}group none any W1\nquorum none",
        f"{HEAD}log {LOG_KEY}\nquorum none",
        f"{HEAD}witness W9 {WITNESSES[0]}\nquorum none",
        f"{HEAD}witness W0 {Verifier('x', WITNESS, bytes(32))}\nquorum none",
        f"{HEAD}log {WITNESSES[0]}\nquorum none",
        f"{HEAD}log nonsense\nquorum none",
        f"{HEAD}trust everybody\nquorum none",
    ],
)
def test_refuses_a_line_that_is_not_of_its_form(lines: str) -> None:
    """A policy that is read otherwise than it was meant is worse than none."""
    with pytest.raises(Malformed, match=r"our\.policy"):
        policy_of(f"{lines}\n".encode(), "our.policy")


@pytest.mark.slow
def test_reads_very_many_groups_in_one_go() -> None:
    """A chain of 25,000 groups, of 590 KB, took a minute and a half."""
    chain = "".join(f"group G{each} any G{each - 1}\n" for each in range(1, 40_000))

    policy = policy_of(f"{HEAD}group G0 any W0\n{chain}quorum G39999\n".encode(), "p")

    assert policy.is_quorum({"W0": 1})
    assert not policy.is_quorum({"W1": 1})


def test_addresses_are_passed_over(tmp_path: Path) -> None:
    """Other programs reach logs and witnesses by them; we do not."""
    (tmp_path / "p").write_text(
        f"log {LOG_KEY} https://example.org\nwitness W {WITNESSES[0]} https://w.example\nquorum W\n"
    )

    policy = read_policy(tmp_path / "p")

    assert (policy.logs, policy.witnesses) == ([LOG_KEY], {"W": WITNESSES[0]})


def test_a_policy_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No policy must not be taken for one that trusts anything."""
    with pytest.raises(Unavailable, match="cannot be read"):
        read_policy(tmp_path / "none")


def test_a_checkpoint_is_opened_by_the_log_of_its_name(tmp_path: Path) -> None:
    """A log that one trusts must not speak for another."""
    key, other = signer(tmp_path), signer(tmp_path, "other.example", seed=3)
    member = signer(tmp_path, "kenya.example", WITNESS, seed=2)
    logs = f"log {key.verifier}\nlog {other.verifier}\n"
    policy = policy_of(f"{logs}witness KEN {member.verifier}\nquorum KEN\n".encode(), "p")

    seen = policy.open(bytes(Note(TEXT, (key.sign(TEXT), member.sign(TEXT, 7)))))

    assert (seen.witnessed, seen.quorate, seen.checkpoint.size) == ({"KEN": 7}, True, 0)
    assert not policy.open(bytes(Note(TEXT, (key.sign(TEXT),)))).quorate
    for strange in (other.sign(TEXT), member.sign(TEXT, 7)):
        with pytest.raises(NotProven, match=r"No log that you trust as example\.org/register"):
            policy.open(bytes(Note(TEXT, (strange,))))
