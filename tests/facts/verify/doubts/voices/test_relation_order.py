"""A claim that is disputed is the one that was told last before, unless its speaker is named."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.relation_order import find_reversed_relations
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

NAMES = ("Ada Lind", "Bo Frisk", "Cy Holm")
PEOPLE = [build_record("people", slug_of(name), name=name) for name in NAMES]
FIRST = "Lind said the dam leaks. Frisk said the bridge is late."


@each_row(
    ("dispute", "target", "is_doubted"),
    [
        ("Holm rejected the claim.", "first", True),
        ("Holm rejected the claim.", "second", False),
        ("That comparison is wrong, Holm said.", "first", True),
        ("Holm denied it.", "first", True),
        ("Holm rejected the claim by Ada Lind.", "first", False),
        ("Holm said the dam is safe.", "first", False),
    ],
)
def test_the_claim_that_was_told_last(dispute: str, target: str, is_doubted: bool) -> None:
    """Words such as the claim mean the last one; others, and a name, may mean one before."""
    article = Article(f"{FIRST} {dispute}")
    first = statement_of("first", {"summary": receipt_for(article, "the dam leaks")}, speaker="ada-lind")
    second = statement_of("second", {"summary": receipt_for(article, "the bridge is late")}, speaker="bo-frisk")
    relation = {"type": "disputes", "statement": target, "origin": "stated", "note": "what both are about"}
    receipts = dict.fromkeys(("summary", "relations"), receipt_for(article, dispute))
    third = statement_of("third", receipts, speaker="cy-holm", relations=(relation,))
    records = {"people": PEOPLE, "statements": [first, second, third]}
    assert bool(list(find_reversed_relations(CheckContext(records, article)))) == is_doubted


@each_row(("speaker", "is_doubted"), [("first", True), ("second", False)])
def test_who_disputes_is_who_has_the_words(speaker: str, is_doubted: bool) -> None:
    """The statement whose sentence says that it disputes the other one disputes it."""
    article = Article("Lind said the dam leaks. Frisk disputed the claim, saying it holds.")
    quotes = {"first": ("the dam leaks", "ada-lind"), "second": ("it holds", "bo-frisk")}
    relation = {"type": "disputes", "origin": "stated", "note": "what both are about"}
    other = "second" if speaker == "first" else "first"
    statements = [
        statement_of(
            slug,
            {"summary": receipt_for(article, quote), "relations": receipt_for(article, "disputed the claim")},
            speaker=person,
            relations=(relation | {"statement": other},) if slug == speaker else (),
        )
        for slug, (quote, person) in quotes.items()
    ]
    records = {"people": PEOPLE, "statements": statements}
    assert bool(list(find_reversed_relations(CheckContext(records, article)))) == is_doubted


@each_row(
    ("claim", "dispute", "is_doubted"),
    [
        ("Lind accused the town of waste.", "Holm rejected the accusation.", False),
        ("Lind complained of waste.", "Holm rejected the complaint.", False),
        ("Lind accused the town of waste.", "Holm rejected the criticism.", False),
        ("Lind blamed the town for waste.", "Holm rejected the allegation.", False),
        ("Lind said the town has waste.", "Holm rejected the accusation.", True),
        ("Lind said the town has waste.", "Holm rejected the criticism.", True),
        ("Lind accused the town of waste.", "Holm rejected the figure.", True),
        ("Lind accused the town of waste.", "Holm rejected the estimate.", True),
    ],
)
def test_a_noun_means_the_claim_with_its_verb(claim: str, dispute: str, is_doubted: bool) -> None:
    """The accusation is what somebody accuses another of, also where another claim is told in between."""
    article = Article(f"{claim} Frisk said the bridge is late. {dispute}")
    first = statement_of("first", {"summary": receipt_for(article, "waste")}, speaker="ada-lind")
    second = statement_of("second", {"summary": receipt_for(article, "the bridge is late")}, speaker="bo-frisk")
    relation = {"type": "disputes", "statement": "first", "origin": "stated", "note": "what both are about"}
    receipts = dict.fromkeys(("summary", "relations"), receipt_for(article, dispute))
    third = statement_of("third", receipts, speaker="cy-holm", relations=(relation,))
    records = {"people": PEOPLE, "statements": [first, second, third]}
    assert bool(list(find_reversed_relations(CheckContext(records, article)))) == is_doubted
