"""What is doubted of a contract: a speaker left out, and a delivery that is told of something else; not its own."""

import pytest

from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.foreign_sentences import find_foreign_sentences
from facts.verify.doubts.voices.narrators import find_unattributed
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

FERRIES = "The batteries will be supplied by Hanbit. They are to last ten years, Berge said."
DOSES = (
    "Ghana will buy 6 million doses of a vaccine. One costs $2.80. The first doses are expected in January 2026, "
    "Lind said. Mainz will open a school in May 2027. The radars are expected in June 2027."
)


def quote(article: Article, words: str) -> Receipt:
    """Return a receipt with words that are quoted."""
    receipt = receipt_for(article, words)
    span = receipt.spans[0].model_copy(update={"exact": words})
    return receipt.model_copy(update={"spans": (span,)})


@pytest.mark.parametrize(("words", "count"), [("will be supplied", 0), ("are to last ten years", 1)])
def test_a_speaker_beside_the_quoted_words(words: str, count: int) -> None:
    """A speaker in another sentence of the passage than the words that a record quotes is not missing there."""
    article = Article(FERRIES)
    passage = Receipt(basis="stated", spans=(Span(passage=1, start=0, end=len(FERRIES), digest=sha256_hex(FERRIES)),))
    contract = with_receipts(
        build_record("contracts", "a", title="supply of batteries"),
        {"title": passage, "delivery.status": quote(article, words)},
    )
    records = {"people": (build_record("people", "berge", name="Tor Berge"),), "contracts": (contract,)}
    assert len(list(find_unattributed(CheckContext(records, article)))) == count


TELLERS = {
    "They [are to last] ten years, according to an official familiar with the tender.": 1,
    "They [are to last] ten years, according to two people briefed on the talks.": 1,
    "They [are to last] ten years, said a source at the yard.": 1,
    "An official also said [they are to last] ten years.": 1,
    "A doctor, who asked not to be named, said [they are to last] ten years.": 1,
    "They [are to last] ten years, the city said in a statement.": 1,
    "The city, which paid, said nothing, but [they are to last] ten years.": 0,
    "An official said nothing, and [they are to last] ten years.": 0,
    "They [are to last] ten years, according to the contract.": 0,
    "They [are to last] ten years. An official at the yard was ill.": 0,
    "An official said that all of them [are to last] ten years.": 1,
    "An official said the first of them [are to last] ten years.": 1,
    "Officials said the delay had been [caused by a strike].": 1,
    "He expects [the new ships to be late].": 1,
    "The town believes the yard [will be late].": 1,
    "[An official said all of them are to last] ten years.": 1,
    "[The town claimed 3 million euros].": 0,
    "The town has claimed [3 million euros] in penalties.": 0,
    "They [are to last] ten years, said a source, who left in May.": 1,
    "They last, said a source, who [will leave] in May.": 0,
    "An official said the yard, which [was founded in 1990], is late.": 0,
    "The yard expects to deliver, and the town [will pay] in May.": 0,
    "The official told the yard [to deliver].": 0,
    "An official said this, speaking after [talks in Oslo].": 0,
    "An official said during [talks in Oslo].": 0,
    "The town blamed a strike and said all of them [are to last] ten years.": 1,
    "The town blamed [a strike of welders].": 1,
    "The town sued the yard, saying its bid [had been excluded].": 1,
    "The town [sued the yard], saying its bid had been excluded.": 0,
    "The town sued the yard, saying it was late, and [went to court].": 0,
    "The town said last week that the yard [had threatened to leave].": 1,
    "The yard [has threatened a strike], the town said.": 1,
    "The yard [has threatened a strike].": 0,
    "The agency, which [paid 9 million euros], claims that they are to last.": 0,
    "The [Lisbon-based] agency claims that they are to last.": 0,
    "An official said on Friday [the yard was late].": 1,
    "[An official told reporters in Oslo].": 0,
}
"""Sentences with the words of a record in brackets, and how many tell of somebody without a name who says them."""


