"""Amounts that are not the value of the contract that has them: another contract's, a unit's, a penalty's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facts.model.article import Article
from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.context import Excerpt
from facts.verify.currencies import codes_by_name, currency_codes
from facts.verify.grammar.inflection import to_plural
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.spans import iter_excerpts
from facts.verify.tokens import tokenize
from facts.verify.vocabulary import Vocabulary, name_pattern

ORDINALS = ("first", "second", "third", "fourth", "original", "initial", "earlier", "later", "latest", "follow-on")
CONTRACT_NOUNS = "contract|deal|order|agreement|batch|delivery|purchase|tranche|phase|transfer|launch|lot"
UNIT_AFTER = re.compile(
    r"\san?\s(?!(?:week|day|month|year|decade)s?\s(?:later|after|before|ago|earlier))\w+\b"
    r"|\W{0,2}(?:\w+\s){0,2}?(?:per|each|apiece|for (?:each|every|one)"
    r"|a (?:piece|copy|unit|head|time|pop|seat|shot))\b",
    re.IGNORECASE,
)
UNIT_BEFORE = re.compile(
    r"\b(?:unit (?:price|cost)s?|(?:price|cost)s? (?:per|of (?:each|one|a single|every))|apiece"
    r"|(?:each|every|one|a single)(?! (?:day|week|month|year|decade)s?\b)(?: \w+){0,4}"
    r" (?:costs?|cost|costing|priced|worth|for|at))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
SUCH_ONE = re.compile(r"\b(?:to|will|would|can|could|may|must|should) \w+ one(?= (?:for|at)\b)", re.IGNORECASE)
"""A verb with one for a thing that is named before it: a vaccine, and to develop one for."""
EACH_PERIOD = re.compile(
    r"\s(?:an?|per|each|every)\s(?:week|day|month|quarter|year|season|decade)\b(?!\s(?:later|after|before|ago|earlier))"
)
PERIOD = "each period"
"""The owner of an amount such as a rent, which is due again and again."""
OTHER_AMOUNTS = (
    *("option", "penalty", "fine", "commission", "bribe", "bonus", "add-on", "deposit", "down payment", "instalment"),
    *("installment", "loan", "credit", "subsidy", "discount", "tax", "damages", "compensation", "salary", "grant"),
    *("guarantee", "refund", "offset", "kickback", "advance", "late fee", "cancellation fee", "termination fee"),
)
"""What an amount beside a contract may be instead of its value."""
MIN_LETTERS = 5
"""The fewest letters of a word of a title that is compared."""
WAYS_TO_PAY = ("instalment", "installment")
"""Those that, where there are several, add up to the value: paid in three instalments."""
OPEN_AMOUNTS = ("budget", "estimate", "bid", "offer", "quote", "tender", "forecast")
"""What may be the contract's value in other words."""
JOINTS = "of|worth|at|for|is|was|to|totalling|totaling|amounting to|costing|valued at"
_FORMS = {noun: rf"\b(?:{noun}|{to_plural(noun)})\b" for noun in (*OTHER_AMOUNTS, *OPEN_AMOUNTS)}
_NEXT = rf" (?!{'|'.join(_FORMS.values())})\w+"
"""A word between such an amount's noun and the amount that is no such noun, which would be nearer."""
_OPERATORS = r"(?:up to|about|around|some|roughly|at least|at most|nearly|almost|a|an|another|the) "


_NO_OBJECT = (
    "for|at|worth|and|to|but|against|said|says|costs?|costing|paid|pays|is|was|were|are|will|would|that|which|price"
    "|buys?|bought|orders?|ordered|spent|spends"
)
LENT = re.compile(
    r"\b(?:lend|lends|lent|lending|loaned|loaning|borrow|borrows|borrowed|borrowing)"
    rf"(?: (?!(?:{_NO_OBJECT})\b)[\w\u2019'-]+){{0,4}} (?:{_OPERATORS})*$"
)
"""What is before an amount that is lent."""


