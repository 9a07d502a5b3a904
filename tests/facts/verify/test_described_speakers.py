"""Who is meant by the company that says something: the only one that its sentence, or the one before, names."""

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from facts.verify.described_speakers import OfficeWords, find_holder
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.narrators import find_wrong_voices
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of, with_receipts
from tests.tables import each_row

KINDS = {
    "Kestrel": "maker",
    "Tern": "company",
    "Heron": "airline",
    "Harbour Board": "board",
    "Lode Union": "association",
}
ORGANIZATIONS = tuple(build_record("organizations", slug_of(name), name=name, kind=KINDS[name]) for name in KINDS)
LATE = "The first Kestrel ferries are late because of a strike, the company said."


@each_row(
    ("sentence", "quote", "speaker", "other"),
    [
        (LATE, "because of a strike", "tern", "kestrel"),
        (LATE, "because of a strike", "kestrel", None),
        (LATE, "because of a strike", "harbour-board", "kestrel"),
        (f"Tern will be on time. {LATE}", "because of a strike", "tern", "kestrel"),
        ("Kestrel is late. The ferries lack steel, said the company.", "The ferries lack steel", "tern", "kestrel"),
        ("Kestrel met the Harbour Board. The company said it was late.", "it was late", "tern", "kestrel"),
        ("According to the yard, Kestrel is late.", "Kestrel is late", "tern", None),
        ("Kestrel and Tern are late, the company said.", "are late", "tern", None),
        ("Tern is late. It has sued Kestrel, the company said.", "has sued Kestrel", "tern", None),
        ("The board disputed it, saying the rest was late.", "the rest was late", "tern", "harbour-board"),
        ("The board said it was late. No vote was taken, it said.", "No vote was taken", "tern", "harbour-board"),
        ("The board said it was late. No vote was taken, it said.", "No vote was taken", "harbour-board", None),
        ("Tern was late. No vote was taken, it said.", "No vote was taken", "tern", None),
        ("The Harbour Board is late. The company said it was sorry.", "it was sorry", "tern", None),
        ("Kestrel is late. The ministry said it was sorry.", "it was sorry", "tern", None),
        ("The Kestrel order is big, the airline said.", "is big", "heron", None),
        ("The Kestrel order is big, the airline said.", "is big", "kestrel", "heron"),
        ("The Kestrel order is big, the maker said.", "is big", "heron", "kestrel"),
        ("Kestrel is late, the airline said.", "is late", "heron", None),
        ("Kestrel is late, the company said.", "is late", "heron", "kestrel"),
        ("The Kestrel order is big, the company said.", "is big", "tern", None),
        ("Kestrel is late. It rained. It snowed. The company said it was sorry.", "it was sorry", "tern", None),
    ],
)
def test_who_the_company_is(sentence: str, quote: str, speaker: str, other: str | None) -> None:
    """Another speaker is doubted, unless several companies or a pronoun leave it open."""
    article = Article(sentence)
    statement = statement_of("a", {"summary": receipt_for(article, quote)}, speaker=speaker)
    records = {"organizations": ORGANIZATIONS, "statements": (statement,)}
    doubts = [(doubt.message.rpartition(" ")[2], doubt.is_certain) for doubt in find_contradictions(records, article)]
    assert doubts == ([(other, False)] if other else [])


@each_row(
    ("words", "other"),
    [
        ("the railway said", None),
        ("the engineering university said", None),
        ("the professor said", "petra-holm"),
        ("the railway professor said", "petra-holm"),
        ("the minister said", "erik-sandahl"),
        ("the transport minister said", "erik-sandahl"),
        ("the head said", None),
    ],
)
def test_who_has_an_office(words: str, other: str | None) -> None:
    """A description means who has its noun as an office, and not whose office is of what it names."""
    titles = {
        "petra-holm": "professor of railway engineering",
        "erik-sandahl": "Transport minister",
        "a": "head",
        "b": "head",
    }
    people = [
        build_record("people", name, name=name, offices=[{"title": title, "status": "current"}])
        for name, title in titles.items()
    ]
    offices = {person.id: OfficeWords.of(person) for person in people}
    assert find_holder("norrland-rail", words, offices) == other