@each_row(
    ("sentence", "title", "is_doubted"),
    [
        ("Berge, who left in May, told De Avond that [it ignored two offers].", "rejection of two offers", True),
        ("Berge, who left in May, told De Avond that [it ignored two offers].", "refusal of two offers", True),
        ("Berge, who left in May, told De Avond that [it ignored two offers].", "warning of two offers", False),
        ("Berge said that [the yard rejected two offers].", "rejection of two offers", False),
        ("Berge rejected claims that [two offers were ignored].", "rejection of claims", False),
        ("Berge refused to say whether [two offers were ignored].", "refusal to comment", False),
    ],
)
def test_a_rejection_is_said_only_by_a_verb_for_it(sentence: str, title: str, is_doubted: bool) -> None:
    """An event called rejection is somebody's claim where no verb of denial tells it; a warning is said anyway."""
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = quote(article, sentence.partition("[")[2].partition("]")[0])
    event = with_receipts(build_record("events", "a", title=title, kind="act", status="occurred"), {"title": receipt})
    records = {"events": (event,), "people": (build_record("people", "berge", name="Tor Berge"),)}
    assert bool(list(find_unattributed(CheckContext(records, article)))) == is_doubted


@each_row("sentence", TELLERS)
def test_somebody_without_a_name_tells_too(sentence: str) -> None:
    """An official, people and a source who tell the words of a record are missing as others are; papers are not."""
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipts = {
        "delivery.status": quote(article, sentence.partition("[")[2].partition("]")[0]),
        "title": quote(article, sentence.partition("[")[2].partition("]")[0]),
    }
    contract = with_receipts(build_record("contracts", "a", title="supply of batteries"), receipts)
    records = {"contracts": (contract,)}
    assert len(list(find_unattributed(CheckContext(records, article)))) == TELLERS[sentence]


def delivery_of(article: Article, words: str, edtf: str) -> Record:
    """Return a contract for doses whose delivery begins at a date in words of the article."""
    delivery = {"started": {"edtf": edtf, "stated": words}}
    contract = build_record("contracts", "a", title="purchase of vaccine", subject="doses", delivery=delivery)
    receipts = {"subject": quote(article, "6 million doses"), "delivery.started": quote(article, words)}
    return with_receipts(contract, receipts)


@each_row(
    ("words", "edtf", "count"),
    [("in January 2026", "2026-01", 0), ("in May 2027", "2027-05", 1), ("in June 2027", "2027-06", 1)],
)
def test_a_sentence_about_the_delivery(words: str, edtf: str, count: int) -> None:
    """The date of a delivery may be in a sentence of its own that names what is delivered, and in no other."""
    article = Article(DOSES)
    statement = with_receipts(
        build_record(
            "statements",
            "b",
            named="Lind",
            attribution_scope="whole",
            summary="x",
            form="indirect",
            status="planned",
        ),
        {"summary": quote(article, words)},
    )
    records = {"contracts": (delivery_of(article, words, edtf),), "statements": (statement,)}
    faults = [fault.field for fault in find_foreign_sentences(CheckContext(records, article))]
    assert faults == ["delivery.started"] * count


@pytest.mark.parametrize(("title", "faults"), [("purchase of radars", ["b"]), (None, [])])
def test_the_payment_of_another_contract(title: str | None, faults: list[str]) -> None:
    """Fields of one payment do not say whose it is where another contract has the same sentence."""
    article = Article("Lund buys ships. It pays 15 percent of the price in advance. The radars were bought before.")
    payment = {"advance_share": {"value": "0.15", "stated": "15 percent"}, "advance_status": "pledged"}
    receipts = {
        "payment.advance_share": quote(article, "15 percent"),
        "payment.advance_status": quote(article, "pays"),
    }
    ships = build_record("contracts", "a", title="purchase of ships", payment=payment)
    contracts = [with_receipts(ships, receipts | {"title": quote(article, "buys ships")})]
    if title:
        radars = build_record("contracts", "b", title=title, payment=payment)
        contracts.append(with_receipts(radars, receipts | {"title": quote(article, "The radars")}))
    findings = find_foreign_sentences(CheckContext({"contracts": contracts}, article))
    assert [finding.record for finding in findings] == [f"contracts/{name}" for name in faults]
