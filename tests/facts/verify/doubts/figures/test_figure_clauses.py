"""A figure or a date that its clause denies, supposes, or says of a difference is not what a contract has."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.signatures import find_unsigned
from facts.verify.doubts.figures.figure_clauses import find_unheld_figures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

MONEY = {"operator": "=", "amount": "5000000", "currency": "USD"}
TRAMS = {"operator": "=", "value": "40", "unit": "tram"}
CLAUSES = {
    "problem": """
        The order does not cost [$5 million].|The trams never cost [$5 million].|It didn't order [40 trams].
        It is false that the trams cost [$5 million].|Nobody says that the order costs [$5 million].
        The trams cost far from [$5 million].|Delivery will not be [in 2024].
        Delivery [in 2024] is out of the question.
        It asked for [$5 million], which the ministry refused.|Delivery [in 2024] was ruled out.
        It pays $3 million, and not for the [$5 million] rumoured.|It pays more, contrary to the [$5 million].
        It pays $3 million instead of the [$5 million] asked.
        """,
    "warning": """
        The price fell by [$5 million].|The fleet grew by [40 trams].|An increase of [$5 million] was agreed.
        If the trams cost [$5 million], the ministry pays.
        It pays $3 million, though [$5 million] had been asked.|It ordered trams and saved [$5 million].
        It pays $3 million after Oslo paid [$5 million] for its own.|It had wanted [40 trams].
        It pays $3 million, and not the sum of [$5 million] that was rumoured.|It nearly ordered [40 trams].
        It cancelled an order of [40 trams].|The mayor had wanted trams [in 2024].
        Granat would have charged [$5 million].|The ministry refused to pay [$5 million].|It cancelled [40 trams].
        """,
    "none": """
        The order costs [$5 million].|The price rose to [$5 million].
        The price was cut to [$5 million] from $8 million.
        It has not yet paid the [$5 million].|If parliament approves the [$5 million] deal, they come.
        It not only pays [$5 million] but more.|It was originally valued at [$5 million].|It ordered [40 trams].
        Delivery is due [in 2024].|It did not say why it paid [$5 million].|It will not come until [2024].
        The trams, which nobody wanted, cost [$5 million].|The fleet grew, and [40 trams] came.
        After months it paid [$5 million].|It asked Granat, which wanted more, for [40 trams].
        It pays the [$5 million] that Granat asked.|It is nearly [$5 million].|It had ordered [40 trams].
        If all goes well, it will pay [$5 million].|It refused to say when its [40 trams] come.
        """,
}
"""Sentences with a figure in square brackets, by what is found."""


@each_row(
    ("sentence", "expected"),
    [
        (sentence.strip(), kind)
        for kind, sentences in CLAUSES.items()
        for line in sentences.strip().splitlines()
        for sentence in line.split("|")
    ],
)
def test_clauses_of_figures(sentence: str, expected: str) -> None:
    """What denies a figure is a problem; a difference and a condition are warnings; others neither."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipts = {"value": receipt_for(article, words)}
    contract = build_record("contracts", "a", title="trams", value={**MONEY, "stated": words})
    if "trams" in words:
        contract = build_record("contracts", "a", title="trams", quantity={**TRAMS, "stated": words})
        receipts = {"quantity": receipts["value"]}
    elif "2024" in words:
        delivery = {"when": {"edtf": "2024", "stated": words}}
        contract = build_record("contracts", "a", title="trams", delivery=delivery)
        receipts = {"delivery.when": receipts["value"]}
    findings = list(find_unheld_figures(CheckContext({"contracts": [with_receipts(contract, receipts)]}, article)))
    kinds = {"problem" if finding.is_certain else "warning" for finding in findings} or {"none"}
    assert kinds == {expected}


@each_row(
    ("sentence", "is_doubted"),
    [
        ("The contract, which expired [in May 2021], was renewed.", True),
        ("The old contract ran out [in May 2021].", True),
        ("The contract was cancelled [in May 2021].", True),
        ("The contract was first proposed [in May 2021].", True),
        ("Work under the contract began [in May 2021].", True),
        ("The contract was signed [in May 2021].", False),
        ("The deal was concluded [in May 2021] and ran out in 2022.", False),
        ("The old contract ran out, and a new one was signed [in May 2021].", False),
        ("The contract of [May 2021] ends next year.", False),
    ],
)
def test_the_date_of_another_act(sentence: str, *, is_doubted: bool) -> None:
    """A date right after the verb of another act than a signature is not taken for that of the signature."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    contract = build_record("contracts", "a", title="trams", signed={"edtf": "2021-05", "stated": words})
    contract = with_receipts(contract, {"signed": receipt_for(article, words)})
    assert bool(list(find_unsigned(CheckContext({"contracts": [contract]}, article)))) == is_doubted
