r"""Checks free text: refuses what could lead to a person, a case or illegal material.

What is searched is a folded copy: compatibility forms, accents, foreign digits and dashes are made
plain, invisible characters dropped, `[dot]` and `(at)` written out. The patterns are bounded or
possessive, so time grows linearly. Where a number could be innocent, these readings decide:

- Four numbers with dots are an IPv4 address, unless a word such as "section", "§", "article",
  "para" or "version" stands before them and each has at most two digits, or they end in `.000`
  (an amount). Three or five numbers never are.
- An IPv6 address must be one for `ipaddress`, and begin as addresses in use begin (2…, 3…, fc to
  ff, four digits), so that times, `A::B` and `1:2::3:4` pass.
- Years, dates, web addresses, round amounts and the helplines 116 xxx are no telephone numbers.
- "In case 3 …" and "use case 2" are no case numbers; "case no. 3" and "case 123/2022" are.
- 32, 40, 56, 64, 96, 128 or 288 hexadecimal digits in one run are a digest; a UUID has dashes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

from domain.characters import check_characters
from domain.disguise import head, undisguised
from domain.errors import Malformed, UnfitText
from domain.words import worded

SHOWN = 3
_SHORT = 200  # characters of a text that is remembered to pass
DIGEST_LENGTHS = frozenset({32, 40, 56, 64, 96, 128, 288})  # md5 to sha512, and PhotoDNA


def check_text(text: str, *, field: str, public_reference: bool = False) -> None:
    """Let `text` pass, or say what is wrong with it; the empty text passes.

    `field` is what the person knows the text by. `public_reference` lifts the refusal of telephone
    numbers, case numbers and digests only, because a public document may be known by one.

    Raises:
        Malformed: the text cannot be stored, printed or put into a table safely.
        UnfitText: the text holds what the register must not hold; three characters of it are shown.
    """
    if len(text) > _SHORT or not _passes(text):
        _check(text, field, public_reference=public_reference)


def _check(text: str, field: str, *, public_reference: bool) -> None:
    check_characters(text, field=field)
    _check_beginning(text, field)
    folded = undisguised(text)
    if text and not folded.strip():
        raise Malformed(
            "The field {field!r} holds nothing that anybody can see; write something.", field=field
        )
    for ban in _BANS:
        if not (public_reference and ban.liftable) and (found := ban.find(folded)):
            raise UnfitText(ban.sentence(field, found))


@lru_cache(maxsize=1 << 11)
def _passes(text: str) -> bool:
    """Say whether a text passes whatever it is for; many rows of a file say the same."""
    try:
        _check(text, "", public_reference=False)
    except (Malformed, UnfitText):
        return False
    return True


_FORMULA = re.compile(r"([=@])|([+-])[+-]*[\w(=@]")


def _check_beginning(text: str, field: str) -> None:
    if sign := _FORMULA.match(head(text)):
        raise Malformed(
            "The field {field!r} begins with {sign!r}, so a spreadsheet would run it as a "
            "formula; begin with a word, or put a space after the sign.",
            field=field,
            sign=sign[1] or sign[2],
        )


def _first(text: str, *patterns: re.Pattern[str]) -> str:
    """The first find, its telling part if the pattern marks one; empty without a find."""
    for pattern in patterns:
        if found := pattern.search(text):
            return found[found.lastindex or 0]
    return ""


_MAIL = re.compile(
    r"""[^\s@<(\[{,;:/\\]  \s{0,3} @ \s{0,3}
        (?: [^\s@.,;:/<>()\[\]{}]{1,63} (?: \. | \s{1,3} dot \s{1,3} ) ){1,8}
        [^\W\d_] [^\s@.,;:/<>()\[\]{}"']
      | [^\W\d_] @ [^\W\d_]{2}""",
    re.VERBOSE | re.IGNORECASE,
)
_MAIL_START = re.compile(r"[\s@<(\[{,;:/\\]")
_SECTION = re.compile(
    r"""(?=[sapciarogv\xa7]) (?: \b (?: (?:sub)?sections? | sect? | articles? | arts? | clauses?
            | para(?:graph)?s? | chapters? | annex(?:es)? | appendi(?:x|ces) | items? | actions?
            | recommendations? | commitments? | objectives? | goals? | releases?
            | v(?:er(?:sions?)?)? ) | \xa7{1,2} ) \.? \s{0,3}
        (?: \d{1,2}(?:\.\d{1,2}){0,7}(?!\.?\d) (?:\s{0,2}(?:,|and|or|to|-|&)\s{0,2})? ){1,20}""",
    re.VERBOSE | re.IGNORECASE,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|[01]?\d?\d)"
_IPV4 = re.compile(rf"(?<!\d)(?<!\d\.){_OCTET}(?:\.{_OCTET}){{3}}(?!\.?\d)(?<!\.000)")
_IPV6 = re.compile(
    r"(?<![0-9a-z])(?:[23][0-9a-f]|f[c-f])[0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7}"
    r"(?:(?<=::)|(?<=[0-9a-f]))(?!\w)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"(?<![\w-])(?:[\w-]++\.|[a-z2-7]{16,56}\s{1,3}\.?\s{0,3}|[a-z2-7]{16,56}\.\s{1,3})(?:onion|i2p)(?![\w-])",
    re.IGNORECASE,
)


def _mail(text: str) -> str:
    if found := _MAIL.search(text):
        before = text[max(0, found.start() - 63) : found.start() + 1]
        return _MAIL_START.split(before)[-1]
    return ""


def _ip(text: str) -> str:
    if found := _first(_SECTION.sub(" ", text), _IPV4):
        return found
    return next((found for found in _IPV6.findall(text) if _is_ipv6(found)), "")


def _is_ipv6(text: str) -> bool:
    """Say whether this is an address in use: `feed::face` and `2024::` are words and years."""
    _, *others = filter(None, text.split(":"))
    if not others or (others[1:] == [] and not any(map(str.isdigit, text))):
        return False
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def _hidden(text: str) -> str:
    return _first(text, _HIDDEN)


_URL = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_DATES = re.compile(
    r"""(?=[\d+]) (?<!\d) (?:
        (?: (?:19|20)\d\d\s?[/-]\s?(?:(?:19|20)\d\d|\d\d(?:[/-]\d\d)?)  # 2023-25, 2023-08-18
          | \d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d                       # 18.08.2023
          | \d\d[.:]\d\d[ ]?-[ ]?\d\d[.:]\d\d ) (?!\d)                 # 09.30-10.45
      | (?<!\d[ .])\+?[1-9]\d{0,2}(?:[ .]\d{3}){0,4}[ .]000(?![ .]?\d)  # 1 500 000
      | (?<!\+)(?<![\d+][ ])116[ ]?\d{3}(?![ ]?\d) )                   # child helplines""",
    re.VERBOSE,
)
_PHONES = (
    re.compile(r"\+(?<!\d\+)(?<!\d \+) ?[1-9](?:[ .()/-]{0,3}\d){6,14}"),
    re.compile(r"00(?<![\w.,/+-]00)(?<!\d 00) ?[1-9](?:[ .()-]{0,3}\d){7,14}"),
    re.compile(r"(?=[(0])(?<![\w.,/:+-])(?<!\d )\(?0[1-9](?:[ .()-]{0,2}\d){7,11}(?!\w)"),
    re.compile(r"(?=[(\d])(?<![\w/.-])(?:1[ -])?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}\b(?!-)"),
    re.compile(
        r"\b(?=[tpfw])(?:tel|telephone|telefone?|telefono|telefax|phone|fax|whatsapp)\b\.?\s{0,2}"
        r"(?:(?:no|nr|number)\b)?[.:]{0,2}\s{0,3}(\(?\+?\d(?:[ .()/-]{0,3}\d){5,14})",
        re.IGNORECASE,
    ),
)
_OFFICES = "dossier|affaire|parquet|expediente|caso|causa|processo|inquerito"
_MARK = r"""(?: (?: nos?\b(?=[.:]|\s{0,3}[a-z./-]{0,12}\d[\d/-]) | (?:nr|num|number|numero|id)\b
            | ref(?:erence)?\b ) \.? | n\.o? | n\xb0 | \# )"""
_CASES = re.compile(
    rf"""\b (?=[acdefginoprtvyz]) (?: (?<!in[ ])
            (?: case | docket | file | incident | investigation | crime | complaint | fascicolo
              | proces-verbal | {_OFFICES} ) \b
            \s{{0,3}} [.:]? \s{{0,3}} {_MARK}
          | cybertip (?:line)? (?:\s report)? \b (?: \s{{0,3}} (?:nos?|nr|number) \b \.? )?
          | (?:our|your|file|case) \s ref(?:erence)? \b \.?
          | ref(?:erence)? \b \.? \s{{0,3}} {_MARK}
          | n (?:umero|\xb0|\.?o) \.? \s d[eu] \s (?:{_OFFICES}) \b
          | (?-i:A[zZ]) \s? [.:]
          | (?: aktenzeichen | geschaftszeichen
              | (?:ermittlungs|fall|vorgangs|tagebuch|zaak|parket|dossier)nummer ) \b \.? )
    \s{{0,3}} [:\#]? \s{{0,3}} ( (?-i:[A-Z]{{1,4}}[ ])? [a-z./-]{{0,12}} \d )""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_CASES = re.compile(
    r"""\b (?=[cd\d]) (?: (?<!in[ ]) (?<!use[ ]) (?:case|docket) \s{1,3}
        ( \d{1,7}/(?:19|20)\d\d | \d{3,7}/\d\d | [a-z]{1,3}-\d{1,7}/\d\d
        | \d{1,7}-[a-z]{2,4}-\d | \d{2,4}-\d{4,8} )
      | \d{1,4} \s (?-i:U?Js|K?Ls|Ds|Cs|Gs|Ks) \s \d{1,6}/\d\d )  # German prosecutors""",
    re.VERBOSE | re.IGNORECASE,
)
_HEX = re.compile(r"(?<![0-9a-z])(?:0x)?([0-9a-f]{32,}+)(?![0-9a-z])", re.IGNORECASE)
_PAIRS = re.compile(r"(?<![0-9a-z])(?:[0-9a-f]{2}[:-]){15,63}+[0-9a-f]{2}", re.IGNORECASE)
_PREFIXED = re.compile(
    r"\b(?:md5|sha-?(?:1|224|256|384|512)|photodna|pdq|phash)\s{0,3}[:=-]\s{0,3}"
    r"([a-z0-9+/_-]{20,}+={0,2})",
    re.IGNORECASE,
)


def _phone(text: str) -> str:
    return _first(_DATES.sub("~", _URL.sub("~", text)), *_PHONES)


def _case(text: str) -> str:
    text = _URL.sub("~", text)
    return _first(text, _CASES) or _first(_DATES.sub("~", text), _BARE_CASES)


def _digest(text: str) -> str:
    runs = (run for run in _HEX.findall(text) if len(run) in DIGEST_LENGTHS)
    pairs = _PAIRS.findall(text)
    coded = (run for run in _PREFIXED.findall(text) if run[-1] == "=" or _is_mixed(run))
    return next((run for run in (*runs, *pairs, *coded) if any(map(str.isdigit, run))), "")


def _is_mixed(run: str) -> bool:
    return run not in {run.lower(), run.upper()}


@dataclass(frozen=True, kw_only=True)
class _Ban:
    """One kind of thing that free text must not hold."""

    kind: str
    why: str
    instead: str
    find: Callable[[str], str]
    liftable: bool = False

    def sentence(self, field: str, found: str) -> str:
        return worded(
            "The field {field!r} holds what looks like {kind} ({start}…); {reason}, so {advice}.",
            field=field,
            kind=self.kind,
            start=found[:SHOWN],
            reason=self.why,
            advice=self.instead,
        )


_BANS = (
    _Ban(
        kind=worded("an e-mail address"),
        why=worded("entries can never be erased and a person's address must stay erasable"),
        instead=worded("name the office here and keep the address in the contacts"),
        find=_mail,
    ),
    _Ban(
        kind=worded("an IP address"),
        why=worded("it can point to a person or to illegal material"),
        instead=worded("leave it out (a section number needs the word 'section' before it)"),
        find=_ip,
    ),
    _Ban(
        kind=worded("a hidden-service address"),
        why=worded("it can lead to illegal material"),
        instead=worded("leave it out and describe the finding in words"),
        find=_hidden,
    ),
    _Ban(
        kind=worded("a telephone number"),
        why=worded("entries can never be erased and it can belong to a person"),
        instead=worded("name the office instead, or say which public document prints it"),
        find=_phone,
        liftable=True,
    ),
    _Ban(
        kind=worded("a case or file number"),
        why=worded("the register holds policy and never a case"),
        instead=worded("leave it out, or say which public document prints it"),
        find=_case,
        liftable=True,
    ),
    _Ban(
        kind=worded("a digest of a file"),
        why=worded("it can identify illegal material"),
        instead=worded(
            "leave it out or put it into a digest field, or say which public document prints it"
        ),
        find=_digest,
        liftable=True,
    ),
)
