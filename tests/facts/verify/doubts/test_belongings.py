"""A country or a kind that stands with another name only is reported, and a lender who lends nothing; no other."""

from facts.model.article import Article
from facts.verify.doubts.belongings import find_foreign_belongings
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.lenders import find_wrong_lenders
from tests.facts.verify.contradiction_cases import build_record, with_receipts
from tests.facts.verify.doubts.test_doubts import quote

TEXT = (
    "The builder is the Austrian company Halden. Its offer was less than that of the Turkish firm Kopru. "
    "The company is based in Austria. Kopru, a Turkish firm, lost to Halden. "
    "Halden won against the Greek yard Kopru. Halden, a Swiss yard that Kopru hates, is glad. "
    "A Norwegian court was asked. The judge is a Danish lawyer, and it knows. It is a Finnish firm."
)
CASES = [
    ("country", "TR", "the Turkish firm", True),
    ("country", "TR", "a Turkish firm, lost", False),
    ("country", "AT", "the Austrian company", False),
    ("country", "AT", "is based in Austria", False),
    ("country", "GR", "the Greek yard", True),
    ("country", "CH", "a Swiss yard", False),
    ("country", "NO", "A Norwegian court", True),
    ("country", "DK", "a Danish lawyer", True),
    ("country", "FI", "is a Finnish firm", False),
    ("kind", "court", "A Norwegian court", True),
    ("kind", "firm", "Turkish firm Kopru", True),
    ("kind", "company", "Austrian company Halden", False),
]
"""A field of Halden, its value, its words, and whether they are reported."""


def test_words_with_another_name() -> None:
    """Words right before the name of another record, in a sentence without its own, are reported."""
    article = Article(TEXT)
    kopru = build_record("organizations", "kopru", name="Kopru")
    for field, value, words, is_foreign in CASES:
        halden = with_receipts(
            build_record("organizations", "halden", name="Halden", **{field: value}), {field: quote(article, words)}
        )
        records = {"organizations": (halden, kopru)}
        findings = find_foreign_belongings(CheckContext(records, article))
        faults = [fault.field for fault in findings if fault.message.startswith("is from")]
        assert faults == [field] * is_foreign, words


COUNTRIES = [
    ("Poland orders trams from Kopru. Switzerland's Kopru won.", "PL", True),
    ("Poland orders trams from Kopru. The Swiss tram-maker Kopru won.", "PL", True),
    ("Poland orders trams from Kopru. Switzerland's Kopru won.", "CH", False),
    ("The Swiss maker Kopru won. Poland's Kopru, a subsidiary, builds it.", "PL", False),
    ("Poland orders trams from Kopru.", "PL", False),
    ("The Swiss buyer of Kopru is in Poland.", "PL", False),
    ("Switzerland paid Kopru in Poland.", "PL", False),
    ("A Swiss rival beat Kopru of Poland.", "PL", False),
]
"""An article, the country of Kopru, and whether another one stands before its name."""


def test_a_country_that_the_article_gives_otherwise() -> None:
    """A country that the article itself puts before the name of an organization is its country, and no other."""
    for text, country, is_wrong in COUNTRIES:
        records = {"organizations": (build_record("organizations", "kopru", name="Kopru", country=country),)}
        faults = list(find_foreign_belongings(CheckContext(records, Article(text))))
        assert bool(faults) == is_wrong, text


def test_where_foreign_words_stand() -> None:
    """Words beside another name stand with that one, and words apart from it in a sentence without the name."""
    text = "One was sold to a Danish fund below value, Kopru said. The Greek maker Kopru won."
    halden = build_record("organizations", "halden", name="Halden", country="DK")
    kopru = build_record("organizations", "kopru", name="Kopru")
    article = Article(text)
    for words, where in (
        ("a Danish fund", "in a sentence that does not name it"),
        ("Greek", "which stands with kopru"),
    ):
        record = with_receipts(halden, {"country": quote(article, words)})
        (finding,) = find_foreign_belongings(CheckContext({"organizations": (record, kopru)}, article))
        assert finding.message == f"is from '{words}', {where}"


def test_a_lender_lends() -> None:
    """A lender is reported where its sentence says nothing of a loan, or names it only as who gets one."""
    article = Article(
        "Norway pays a part of the price. The rest comes from a loan of Kopru. Halden finances the ship. "
        "Kopru lends Halden the rest. The yard Halden has lent Kopru a ship."
    )
    rows = (
        ("Norway pays", True),
        ("loan of Kopru", False),
        ("Halden finances", False),
        ("lends Halden", True),
        ("has lent Kopru", False),
    )
    halden = build_record("organizations", "halden", name="Halden")
    for words, is_wrong in rows:
        contract = build_record("contracts", "a", title="ships", payment={"lender": "halden"})
        contract = with_receipts(contract, {"payment.lender": quote(article, words)})
        records = {"contracts": (contract,), "organizations": (halden,)}
        assert bool(list(find_wrong_lenders(CheckContext(records, article)))) == is_wrong, words


def test_a_country_without_words() -> None:
    """A country that rests on a whole passage is compared with the only words there that name it."""
    text = "The police bought balloons from the {} Kopru, Halden said."
    for words, is_foreign in (("Israeli company", True), ("Israeli", True), ("Israel where it sits, and", False)):
        article = Article(text.format(words))
        receipt = quote(article, article.text)
        receipt = receipt.model_copy(
            update={"spans": tuple(span.model_copy(update={"exact": None}) for span in receipt.spans)}
        )
        halden = with_receipts(
            build_record("organizations", "halden", name="Halden", country="IL"), {"country": receipt}
        )
        records = {"organizations": (halden, build_record("organizations", "kopru", name="Kopru"))}
        faults = [fault.field for fault in find_foreign_belongings(CheckContext(records, article))]
        assert ("country" in faults) == is_foreign, words
