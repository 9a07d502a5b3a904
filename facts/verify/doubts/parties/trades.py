"""Buyers and suppliers compared with the verbs of buying and selling in the sentences of their words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

Side = Literal["buyers", "suppliers"]
OPPOSITE: Mapping[Side, Side] = {"buyers": "suppliers", "suppliers": "buyers"}
DOES = {"buyers": "buys", "suppliers": "sells"}

SEPARATE = (
    r"(?:,[^,;.]{1,60},)?(?:(?:,\s[A-Z]\w+)*\sand\s[A-Z]\w+)?"
    r"(?:\s(?:said|says|announced|confirmed|reported)(?:\son\s\w+|\s\w+day|\slate\son\s\w+)?(?:\sthat)?\s(?:it|they)(?!\w))?"
)
"""What may be between a name and its verb: words between commas, further names of a list, or that it said so."""
ACTIVE = (
    r"(?:\s(?:\w+ly|has|have|had|will|would|is to|are to|was to|were to|is|are|was|were|also|itself|already|now"
    r"|recently|wants to|wanted to|can|could|may|must"
    r"|(?:agree[sd]?|plan(?:s|ned)?|intend(?:s|ed)?|decide[sd]?|hope[sd]?|vote[sd]?|pledge[sd]?|prepare[sd]?|aim(?:s|ed)?"
    r"|undertook|seeks?|sought|offer(?:s|ed))(?:\s[\w-]+){0,4}?\sto)){0,4}?\s"
)
NO_PASSIVE = r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )"
_HIRE = "leased|leases?|rented|rents?|chartered|charters?|hired|hires?|borrowed|borrows?|licensed|licenses?"
"""Verbs by which something is had for a time: from somebody, unless to is after them."""
_HIRING = "leasing|renting|chartering|hiring|borrowing|licensing"
_TO = r"[^.;]{0,80}?\sto\s(?:the\s|a\s|an\s|its\s|[A-Z])"
_BUY = (
    r"(?:(?:bought|buys?|ordered|orders?|purchased|purchases?|acquired|acquires?|procured|procures?|imports?|imported|commissioned"
    rf"|commissions)(?!\w)|(?:{_HIRE})(?!\w)(?!{_TO}))"
)
_SELL = (
    r"(?:(?:sold|sells?|supplied|supplies|supply|delivered|delivers?|exports?|exported|builds?|built|manufactures?"
    rf"|manufactured)(?!\w)|(?:{_HIRE})(?={_TO}))"
)
_ING = {
    "buyers": f"buying|ordering|purchasing|acquiring|importing|(?:{_HIRING})(?!{_TO})",
    "suppliers": "selling|supplying|exporting|building",
}
_ASIDE = r",\s(?!and|but|or|wh|as|then)[^,;.]{1,40},|,\swh(?:ich|ose)\s(?:[^,;.]|[,.](?=\d)){1,60},"
_WORDS = rf"(?:[^\s,;]+(?:{_ASIDE})?\s){{0,12}}?"
"""Words between a verb and a preposition, some of which commas may set off."""
_ORDER = r"(?:contract|order|deal|tender)s?(?!\w)"
_NO_SALE = r"(?:(?!(?<!\w)(?:deliver|suppl|sell|sale|build|provid|export|mak))(?:[^.;]|\.(?=\d))){1,100}?"
"""Words between a contract and a preposition that do not say that whoever signed it delivers something."""
_SIGN = (
    rf"(?:signed|signs|placed|concluded)\s(?:\w+\s){{0,3}}?(?:contract|deal|agreement|order)(?!\w){_NO_SALE}\sfrom"
)
"""What a buyer does: sign a contract for something from somebody."""
OPEN = (
    r"(?:(?!(?:for|to|by|from|and|with|in|on|at)\s)(?:[a-z][\w-]*|[A-Z]\w+(?:n|ish|ese|ch|-based|['\u2019]s?)|North|South|East"
    r"|West|New|Saudi|United|U\.[SK]\.|U[SK])\s){0,5}$"
)
"""Words such as "the Danish shipyard" or "Denmark's" between a preposition and a name."""

AFTER: Mapping[Side, re.Pattern[str]] = {
    "buyers": re.compile(
        rf"{SEPARATE}{ACTIVE}(?:{NO_PASSIVE}{_BUY}|(?:{_ING['buyers']})(?!\w)|{NO_PASSIVE}{_SIGN}\s)"
        rf"|{SEPARATE}{ACTIVE}{NO_PASSIVE}award(?:s|ed)\s(?:[\w-]+\s){{0,4}}?{_ORDER}"
        rf"|(?:['\u2019]s?)\s(?:purchase|acquisition)(?!\w)"
    ),
    "suppliers": re.compile(
        rf"{SEPARATE}{ACTIVE}(?:{NO_PASSIVE}{_SELL}|(?:{_ING['suppliers']})(?!\w))|(?:['\u2019]s?)\s(?:sale|export)s?(?!\w)"
        rf"|{SEPARATE}{ACTIVE}(?:won|wins|(?<=was\s)awarded|(?<=been\s)awarded)\s(?:[\w-]+\s){{0,4}}?{_ORDER}"
    ),
}
"""What follows the name of a buyer, or of a supplier."""
BEFORE: Mapping[Side, re.Pattern[str]] = {
    "buyers": re.compile(
        rf"(?<!\w)(?:(?:sold|sells?|selling|sale|supply|supplied|supplies|exports?|exported|{_HIRE}|{_HIRING})\s{_WORDS}to"
        rf"|(?:builds?|building|built)\s{_WORDS}for|(?:bought|ordered|purchased|acquired|procured"
        rf"|commissioned|leased|rented|chartered|hired|purchase|acquisition)\s{_WORDS}by)\s{OPEN}"
    ),
    "suppliers": re.compile(
        rf"(?<!\w)(?:(?:bought|buys?|buying|ordered|orders?(?!\sc[oa]mes?)|purchased|purchase|purchases|acquired|acquires?|imports?|imported"
        rf"|commissioned|{_HIRE}|{_HIRING})\s{_WORDS}from|(?:sold|supplied|delivered|manufactured|produced|supply|sale|built)\sby"
        rf"|{_SIGN}"
        rf"|{_ORDER}[^.;]{{1,90}}?\s(?:awarded|given|went)\sto|awarded\s(?:[\w-]+\s){{0,4}}?{_ORDER}\sto"
        rf"|(?:contract|deal|agreement)[^.;]{{1,80}}?\swith\sthe\s(?:\w+\s)?(?:shipyard|shipbuilder|manufacturer|maker"
        rf"|builder|producer|supplier))\s{OPEN}"
    ),
}
"""What stands before the name of a buyer, or of a supplier."""
BOUGHT = re.compile(rf"(?<!\w){NO_PASSIVE}{_BUY}\s{OPEN}")
"""What stands before the name of what is bought, such as a rival."""
SOLD = re.compile(
    rf"(?<!\w)(?:{NO_PASSIVE}(?:sold|sells?)|selling)\s(?:(?:[\w.,%-]+\s){{0,4}}?(?:percent|cent|stake|share|half|third|quarter"
    rf"|majority|part|parts|all|rest|control|%)\s(?:of|in)\s)?{OPEN}"
)
"""What stands before the name of what is sold, such as a subsidiary."""
TRADED: Mapping[Side, tuple[re.Pattern[str], str]] = {"buyers": (BOUGHT, "bought"), "suppliers": (SOLD, "sold")}
"""What is no buyer, and no supplier, but traded itself."""
WHOLE = re.compile(r"[,.;:)]|$|\s(?:to|for|in|on|at|by|from|with|and|last|this|after)(?!\w)")
"""What follows the whole name of what is sold, and not that of its maker."""
CONTRACT = re.compile("contract|deal|agreement")
"""How words begin in which a contract with a maker is made, who may be the buyer of parts."""


def find_swapped_parties(context: CheckContext) -> Iterator[Finding]:
    """Yield each buyer of whom the sentences of its words say only that it sells, and the other way round."""
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    for contract in context.of_kind("contracts"):
        for side in OPPOSITE:
            receipt = contract.evidence.get(side)
            for party in getattr(contract, side) if receipt else ():
                if party in by_id and receipt:
                    opposite = find_opposite(side, by_id[party].aliases(), receipt, context.sentences)
                    if opposite is not None:
                        words, act = opposite
                        message = f"has {party}, of which '{words}' says that it {act}"
                        hint = (
                            f"Correct {side} and {OPPOSITE[side]}, or quote the words that say that it {DOES[side]}"
                        )
                        name = f"contracts/{contract.id}"
                        is_certain = receipt.basis == "stated" and not CONTRACT.match(words)
                        yield Finding(name, side, message, hint, is_certain)


def find_opposite(
    side: Side, names: Sequence[str], receipt: Receipt, sentences: SentenceMap
) -> tuple[str, str] | None:
    """Return the words by which a party is on the other side of a contract, or is traded, and what it does.

    None if other words say that it is on this side, or none say anything.
    """
    opposite: tuple[str, str] | None = None
    for number in sorted(sentences.numbers_of(receipt.spans)):
        text = sentences.text(number)
        for match in chain.from_iterable(name_pattern(name).finditer(text) for name in names):
            if read_side(side, text, match):
                return None
            words = read_side(OPPOSITE[side], text, match)
            traded = None if words else read_traded(side, text, match)
            opposite = opposite or ((words, DOES[OPPOSITE[side]]) if words else traded)
    return opposite


def read_traded(side: Side, text: str, name: re.Match[str]) -> tuple[str, str] | None:
    """Return the words of a sentence by which a name in it is that of what is traded, and that; None if it is not."""
    pattern, act = TRADED[side]
    before = pattern.search(text[: name.start()])
    is_whole = side == "buyers" or WHOLE.match(text, name.end())
    return (text[before.start() : name.end()], f"is {act}") if before and is_whole else None


def read_side(side: Side, text: str, name: re.Match[str]) -> str | None:
    """Return the words of a sentence that say that a name in it is on a side; None if they do not."""
    if after := AFTER[side].match(text, name.end()):
        return text[name.start() : after.end()]
    before = BEFORE[side].search(text[: name.start()])
    return text[before.start() : name.end()] if before else None
