"""A party of a contract is who sells or buys by its sentence, and not another organization in it."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.other_parties import find_other_parties
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, with_receipts
from tests.tables import each_row

ORGANIZATIONS = [
    build_record("organizations", slug_of(name), name=name)
    for name in ("Tern", "Kestrel", "Rail Board", "Tern Union")
]
LEASE = "The Rail Board postponed its approval of trains that Tern is leasing from the company Kestrel."


@each_row(
    ("sentence", "side", "party", "others", "is_doubted"),
    [
        (LEASE, "suppliers", "Rail Board", (), True),
        (LEASE, "suppliers", "Kestrel", (), False),
        (LEASE, "suppliers", "Rail Board", ("kestrel",), False),
        ("Kestrel sold trains to Tern, the Rail Board said.", "buyers", "Rail Board", (), True),
        ("Kestrel sold trains to Tern, the Rail Board said.", "buyers", "Tern", (), False),
        ("Kestrel sold trains, the Rail Board said.", "buyers", "Rail Board", (), False),
        ("Tern Union voted to buy trains, the Rail Board said.", "buyers", "Tern", (), False),
        ("Tern Union voted to buy trains, the Rail Board said.", "buyers", "Rail Board", (), True),
        ("The contract of the Rail Board is with Kestrel.", "suppliers", "Rail Board", (), False),
        ("Kestrel will supply 90 trains and Tern the other 50.", "suppliers", "Tern", ("kestrel",), False),
    ],
)
def test_a_party_that_only_shares_a_sentence(
    sentence: str, side: str, party: str, others: tuple[str, ...], is_doubted: bool
) -> None:
    """Where a sentence says of one organization that it sells, another is no supplier, unless both are parties."""
    article = Article(sentence)
    contract = build_record("contracts", "a", title="trains", **{side: (slug_of(party),)})
    contracts = [
        with_receipts(contract, {side: receipt_for(article, party)}),
        build_record("contracts", "b", title="other trains", suppliers=others),
    ]
    records = {"organizations": ORGANIZATIONS, "contracts": contracts}
    assert bool(list(find_other_parties(CheckContext(records, article)))) == is_doubted


AWARD = "The Rail Board on Tuesday awarded a contract worth 2 million euros to the Danish company Tern."
BOTH = "Kestrel bought trains from Tern, and Tern bought steel from Kestrel."


@each_row(
    ("sentence", "buyer", "supplier", "quoted", "sides"),
    [
        (f"{AWARD} It is for trains. Both signed.", "Tern", "Rail Board", "Both", ["buyers", "suppliers"]),
        (f"{AWARD} It is for trains. Both signed.", "Rail Board", "Tern", "Both", []),
        (f"{AWARD} It is for trains. Both signed.", "Tern", "Rail Board", "The Rail Board", ["buyers"]),
        (f"{BOTH} Both signed.", "Tern", "Kestrel", "Both", []),
        (f"{BOTH} Both signed.", "Kestrel", "Tern", "Both", []),
        ("The trains of Tern are a gift of Kestrel. Both signed.", "Kestrel", "Tern", "Both", []),
    ],
)
def test_two_parties_that_are_exchanged(
    sentence: str, buyer: str, supplier: str, quoted: str, sides: list[str]
) -> None:
    """Where the title's sentence has each party on the other's side, both are doubted, once each."""
    article = Article(sentence)
    contract = build_record(
        "contracts", "a", title="trains", buyers=(slug_of(buyer),), suppliers=(slug_of(supplier),)
    )
    words = sentence.split(" ")[1]
    title = receipt_for(article, words)
    title = title.model_copy(
        update={"spans": tuple(span.model_copy(update={"exact": words}) for span in title.spans)}
    )
    parties = receipt_for(article, quoted)
    evidence = {"title": title, "buyers": receipt_for(article, "Both"), "suppliers": parties}
    records = {"organizations": ORGANIZATIONS, "contracts": [with_receipts(contract, evidence)]}
    assert [finding.field for finding in find_other_parties(CheckContext(records, article))] == sides
