"""Figures of one contract that are those of several, or of another supplier."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.joint_figures import find_joint_figures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, with_receipts
from tests.tables import each_row

NAMES = ("Kestrel", "Tern", "Orvik Lines")
ORGANIZATIONS = tuple(build_record("organizations", slug_of(name), name=name) for name in NAMES)


def findings(sentence: str, suppliers: tuple[str, ...], field: str, title: str = "ferries") -> list[tuple[str, bool]]:
    """Return what is wrong with the figure in brackets of a contract of Orvik Lines, and whether that is certain."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    figure = {"amount": "9", "currency": "EUR"} if field == "value" else {"value": 9, "unit": "ferry"}
    fields = {"suppliers": suppliers, "buyers": ("orvik-lines",), field: figure | {"stated": words}}
    contract = with_receipts(
        build_record("contracts", "a", title=title, **fields), {field: receipt_for(article, words)}
    )
    records = {"organizations": ORGANIZATIONS, "contracts": (contract,)}
    doubts = find_joint_figures(CheckContext(records, article))
    return [(doubt.message.rpartition(" its sentence says of ")[2], doubt.is_certain) for doubt in doubts]


@each_row(
    ("sentence", "words"),
    [
        ("It ordered 14 ferries from two yards for [9 million euros].", "'from two yards'"),
        (
            "It ordered 14 ferries for [9 million euros] from several Danish manufacturers.",
            "'from several Danish man",
        ),
        ("The two contracts are worth [9 million euros].", "'two contracts'"),
        ("Three orders worth [9 million euros] were placed.", "'Three orders'"),
    ],
)
def test_an_amount_of_several_contracts(sentence: str, words: str) -> None:
    """What several sellers or contracts cost together is not the value of one, unless it is with both of them."""
    ((message, is_certain),) = findings(sentence, ("kestrel",), "value")
    assert message.startswith(words)
    assert message.endswith("together")
    assert not is_certain
    assert findings(sentence, ("kestrel", "tern"), "value") == []
    assert findings(sentence, ("kestrel",), "value", title="contracts for ferries") == []


@each_row(
    "sentence",
    [
        "It ordered 14 ferries from two yards for [9 million euros] each.",
        "It won the order of [9 million euros] in competition with two yards.".replace("with", "from"),
        "Two yards made offers, and Kestrel won with [9 million euros].",
        "One of the two contracts is worth [9 million euros].",
        "Of the two contracts the larger is worth [9 million euros].",
        "It ordered two ferries from Kestrel for [9 million euros].",
        "It has two contracts with Tern; this one is worth [9 million euros].",
    ],
)
def test_an_amount_of_one_contract(sentence: str) -> None:
    """Rivals, two ferries, what each costs and another part of the sentence make no amount that of several."""
    assert findings(sentence, ("kestrel",), "value") == []


@each_row(
    ("sentence", "owner"),
    [
        ("Kestrel will supply [90 of the ferries] and the yard Tern the remaining 50.", "kestrel"),
        ("Kestrel will supply 90 of the ferries and the yard Tern [the remaining 50].", "tern"),
        ("[90 ferries] come from Kestrel and 50 from Tern.", "kestrel"),
        ("Of those, 90 will be built by Kestrel in 2027 and [fifty] by Tern.", "tern"),
        ("Orvik Lines bought [90 ferries] from Kestrel and 50 from Tern.", "kestrel"),
    ],
)
def test_a_number_stands_with_its_supplier(sentence: str, owner: str) -> None:
    """Where two suppliers have a number each, that of the other one is refused."""
    other = "tern" if owner == "kestrel" else "kestrel"
    assert findings(sentence, (owner,), "quantity") == []
    assert findings(sentence, (other,), "quantity") == [(f"{owner}, and not of {other}", True)]


@each_row(
    "sentence",
    [
        "Kestrel and Tern will supply [90 ferries].",
        "Kestrel, which beat Tern, will supply [90 ferries] and 50 barges.",
        "Kestrel will supply [90 ferries], of which Tern builds none.",
        "Kestrel bought 30 percent of Tern, and [90 ferries] follow.",
    ],
)
def test_a_number_that_no_order_tells(sentence: str) -> None:
    """Names and numbers that do not take turns leave it open whose a number is."""
    assert findings(sentence, ("tern",), "quantity") == []
