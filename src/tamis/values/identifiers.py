"""Identifiers: numbers and codes that stand for one party, brought into one form to be compared exactly.

In: a kind and a value as anybody writes it. Out: the canonical value. Knows the kinds and how each is written;
nothing of publishers' labels (`sources` maps those) and nothing of scores.
"""

from __future__ import annotations

import re
import unicodedata

KINDS: frozenset[str] = frozenset(
    {
        "account",
        "aircraft_serial",
        "aircraft_tail",
        "bic",
        "bik",
        "birth_certificate",
        "call_sign",
        "driving_licence",
        "duns",
        "iban",
        "imo",
        "isin",
        "lei",
        "licence",
        "military_id",
        "mmsi",
        "national_id",
        "ofsi_group",
        "other",
        "passport",
        "registration",
        "residence_permit",
        "social_security",
        "tax",
        "transponder",
        "travel_document",
        "uk_reference",
        "un_reference",
        "visa",
        "voter_id",
        "wallet",
    }
)
"""Every kind that an Identifier may have; `other` where a publisher's type is none of them."""

_LEADING_WORD = re.compile(r"^\s*(?:no|nr|n°|nº|№|num|number|id|#)\s*[.:#°º]*\s+(?=\S)", re.IGNORECASE)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_IMO = re.compile(r"(?:IMO)?(\d{7})")
_BIC_MAIN_OFFICE = "XXX"
_BIC_LENGTH_WITH_BRANCH = 11
# Base58 addresses (Bitcoin, Litecoin, Tron ...) tell capital and small letters apart; hexadecimal ones (0x...) and
# bech32 ones (bc1..., ltc1...) do not. BIP 173 "Uppercase/lowercase"; EIP-55 uses case as a checksum only.
_CASELESS_WALLET = re.compile(r"(?:0x[0-9a-f]+|[a-z]{1,5}1[02-9ac-hj-np-z]{8,}|[0-9a-f]{32,})", re.IGNORECASE)


def normalise_identifier(kind: str, value: str) -> str:
    """Return an identifier in the form in which equal ones are equal texts.

    Compatibility characters are resolved, letters are capital, everything but letters and digits is dropped. Besides:
    an IMO number is its seven digits, a BIC's branch code for the main office is dropped, and a wallet address keeps
    its case where its scheme tells cases apart. Normalising twice changes nothing.

    Args:
        kind: One of `KINDS`; an unknown kind is treated as `other`.
        value: As published or as typed.

    Returns:
        The canonical value; empty where the value holds no letter or digit, which equals nothing.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    if kind == "wallet":
        address = text.split()[-1] if text else ""
        return address.lower() if _CASELESS_WALLET.fullmatch(address) else address
    compact = _NOT_ALPHANUMERIC.sub("", _LEADING_WORD.sub("", text)).upper()
    if kind == "imo":
        match = _IMO.fullmatch(compact)
        return match[1] if match else compact
    if kind == "bic" and len(compact) == _BIC_LENGTH_WITH_BRANCH:
        return compact.removesuffix(_BIC_MAIN_OFFICE)
    return compact
