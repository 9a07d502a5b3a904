"""Buyers and suppliers compared with the verbs of buying and selling in the sentences of their words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import MONTH_NUMBERS
from facts.verify.vocabulary import name_pattern

Side = Literal["buyers", "suppliers"]
OPPOSITE: Mapping[Side, Side] = {"buyers": "suppliers", "suppliers": "buyers"}
DOES = {"buyers": "buys", "suppliers": "sells"}

_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_TIME = (
    r"(?:(?:(?:late|early|earlier|later)\s)?(?:on|in|last|this|since|during)\s(?:(?:the|early|late|mid|last|this)\s)?(?:\d{1,2}\s)?"
    rf"(?:{'|'.join(WEEKDAYS)}|{_MONTHS}|week|month|year|spring|summer|autumn|winter|\d{{4}})(?:\s\d{{1,4}})?"
    r"|yesterday|today)(?:\s(?:morning|afternoon|evening|night))?(?!\w)"
)
SEPARATE = (
    r"(?:,[^,;.]{1,60},)?(?:(?:,\s[A-Z]\w+)*\sand\s[A-Z]\w+)?"
    rf"(?:(?:\s{_TIME})?\s(?:said|says|announced|confirmed|reported)(?:\son\s\w+|\s\w+day|\slate\son\s\w+)?(?:\sthat)?\s(?:it|they)(?!\w))?"
)
"""What may be between a name and its verb: words between commas, further names of a list, or that it said so."""
_ADVERB = rf"\w+ly|also|itself|already|now|again|finally|then|since|meanwhile|{_TIME}"
"""What may be between a name and its verb: when, and how."""
ACTIVE = (
    rf"(?:\s(?:{_ADVERB}|has|have|had|will|would|(?:is|are|was|were|be|been)(?=(?:\s(?:{_ADVERB}))*\s\w+ing(?!\w))"
    r"|is to|are to|was to|were to|wants to|wanted to|can|could|may|must"
    r"|(?:agree[sd]?|plan(?:s|ned)?|intend(?:s|ed)?|decide[sd]?|hope[sd]?|vote[sd]?|pledge[sd]?|prepare[sd]?|aim(?:s|ed)?"
    r"|undertook|seeks?|sought|offer(?:s|ed))(?:\s[\w-]+){0,4}?\sto)){0,4}?\s"
)
_PASSIVE = rf"(?:\s(?:{_ADVERB}|has|have|had|will|would))*\s(?:is|are|was|were|be|been|being)(?:\s(?:{_ADVERB}))*\s"
NO_PASSIVE = r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )"
_HIRE = "leased|leases?|rented|rents?|chartered|charters?|hired|hires?|borrowed|borrows?|licensed|licenses?"
"""Verbs by which something is had for a time: from somebody, unless to is after them."""
_HIRING = "leasing|renting|chartering|hiring|borrowing|licensing"
_NOT_HIRED = r"(?<!\bthe )(?<!\bits )(?<!\btheir )"
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
_NO_VERB = (
    r"(?=(?!deliver|offer|cover|order|transfer|power|administer|monitor|enter|engineer)(?:[A-Z]|(?:the|an?|its|their|another|two"
    r"|three|local|rivals?|\w+(?:er|or|firm|company|group|yard|consortium|giant|operator|start-up|supplier))\s))"
)
"""What follows to before somebody, and not before what is to be done."""
_ORDER = r"(?:contract|order|deal|tender)s?(?!\w)"
_NOUNS = (
    r"(?:(?!(?:to|over|for|in|of|by|from|with|on|about|at|until|after|before|under|against|that|up|back)\s)[^\s;]+\s)"
)
"""A word of a noun and of whom it is given to."""
_NO_APPROVAL = (
    r"(?!\s(?:(?:its|their|the|an?)\s)?(?:\w+\s)?(?:approval|clearance|backing|blessing|consent|support|green|go-ahead|nod"
    r"|attack|fire|priority|permission)(?!\w))"
)
_OBJECT = rf"(?:(?:one|part|most|half|all|both|two|three)\sof\s)?{_NOUNS}{{0,6}}?{_ORDER}{_NO_APPROVAL}"
"""A contract that is awarded, after to whom if it is told before."""
_AWARD = "(?:(?:award|hand|grant)(?:s|ed|ing)|gave|gives|giving)"
_WON = "(?:won|wins?|winning|secured|landed|clinched|received)"
_NOT_WON = "".join(
    rf"(?<!{verb}\s{word}\s)" for verb in ("won", "wins", "landed", "secured", "received") for word in ("an", "the")
)
_MONEY = r"(?:[$\u20ac\u00a3]|illion|euros|dollars|money|funds)"
_LEND = (
    r"(?:lent|lends?|lending|donated|donates?|donating|transferred|transfers|transferring|(?:handed|hands|handing)\s(?:[\w-]+\s){0,3}?over)(?!\w)"
    rf"(?![^.;]{{0,60}}{_MONEY})"
)
"""Verbs by which somebody lets another one have a thing, and no money."""
_RETURN = r"returned(?!\sto\s)(?![^.;]{0,80}(?:leas|rent|borrow|hire|charter|loan|repair|fault|defect))"
"""A verb by which somebody gives a thing back, and not one that it had for a time."""
_TAKEOVER = r"(?:takeover|acquisition|purchase|buyout)"
_TAKE_OVER = (
    r"(?:complete[sd]?|finali[sz]e[sd]?|close[sd]?|seal(?:s|ed)?)\s(?:its|their|the|an?)\s"
    rf"(?:[^\s,;]+\s){{0,5}}?{_TAKEOVER}(?=\sof\s)"
)
_TO_BUY = r"(?:to\s(?:buy|purchase|order|lease|acquire|rent|charter)|for\sthe\s(?:purchase|acquisition))(?!\w)"
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
        rf"|{SEPARATE}{ACTIVE}{_AWARD}\s{_OBJECT}(?!\s(?:(?!to\s)[^\s,;]+\s){{0,6}}?by\s)"
        rf"|{SEPARATE}{ACTIVE}{_TAKE_OVER}"
        rf"|{SEPARATE}{ACTIVE}(?:signed|signs|concluded|agreed)\s(?:[^\s,;]+\s){{0,4}}?{_ORDER}\swith\s[^,.;]{{1,40}}?\s{_TO_BUY}"
        rf"|(?:['\u2019]s?)\s(?:(?:[\w-]+\s){{0,2}}?{_TAKEOVER}(?!\w)(?!\sby\s)|order(?=\sof\s|\sto\sbuy\s))"
    ),
    "suppliers": re.compile(
        rf"{SEPARATE}{ACTIVE}(?:{NO_PASSIVE}{_SELL}|(?:{_ING['suppliers']})(?!\w))|(?:['\u2019]s?)\s(?:sale|export)s?(?!\w)"
        rf"|{SEPARATE}{ACTIVE}{_WON}\s{_OBJECT}|{SEPARATE}{_PASSIVE}(?:awarded|handed|granted)\s{_OBJECT}"
        rf"|{SEPARATE}{ACTIVE}{NO_PASSIVE}(?:{_LEND}|{_RETURN})\s{_WORDS}to\s{_NO_VERB}"
    ),
}
"""What follows the name of a buyer, or of a supplier."""
BEFORE: Mapping[Side, re.Pattern[str]] = {
    "buyers": re.compile(
        rf"(?<!\w)(?:(?:sold|sells?|selling|sale|supply|supplied|supplies|exports?|exported|{_NOT_HIRED}(?:{_HIRE})|{_HIRING}|{_LEND})\s{_WORDS}to"
        rf"|(?:builds?|building|built)\s{_WORDS}for|(?:bought|ordered|purchased|acquired|procured"
        rf"|commissioned|leased|rented|chartered|hired|purchase|acquisition|takeover)\s{_WORDS}by"
        rf"|(?:{_WON}|(?:was|were|been)\s(?:(?:{_ADVERB})\s)?awarded)\s{_OBJECT}\s{_WORDS}(?:from|by)"
        rf"|{_ORDER}[^.;]{{0,90}}?\s(?:awarded|placed)\s(?:(?:{_TIME}|to\s[^,.;]{{1,40}}?)\s)?by)\s{OPEN}"
    ),
    "suppliers": re.compile(
        rf"(?<!\w)(?:(?:bought|buys?|buying|ordered|{_NOT_WON}orders?(?!\sc[oa]mes?)|purchased|purchase|purchases|acquired|acquires?|imports?|imported"
        rf"|commissioned|{_HIRE}|{_HIRING})\s{_WORDS}from|(?:sold|supplied|delivered|manufactured|produced|supply|sale|built)\sby"
        rf"|{_SIGN}"
        rf"|{_ORDER}[^.;]{{0,90}}?\s(?:awarded|given|went)\sto|{_AWARD}\s{_OBJECT}\s{_WORDS}to(?=\s{_NO_VERB}|\s$)"
        rf"|(?:lent|donated)\s(?:{_WORDS})by"
        rf"|(?:contract|deal|agreement)[^.;]{{1,80}}?\swith\sthe\s(?:\w+\s)?(?:shipyard|shipbuilder|manufacturer|maker"
        rf"|builder|producer|supplier))\s{OPEN}"
    ),
}
"""What stands before the name of a buyer, or of a supplier."""
_DATIVE = (
    r"\s(?:an?|the(?!\ssame|\snext)|its|their|another|one|two|three|four|five|six|ten|\d+)"
    r"\s(?!(?:[\w-]+\s)?(?:years?|months?|weeks?|days?)(?!\w))"
)
AROUND: Mapping[Side, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "buyers": (
        re.compile(rf"(?<!\w)(?:{NO_PASSIVE}(?:sold|sells?)|selling|{_LEND}|leased|supplied)\s{OPEN}"),
        re.compile(rf"{_DATIVE}(?!(?:(?!\sfor\s)[^.;]){{0,40}}{_MONEY})"),
    ),
    "suppliers": (
        re.compile(rf"(?<!\w)(?:{NO_PASSIVE}{_AWARD}\s|signed\s(?:[^\s,;]+\s){{0,4}}?{_ORDER}\swith\s){OPEN}"),
        re.compile(rf"{_DATIVE}{_NOUNS}{{0,5}}?{_ORDER}|\s{_TO_BUY}"),
    ),
}
"""What stands before and after the name of a buyer, or of a supplier, to whom something is given."""
BOUGHT = re.compile(rf"(?<!\w)(?:{NO_PASSIVE}{_BUY}|{_TAKEOVER}\sof)\s{OPEN}")
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
UNSURE = re.compile(rf"contract|deal|agreement|.*?(?<!\w)(?:{_LEND}|returned)")
"""Words in which a contract with a maker is made, who may be the buyer of parts, or a thing is handed to another."""


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
                        is_certain = receipt.basis == "stated" and not UNSURE.match(words)
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
    ahead = text[: name.start()]
    if before := BEFORE[side].search(ahead):
        return text[before.start() : name.end()]
    start, end = AROUND[side]
    before, after = start.search(ahead), end.match(text, name.end())
    return text[before.start() : after.end()] if before and after else None
