"""Own words of contracts that call the buyer a seller: a sale by the town, where the town buys."""

import re
from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.paraphrases import is_paraphrase
from facts.verify.doubts.parties.exchanged_sides import ROLES
from facts.verify.doubts.parties.trades import DOES, OPPOSITE, Side, read_side
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

SIDES: tuple[Side, ...] = ("buyers", "suppliers")
BEFORE = {
    side: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(nouns))})\s(?:the\s)?$", re.I) for side, nouns in ROLES.items()
}
"""The noun for a side of a contract before the name of a party: the buyer Orvik."""
AFTER = {
    side: re.compile(rf"(?:,?\sas\s|\sis\s|,\s)(?:the\s|an?\s)?(?:{'|'.join(sorted(nouns))})(?!\w)")
    for side, nouns in ROLES.items()
}
"""The same after a name: Orvik as buyer."""
BY_OF = re.compile(r"(?<!\w)(?P<act>sale|purchase|acquisition)\s(?:of\s[^,;.]*?\s)?by\s(?:the\s)?$", re.IGNORECASE)
"""The noun for what a party does before its name: sale of the tugs by Orvik."""
ACTS = {"sale": "suppliers", "purchase": "buyers", "acquisition": "buyers"}
HINT = "Correct the words, or the buyers and the suppliers"


def find_reversed_roles(context: CheckContext) -> Iterator[Finding]:
    """Yield own words of a contract by which a party that is only on one side of it is on the other."""
    for contract in context.of_kind("contracts"):
        for field in contract.fields:
            if is_paraphrase(field) and (fault := find_reversal(str(field.value), contract, context)):
                yield Finding(f"contracts/{contract.id}", field.path, fault, HINT, is_certain=False)


def find_reversal(text: str, contract: Record, context: CheckContext) -> str | None:
    """Return that own words of a contract have a party on the other side; None if they have none there."""
    for side in SIDES:
        for party in {*getattr(contract, side)} - {*getattr(contract, OPPOSITE[side])}:
            record = context.descriptions.records.get(party)
            for name in record.aliases() if record else ():
                for match in name_pattern(name).finditer(text):
                    words = read_role(OPPOSITE[side], text, match)
                    if words and not read_role(side, text, match):
                        return f"says '{words}', but {party} {DOES[side]}"
    return None


def read_role(side: Side, text: str, name: re.Match[str]) -> str | None:
    """Return the words by which a name is on a side; None if none are."""
    ahead = text[: name.start()]
    before, by, after = BEFORE[side].search(ahead), BY_OF.search(ahead), AFTER[side].match(text, name.end())
    if before or after:
        return text[before.start() if before else name.start() : after.end() if after else name.end()]
    if by and ACTS[by["act"].lower()] == side:
        return text[by.start() : name.end()]
    return read_side(side, text, name)