OPTION_PRICE = re.compile(
    rf"\boptions?\b(?! (?:not|un))[^;\d]* (?:for|at|worth) (?:{_OPERATORS})*[^\w\s]?$", re.IGNORECASE
)
"""What is before the price of an option in its sentence."""


@dataclass(frozen=True, slots=True)
class ForeignAmount:
    """What an amount belongs to in place of the contract, and whether that is certain."""

    owner: str
    is_certain: bool


class Distance(NamedTuple):
    """Where a name stands: after the amount or before it, and how many characters away."""

    is_after: bool
    characters: int


class ContractValues:
    """The contracts of a sheet with the names that tell them apart, to find whose an amount is."""

    def __init__(self, contracts: Sequence[Record], records: Mapping[str, Record], article: Article) -> None:
        self.contracts = contracts
        self.records = records
        self.article = article

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The names of all that a contract refers to, the ordinals of its title and the words for its signature."""
        return {contract.id: frozenset(self.names_of(contract)) for contract in self.contracts}

    def names_of(self, contract: Record) -> Iterator[str]:
        """Yield the names by which a sentence may mean a contract."""
        for field in contract.fields:
            for target in field.references if not field.path.startswith("attributed_to") else ():
                if target in self.records:
                    yield from self.records[target].aliases()
        title = contract.display_title(self.records).lower()
        yield from (f"#{ordinal}" for ordinal in ORDINALS if re.search(rf"\b{ordinal}\b", title))
        signed = getattr(contract, "signed", None)
        if signed is not None:
            yield signed.stated

    def find_owner(self, contract: Record) -> ForeignAmount | None:
        """Return what the value of a contract belongs to in place of the contract; None if nothing says so."""
        value, receipt = getattr(contract, "value", None), contract.evidence.get("value")
        if value is None or receipt is None:
            return None
        owners = []
        for span in receipt.spans:
            for excerpt in iter_excerpts(span, value.stated, self.article):
                owner = self.owner_in(contract, excerpt)
                if owner is None:
                    return None
                owners.append(owner)
        return owners[0] if owners else None

    def owner_in(self, contract: Record, excerpt: Excerpt) -> ForeignAmount | None:
        """Return whose the amount of an excerpt is, if it is not the contract's."""
        sentence = next(
            (part for part in parse_sentences(excerpt.text) if part.start <= excerpt.start < part.end), None
        )
        if sentence is None:
            return None
        before = excerpt.text[sentence.start : excerpt.start]
        after = excerpt.text[excerpt.end : sentence.end]
        title = contract.display_title(self.records).lower()
        return (
            find_unit(before, after)
            or find_other_amount(before, after, title)
            or self.other_contract(contract, before, after, excerpt)
        )

    def other_contract(self, contract: Record, before: str, after: str, excerpt: Excerpt) -> ForeignAmount | None:
        """Return the other contract that the sentence of an amount names in place of this one."""
        own = self.names[contract.id]
        for other in self.contracts:
            names = self.names[other.id]
            if other is contract or not (distance := distance_to(names - own, before, after)):
                continue
            own_distance = distance_to(own - names, before, after)
            if own_distance is None:
                is_open = self.names_elsewhere(contract, own - names, excerpt) or self.is_about(contract, excerpt)
                is_certain = not (distance.is_after or is_open)
                return ForeignAmount(self.title_of_other(contract), is_certain)
            is_behind = own_distance.is_after and not distance.is_after
            if is_behind or (has_amount(before) and distance < own_distance):
                return ForeignAmount(self.title_of_other(contract), is_certain=False)
        return None

    def title_of_other(self, contract: Record) -> str:
        """Return the title of the other contract with the amount of one, else of that with words nearest to it.

        Words in another passage are of no contract in particular.
        """
        value, spans = contract.value, contract.evidence["value"].spans  # type: ignore[attr-defined]
        others = [other for other in self.contracts if other is not contract]
        same = [
            other
            for other in others
            if (amount := getattr(other, "value", None))
            and (amount.ends, amount.currency) == (value.ends, value.currency)
        ]
        gaps = {other.id: gap for other in same or others if (gap := gap_between(spans, other)) is not None}
        nearest = min(gaps, key=lambda name: gaps[name], default=None)
        return self.records[nearest].display_title(self.records) if nearest else "another contract"

    def is_about(self, contract: Record, excerpt: Excerpt) -> bool:
        """Return whether the passage of an amount has a word of the contract's title, but one for a contract."""
        words = Vocabulary(contract.display_title(self.records)).words - set(CONTRACT_NOUNS.split("|"))
        return any(len(word) >= MIN_LETTERS and word in Vocabulary(excerpt.text).words for word in words)

    def names_elsewhere(self, contract: Record, names: frozenset[str], excerpt: Excerpt) -> bool:
        """Return whether the passage of an amount, or a span of its receipt, has one of these names."""
        spans = contract.evidence["value"].spans
        texts = [excerpt.text, *(self.article.text[span.start : span.end] for span in spans)]
        return distance_to(names, "\n".join(texts), "") is not None


