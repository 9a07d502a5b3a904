"""Terms whose amount, or whose contract, other sentences tell."""

from collections.abc import Mapping

from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.term_sentences import find_foreign_terms
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, with_receipts
from tests.tables import each_row

TEXT = """\
Kestrel will supply 90 ferries and Tern 50, and the earlier tender was worth 130 million euros.
A bank lends 40 percent of the order. An option for another 60 ferries expires in 2028.
The Kestrel contract has an option for 9 ferries. The deal with Tern has a bonus of 5 million euros.
The lease may go on for 23 million euros."""
ORGANIZATIONS = tuple(build_record("organizations", slug_of(name), name=name) for name in ("Kestrel", "Tern"))


def receipt_of(words: str) -> Receipt:
    """Return a receipt with some words of the article of a passage to a line."""
    start = TEXT.index(words)
    span = Span(
        passage=TEXT.count("\n", 0, start) + 1,
        start=start,
        end=start + len(words),
        digest=sha256_hex(words),
        exact=words,
    )
    return Receipt.model_validate({"basis": "stated", "spans": (span,)})


TERMS = "The group runs it for ten years, ending a 22-year tenure. It offered to pay at least 14 crowns. Lode paid 9."


@each_row(
    ("kind", "stated", "amount", "is_doubted"),
    [
        ("for ten years", "22-year tenure", {"value": 22, "unit": "year"}, True),
        ("for ten years", "ten years", {"value": 10, "unit": "year"}, False),
        ("offered to pay", "paid 9", {"value": 9, "unit": "crown"}, True),
        ("offered to pay", "14 crowns", {"value": 14, "unit": "crown"}, False),
        ("group runs it", "22-year tenure", {"value": 22, "unit": "year"}, False),
        ("for ten years", "paid 9", {"value": 9, "unit": "crown"}, False),
    ],
)
def test_the_figure_beside_a_term(kind: str, stated: str, amount: Mapping[str, object], is_doubted: bool) -> None:
    """An amount of a term is the one in its own words, or in their sentence if it has one of that kind."""
    article = Article(TERMS)
    term = {"kind": kind, "what": "how long, or how much", "amount": {**amount, "stated": stated}}
    contract = build_record("contracts", "a", title="licence", terms=(term,))
    receipts = {
        path: receipt_for(article, words).model_copy(
            update={
                "spans": tuple(span.model_copy(update={"exact": words}) for span in receipt_for(article, words).spans)
            }
        )
        for path, words in (("terms.0.kind", kind), ("terms.0.amount", stated))
    }
    records = {"contracts": (with_receipts(contract, receipts),)}
    doubted = [finding.field for finding in find_foreign_terms(CheckContext(records, article))]
    assert ("terms.0.amount" in doubted) == is_doubted


def findings(
    paths: Mapping[str, str], *, several: bool = True, suppliers: tuple[str, ...] = ("kestrel",)
) -> list[str]:
    """Return the fields in doubt of a contract with one term, beside another contract if there are several."""
    terms = ({"kind": "option", "what": "more ferries"},)
    contract = build_record("contracts", "a", title="ferries", suppliers=suppliers, terms=terms)
    receipts = {path: receipt_of(words) for path, words in paths.items()}
    others = (
        (with_receipts(build_record("contracts", "b", title="ships", suppliers=("tern",)), {}),) if several else ()
    )
    records = {"organizations": ORGANIZATIONS, "contracts": (with_receipts(contract, receipts), *others)}
    return [finding.field for finding in find_foreign_terms(CheckContext(records, Article(TEXT)))]


@each_row(
    ("what", "several", "suppliers", "is_doubted"),
    [
        ("An option for another 60 ferries", True, ("kestrel",), True),
        ("An option for another 60 ferries", False, ("kestrel",), False),
        ("An option for another 60 ferries", True, ("tern",), False),
        ("an option for 9 ferries", True, ("kestrel",), False),
        ("The lease may go on", True, ("kestrel",), False),
    ],
)
def test_a_term_of_no_contract(what: str, several: bool, suppliers: tuple[str, ...], is_doubted: bool) -> None:
    """Of two contracts that their suppliers tell apart, a term is the one that its passage names, or the contract."""
    assert findings({"terms.0.what": what}, several=several, suppliers=suppliers) == ["terms.0.what"] * is_doubted


@each_row(
    ("amount", "is_doubted"),
    [("130 million euros", True), ("5 million euros", False), ("9 ferries", False)],
)
def test_an_amount_of_something_else(amount: str, is_doubted: bool) -> None:
    """The amount of a term is in a passage that tells of the term."""
    paths = {"terms.0.kind": "an option for", "terms.0.amount": amount}
    assert findings(paths, several=False) == ["terms.0.amount"] * is_doubted
