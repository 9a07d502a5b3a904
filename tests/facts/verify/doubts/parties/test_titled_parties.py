"""Parties of contracts that are not those of the title, and places where something only happens."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.titled_parties import find_titled_parties
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

ORGANIZATIONS = [build_record("organizations", name.lower(), name=name) for name in ("Kestrel", "Tern")]
PLACES = [build_record("places", "lundvik", name="Lundvik")]


@each_row(
    ("title", "suppliers", "is_doubted"),
    [
        ("contract with Kestrel", ("tern",), True),
        ("ferries from the yard Kestrel", ("tern",), True),
        ("contract with Kestrel", ("kestrel",), False),
        ("contract with Kestrel and Tern", ("tern",), True),
        ("contract with Kestrel and Tern", ("kestrel", "tern"), False),
        ("contract with Kestrel", (), False),
        ("ferries that Kestrel wanted to build", ("tern",), False),
    ],
)
def test_the_title_names_another_party(title: str, suppliers: tuple[str, ...], is_doubted: bool) -> None:
    """A contract with somebody by its title has that party, unless its suppliers are not told."""
    contract = with_receipts(build_record("contracts", "a", title=title, suppliers=suppliers), {})
    records = {"organizations": ORGANIZATIONS, "contracts": [contract]}
    assert bool(list(find_titled_parties(CheckContext(records, Article("Ferries."))))) == is_doubted


@each_row(
    ("kind", "sentence", "is_doubted"),
    [
        ("contracts", "The contracts [were signed in Lundvik].", True),
        ("contracts", "Schools [in the town of Lundvik] bought it.", True),
        ("contracts", "The [town of Lundvik has ordered] trams.", False),
        ("contracts", "[Lundvik, in the north], has ordered trams.", False),
        ("contracts", "Trams [for Lundvik] were ordered in Lundvik.", False),
        ("events", "They [met near Lundvik].", True),
        ("events", "[They met Lundvik's mayor].", False),
    ],
)
def test_a_place_is_no_party(kind: str, sentence: str, is_doubted: bool) -> None:
    """A place that its words have only as where something is takes no part; what a town does, or gets, is its own."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    path = "buyers" if kind == "contracts" else "participants"
    fields = {} if kind == "contracts" else {"kind": "event", "status": "occurred"}
    record = build_record(kind, "a", title="trams", **{path: ("lundvik",)}, **fields)
    records = {"places": PLACES, kind: [with_receipts(record, {path: receipt_for(article, words)})]}
    assert bool(list(find_titled_parties(CheckContext(records, article)))) == is_doubted