def gap_between(spans: Sequence[Span], record: Record) -> int | None:
    """Return how many characters the words of a record are from spans in their passages; None if none are there."""
    gaps = (
        max(own.start - span.end, span.start - own.end, 0)
        for receipt in record.evidence.values()
        for own in receipt.spans
        for span in spans
        if own.passage == span.passage
    )
    return min(gaps, default=None)


def distance_to(names: frozenset[str], before: str, after: str) -> Distance | None:
    """Return how far from an amount one of the names stands, before it if it does; None if none does."""
    ends = [match.end() for name in names for match in pattern_of(name).finditer(before)]
    if ends:
        return Distance(False, len(before) - max(ends))
    starts = [match.start() for name in names for match in pattern_of(name).finditer(after)]
    return Distance(True, min(starts)) if starts else None


def has_amount(text: str) -> bool:
    """Return whether a text has another amount of money."""
    return any(token.kind == "currency" or token.text in currency_codes() for token in tokenize(text)) or any(
        token.lower in codes_by_name() for token in tokenize(text)
    )


def pattern_of(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, or of an ordinal before a word for a contract."""
    if name.startswith("#"):
        return re.compile(rf"\b{name[1:]} (?:[\w-]+ ){{0,2}}?(?:{CONTRACT_NOUNS})\b", re.IGNORECASE)
    return name_pattern(name)


def find_unit(before: str, after: str) -> ForeignAmount | None:
    """Return that an amount is the price of one unit, if the words beside it say so."""
    if EACH_PERIOD.match(after):
        return ForeignAmount(PERIOD, is_certain=True)
    if UNIT_AFTER.match(after) or UNIT_BEFORE.search(SUCH_ONE.sub("", before)):
        return ForeignAmount("one unit", is_certain=True)
    return None


def find_other_amount(before: str, after: str, title: str) -> ForeignAmount | None:
    """Return that an amount is a penalty, an option, a loan or the like, if the words beside it say so."""
    if LENT.search(before) and not any(noun in title for noun in ("loan", "credit", "lending")):
        return ForeignAmount("the loan", is_certain=True)
    if OPTION_PRICE.search(before) and "option" not in title:
        return ForeignAmount("the option", is_certain=False)
    beside = f"{before} {after}".lower()
    for noun, forms in _FORMS.items():
        if noun in title or noun.removesuffix("y") not in beside:
            continue
        is_before = re.search(rf"{forms}(?:{_NEXT}){{0,3}}? (?:{JOINTS}) (?:{_OPERATORS})*$", before)
        is_after = re.match(rf"(?:[ -]| in (?:\w+ ){{0,2}}| as an? ){forms}", after)
        if is_after and noun in WAYS_TO_PAY and is_after[0].startswith(" in ") and is_after[0].endswith("s"):
            continue
        if is_before or is_after:
            return ForeignAmount(f"the {noun}", is_certain=noun in OTHER_AMOUNTS)
        if re.match(rf"\W*(?:an?|the|this|its|another) (?:\w+ )?{forms}[^,;]*$", before, re.IGNORECASE):
            return ForeignAmount(f"the {noun}", is_certain=False)
    return None
