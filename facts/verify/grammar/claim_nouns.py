"""Nouns for what somebody has said, with whose it is: a report by the newspaper that, the union's claim that."""

import re

CLAIM_NOUN = (
    r"(?:reports?|claims?|allegations?|suggestions?|accusations?|assertions?|complaints?|rumou?rs?|charges?|statements?"
    r"|warnings?|findings?|stor(?:y|ies)|articles?|remarks?|comments?|criticisms?)"
)
"""A noun for what somebody has said."""
_WORD = r"[\w&'\u2019-]+\s"
CLAIM_OF = rf"{CLAIM_NOUN}\s(?:made\s|published\s)?(?:by|from|of|in)\s(?:{_WORD}){{1,9}}?"
"""A claim, up to the word that its clause begins with; whose it is comes after the noun."""
_CLAIM = re.compile(
    rf"\s*(?:(?:an?|the|all|any|these|those|some|earlier|recent|new)\s)*(?:\w+\s){{0,2}}?{CLAIM_OF}that(?!\w)"
    rf"|\s*(?:{_WORD}){{1,6}}?(?<=['\u2019]s\s|s['\u2019]\s)(?:\w+\s){{0,2}}?{CLAIM_NOUN}\sthat(?!\w)"
)


def find_claim_of_other(text: str) -> str | None:
    """Return the words at the start of a text that say whose claim the clause after them is; None without any."""
    match = _CLAIM.match(text)
    return match[0] if match else None
