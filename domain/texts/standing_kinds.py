"""The standings that a member can have, in the body and on a commitment."""

from collections.abc import Mapping
from enum import StrEnum

from domain.values import LegalNature


class MemberStanding(StrEnum):
    """Where a member stands in the body."""

    NONE = "none"
    APPLICANT = "applicant"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """Where a member stands on a commitment, in the order in which tables show it."""

    PARTY = "party"
    CONTRACTING_PARTY = "contracting_party"
    SIGNATORY = "signatory"
    FORMER_PARTY = "former_party"
    FORMER_SIGNATORY = "former_signatory"
    NONE = "none"


BINDING: Mapping[LegalNature, Standing] = {
    LegalNature.POLITICAL: Standing.SIGNATORY,
    LegalNature.TREATY: Standing.PARTY,
}
"""Whom a text binds, by its nature: a political text its signatories, a treaty its parties."""
STANDING = (Standing.PARTY, Standing.CONTRACTING_PARTY, Standing.SIGNATORY)
"""What a member has whose signature or consent has not ended."""
POLITICAL_STANDINGS = (Standing.SIGNATORY, Standing.FORMER_SIGNATORY, Standing.NONE)
