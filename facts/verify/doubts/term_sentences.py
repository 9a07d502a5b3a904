"""Terms of contracts that rest on sentences of something else, or of no contract in particular."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.contract import Contract
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.exchanged_figures import has_figure
from facts.verify.doubts.parties.joint_figures import list_references
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import mentions

TERM = re.compile(r"terms\.(?P<number>\d+)(?:\.(?P<field>\w+))?")
AMOUNT = "amount"
THE_CONTRACT = re.compile(
    r"(?<!\w)(?:the|this|that|its|their)\s(?:\w+\s)?(?:contract|deal|agreement|order|lease|purchase|price)(?!\w)|^(?:It|They)\s",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that mean the contract of which a passage tells."""
AMOUNT_HINT = "Quote the amount that the sentence of the term states, or leave it out"
OWNER_HINT = "Write `terms: {ambiguous: why}`, or quote the words that say of which contract it is"


def find_foreign_terms(context: CheckContext) -> Iterator[Finding]:
    """Yield each amount that is in no sentence of its term, and each term that no words give to its contract."""
    sentences = context.sentences
    contracts = context.of_kind("contracts")
    by_id = {record.id: record for group in context.records.values() for record in group}
    for contract in contracts:
        name = f"contracts/{contract.id}"
        for number, paths in group_terms(contract).items():
            yield from find_foreign_amount(name, number, paths, contract, sentences)
            others = [other for other in contracts if other is not contract]
            if others and is_open(paths, contract, others, by_id, sentences):
                path = next(iter(paths))
                message = f"is from a sentence that names neither this contract nor {others[0].id}"
                yield Finding(name, path, message, OWNER_HINT, is_certain=False)


def group_terms(contract: Record) -> dict[str, list[str]]:
    """Return the paths of the fields with receipts of each term of a contract, by its number."""
    groups: dict[str, list[str]] = {}
    for path in contract.evidence:
        if match := TERM.fullmatch(path):
            groups.setdefault(match["number"], []).append(path)
    return groups


def find_foreign_amount(
    name: str, number: str, paths: Sequence[str], contract: Record, sentences: SentenceMap
) -> Iterator[Finding]:
    """Yield the amount of a term in whose passages none of its other fields has words."""
    path = f"terms.{number}.{AMOUNT}"
    own = contract.evidence.get(path)
    places = {(span.start, span.end) for span in own.spans} if own else set()
    others = (span for other in paths if other != path for span in contract.evidence[other].spans)
    spans = [span for span in others if (span.start, span.end) not in places]
    if own and spans and {span.passage for span in spans}.isdisjoint(span.passage for span in own.spans):
        words = sentences.article.text[own.spans[0].start : own.spans[0].end]
        message = f"is from '{words}', in a passage that says nothing of the term"
        yield Finding(name, path, message, AMOUNT_HINT, is_certain=False)
        return
    terms = contract.terms if isinstance(contract, Contract) else ()
    amount = terms[int(number)].amount if int(number) < len(terms) else None
    if own is None or amount is None or not spans:
        return
    is_inside = any(span.start < other.end and other.start < span.end for span in own.spans for other in spans)
    is_beside = not sentences.numbers_of(own.spans).isdisjoint(sentences.numbers_of(spans))
    texts = [span.exact or "" for span in spans] if is_beside else [sentences.text_of(spans)]
    if not is_inside and any(has_figure(amount, text) for text in texts):
        message = f"is '{amount.stated}', and not the figure that stands with the words of the term"
        yield Finding(name, path, message, AMOUNT_HINT, is_certain=False)


def is_open(
    paths: Sequence[str],
    contract: Record,
    others: Sequence[Record],
    records: Mapping[str, Record],
    sentences: SentenceMap,
) -> bool:
    """Return whether the passage of a term has no name of its contract alone, and no other words of it."""
    numbers = {number for path in paths for number in sentences.numbers_of(contract.evidence[path].spans)}
    passages = {sentences.passage_of(number) for number in numbers}
    text = "\n".join(sentences.article.passage(passage) for passage in passages)
    own = list_references(contract) - {name for other in others for name in list_references(other)}
    if not own or any(mentions(records[name], text) for name in own if name in records):
        return False
    holders = [owner for owner in (contract, *others) if has_words(owner, passages)]
    return len(holders) != 1 and not THE_CONTRACT.search(" ".join(map(sentences.text, sorted(numbers))))


def has_words(contract: Record, passages: set[int]) -> bool:
    """Return whether a field of a contract that is no term has words of its own in some passages."""
    return any(
        span.exact and span.passage in passages
        for path, receipt in contract.evidence.items()
        if not TERM.fullmatch(path)
        for span in receipt.spans
    )