@each_row(("voice", "is_doubted"), [("tern", True), ("kestrel", False)])
def test_the_voice_of_an_event(voice: str, is_doubted: bool) -> None:
    """An event is told by the company that its sentence names, and by no other."""
    article = Article(LATE)
    event = build_record("events", "a", title="delay", kind="delay", status="occurred")
    receipt = receipt_for(article, "are late")
    spans = [span.model_copy(update={"exact": "are late"}) for span in receipt.spans]
    receipts = {"title": receipt.model_copy(update={"spans": spans})}
    event = with_receipts(event.model_copy(update={"attributed_to": voice}), receipts)
    records = {"organizations": ORGANIZATIONS, "events": (event,)}
    assert bool(list(find_wrong_voices(CheckContext(records, article)))) == is_doubted


@each_row(
    ("sentence", "quote", "is_doubted"),
    [
        ("The Lode Union said that Tern had paid too much.", "had paid too much", True),
        ("The Lode Union told reporters Tern had hidden a leak.", "had hidden a leak", True),
        ("The Lode Union accused Tern of hiding a leak.", "hiding a leak", True),
        ("The Lode Union told Tern the dam leaks.", "the dam leaks", True),
        ("The Lode Union said Tern promised ten jobs.", "promised ten jobs", False),
        ("The Lode Union said, after Tern had left, that it leaks.", "it leaks", False),
        ("The Lode Union rejected what Tern called a joke.", "a joke", False),
        ("The Lode Union said Tern argued that it leaks.", "it leaks", False),
        ("Tern said it had paid too much.", "had paid too much", False),
    ],
)
def test_whom_a_claim_is_about(sentence: str, quote: str, is_doubted: bool) -> None:
    """Who does something by somebody else's words, or is told them, does not say them."""
    article = Article(sentence)
    statement = statement_of("a", {"summary": receipt_for(article, quote)}, speaker="tern")
    records = {"organizations": ORGANIZATIONS, "statements": (statement,)}
    assert [doubt.is_certain for doubt in find_contradictions(records, article)] == [False] * is_doubted


CITY = "Lind did not publish the deal, which the city says contains secrets."


@each_row(
    ("sentence", "quote", "speaker", "other"),
    [
        (CITY, "contains secrets", "varna", None),
        (CITY, "contains secrets", "ada-lind", "varna"),
        (CITY, "contains secrets", "tern", "varna"),
        (CITY.replace("city", "town"), "contains secrets", "ada-lind", None),
        ("Lind left. The city said it was sorry.", "it was sorry", "ada-lind", "varna"),
        ("Lind left. The board said it was sorry.", "it was sorry", "bo-frisk", "harbour-board"),
        ("Lind left. The city said it was sorry.", "it was sorry", "varna", None),
        ("Lind said the city was sorry.", "the city was sorry", "ada-lind", None),
        ("The city council said it was sorry.", "it was sorry", "tern", None),
        ("Frisk left. It hid the deal, which the mayor says is secret.", "is secret", "bo-frisk", "ada-lind"),
        ("Frisk left. It hid the deal, which the mayor says is secret.", "is secret", "ada-lind", None),
        ("Frisk left. The mayor said it was sorry.", "it was sorry", "tern", "ada-lind"),
        ("Frisk left. The deputy mayor said it was sorry.", "it was sorry", "bo-frisk", None),
        ("Frisk left. The captain said it was sorry.", "it was sorry", "bo-frisk", None),
    ],
)
def test_who_the_city_is(sentence: str, quote: str, speaker: str, other: str | None) -> None:
    """What the only city or board says is not what somebody says who has an office there."""
    article = Article(sentence)
    records = {
        "organizations": ORGANIZATIONS,
        "places": (build_record("places", "varna", name="Varna", kind="port city"),),
        "people": (
            build_record(
                "people", "ada-lind", name="Ada Lind", offices=({"title": "mayor", "organization": "varna"},)
            ),
            build_record(
                "people", "bo-frisk", name="Bo Frisk", offices=({"title": "head", "organization": "harbour-board"},)
            ),
        ),
        "statements": (statement_of("a", {"summary": receipt_for(article, quote)}, speaker=speaker),),
    }
    doubts = [(doubt.message.rpartition(" ")[2], doubt.is_certain) for doubt in find_contradictions(records, article)]
    assert doubts == ([(other, False)] if other else [])
