"""Who does something to whom by own words is who does it by their sentence."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.exchanged_sides import find_exchanged_sides
from facts.verify.doubts.parties.role_words import find_reversed_roles
from facts.verify.doubts.parties.sides import find_wrong_sides
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of, with_receipts
from tests.tables import each_row

KINDS = {"Kestrel": "yard", "Harbour Board": "board", "Vantor": "broadcaster", "Halmer Sports": "agency"}
ORGANIZATIONS = [build_record("organizations", slug_of(name), name=name, kind=KINDS[name]) for name in KINDS]
OWED = "Kestrel owed the state a penalty of 5 million euros."
PROMISED = "Vantor also promised Halmer Sports a share of its income."


def is_doubted(sentence: str, summary: str) -> bool:
    """Return whether a summary of a sentence is doubted, about the sale of rights by Halmer Sports to Vantor."""
    article = Article(sentence)
    contract = build_record("contracts", "rights", title="rights", buyers=("vantor",), suppliers=("halmer-sports",))
    receipts = {"summary": receipt_for(article, sentence)}
    statement = statement_of("a", receipts, speaker="kestrel", summary=summary, about=("rights",))
    records = {
        "organizations": ORGANIZATIONS,
        "contracts": [with_receipts(contract, {})],
        "statements": [statement],
    }
    return bool(list(find_exchanged_sides(CheckContext(records, article))))


@each_row(
    ("sentence", "summary"),
    [
        (OWED, "the state owes Kestrel a penalty"),
        (OWED, "the state owed the yard a penalty"),
        (PROMISED, "Halmer Sports promised Vantor a part of the income"),
        (PROMISED, "the agency promised the buyer a part of what it earns"),
        (PROMISED, "the seller promised the broadcaster a part of what it earns"),
        ("Kestrel sued the Harbour Board.", "the Harbour Board sued Kestrel"),
        ("Kestrel bought two tugs from Vantor.", "Vantor bought tugs from Kestrel"),
        ("Kestrel will sell two tugs to Vantor.", "Vantor is to sell tugs to Kestrel"),
        ("Vantor was sued by Kestrel.", "Vantor sued Kestrel"),
        ("Vantor sued Kestrel.", "Vantor was sued by Kestrel"),
        ("The tugs, which Kestrel sold to Vantor, leak.", "Vantor sold the tugs to Kestrel"),
        ("Kestrel has replaced Vantor as builder.", "Vantor replaces Kestrel"),
        ("Kestrel accused Vantor of theft.", "Vantor accuses Kestrel of theft"),
        ("Kestrel asked Vantor to pay.", "Vantor asked Kestrel for money"),
    ],
)
def test_sides_that_are_exchanged(sentence: str, summary: str) -> None:
    """A summary in which the one does to the other what the other does is doubted, by name, noun or role."""
    assert is_doubted(sentence, summary)


@each_row(
    ("sentence", "summary"),
    [
        (OWED, "Kestrel owes the state a penalty"),
        (OWED, "the yard owes a penalty to the state"),
        (OWED, "the state is owed a penalty by Kestrel"),
        (OWED, "the state is owed a penalty"),
        (PROMISED, "the buyer promised the agency a part of what it earns"),
        (PROMISED, "the agency was promised a part of the income"),
        ("Kestrel sued the Harbour Board, which sued Kestrel.", "the Harbour Board sued Kestrel"),
        ("Vantor was sued by Kestrel.", "Kestrel sued Vantor"),
        ("Kestrel and Vantor sold tugs to each other.", "Vantor sold tugs to Kestrel"),
        ("It asked Kestrel to pay Vantor.", "Kestrel should pay Vantor"),
        ("The offer of Kestrel was better than that of Vantor.", "Vantor offered less than Kestrel"),
        ("Kestrel sold the tugs to Vantor.", "Vantor bought the tugs from Kestrel"),
    ],
)
def test_sides_that_are_as_told(sentence: str, summary: str) -> None:
    """The same sides, in the passive or by the converse verb, and acts of both, are not doubted."""
    assert not is_doubted(sentence, summary)


@each_row(
    ("buyers", "suppliers", "certain"),
    [
        (("vantor",), ("vantor",), [True]),
        (("vantor", "kestrel"), ("halmer-sports", "kestrel"), [True]),
        (("FI",), ("FI",), [False]),
        (("vantor",), ("halmer-sports",), []),
        (("vantor",), (), []),
    ],
)
def test_nobody_buys_from_itself(buyers: tuple[str, ...], suppliers: tuple[str, ...], certain: list[bool]) -> None:
    """A party on both sides of a contract is a fault; a country, in which both may be, is doubted."""
    contract = build_record("contracts", "a", title="tugs", buyers=buyers, suppliers=suppliers)
    countries = [build_record("countries", "FI", name="Finland", alpha3="FIN", numeric="246")]
    records = {"organizations": ORGANIZATIONS, "countries": countries, "contracts": [with_receipts(contract, {})]}
    findings = find_wrong_sides(CheckContext(records, Article("Tugs.")))
    assert [finding.is_certain for finding in findings] == certain


@each_row(
    ("title", "is_doubted"),
    [
        ("sale of tugs by Vantor", True),
        ("sale of tugs to Halmer Sports", True),
        ("purchase of tugs from Vantor", True),
        ("purchase of tugs by Halmer Sports", True),
        ("Vantor sells tugs to Halmer Sports", True),
        ("contract with the buyer Halmer Sports", True),
        ("contract of Vantor as seller", True),
        ("Halmer Sports buys tugs", True),
        ("sale of tugs by Halmer Sports", False),
        ("sale of tugs to Vantor", False),
        ("purchase of tugs from Halmer Sports by Vantor", False),
        ("contract with the buyer Vantor", False),
        ("contract of Halmer Sports as seller", False),
        ("Vantor's tugs", False),
        ("tugs for Vantor, built by Halmer Sports", False),
    ],
)
def test_words_for_the_sides_of_a_contract(title: str, is_doubted: bool) -> None:
    """The title of a contract has its buyer buy and its supplier sell."""
    contract = build_record("contracts", "a", title=title, buyers=("vantor",), suppliers=("halmer-sports",))
    records = {"organizations": ORGANIZATIONS, "contracts": [with_receipts(contract, {})]}
    assert bool(list(find_reversed_roles(CheckContext(records, Article("Tugs."))))) == is_doubted
