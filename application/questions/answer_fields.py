"""The fields that several answers share, and those of standings; each is declared once."""

from application.questions.answer import AnswerField, dated_field, in_json
from domain.standing import MemberStanding, Standing
from domain.values import MemberKind

TASKFORCE = in_json("taskforce", "code of the body")
REFERENCE = in_json("reference", "the member, instrument or commitment that was asked for, or null")
BY_STANDING = in_json("counts", "members by standing")
BY_STATE = in_json("counts", "rows by state")

MEMBER = AnswerField("member", "Code", "code of the member")
NAME = AnswerField("name", "Member", "official name on that day")
KIND_OF_MEMBER = AnswerField("kind", "Kind", ", ".join(MemberKind))
INSTRUMENT = in_json("instrument", "reference of the text")
COMMITMENT = AnswerField("commitment", "Commitment", "reference of the commitment")

MEMBER_STANDING = AnswerField(
    "standing", "Standing", ", ".join(each for each in MemberStanding if each != "none")
)
APPLIED_ON = dated_field("applied_on", "Applied", "day of application")
JOINED_ON = dated_field("joined_on", "Joined", "day of joining")
SUSPENDED_ON = dated_field("suspended_on", "Suspended", "day of suspension")
WITHDREW_ON = dated_field("withdrew_on", "Withdrew", "day of leaving")

STANDING = AnswerField("standing", "Standing", ", ".join(Standing))
SIGNED_ON = dated_field("signed_on", "Signed", "day of the signature")
SIGNATURE = in_json("signature", "kind of signature")
VERSION_SIGNED = in_json("version", "version of the text last signed")
DEPOSITED_ON = dated_field("deposited_on", "Deposited", "day of deposit of the consent")
CONSENT = AnswerField("consent", "Consent", "kind of consent")
IN_FORCE_ON = dated_field("in_force_on", "In force", "day of entry into force for the member")
WITHDRAWN_ON = dated_field(
    "withdrawn_on", "Withdrawn", "day from which what it withdrew does not hold"
)
WITHDRAWN = AnswerField(
    "withdrawn", "What was withdrawn", "what it withdrew: signature, consent, participation, …"
)
PROVISIONAL = in_json("provisional", "true (1) if it is applied provisionally only")
OF_A_STANDING = (
    *(STANDING, SIGNED_ON, SIGNATURE, VERSION_SIGNED, DEPOSITED_ON, CONSENT, IN_FORCE_ON),
    *(WITHDRAWN_ON, WITHDRAWN, PROVISIONAL),
)
"""All that tables have of a standing on a commitment, in their order."""
OF_A_MEMBERSHIP = (
    *(MEMBER_STANDING, NAME, KIND_OF_MEMBER),
    *(APPLIED_ON, JOINED_ON, SUSPENDED_ON, WITHDREW_ON),
)
"""All that tables have of a standing in a body, in their order."""

EFFECTIVE_ON = dated_field("effective_on", "Holds from", "day from which it holds in the world")
