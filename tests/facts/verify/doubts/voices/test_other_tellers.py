"""Who tells something by its own sentence, against the speaker that a statement has."""

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.other_tellers import find_other_tellers
from facts.verify.finding import Finding
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

PEOPLE = [build_record("people", slug_of(name), name=name) for name in ("Ada Lind", "Bo Frisk")]
KINDS = {"Kestrel": "yard", "Harbour Board": "board", "Granit": "company"}
ORGANIZATIONS = [build_record("organizations", slug_of(name), name=name, kind=KINDS[name]) for name in KINDS]


def findings(sentence: str, speaker: str) -> list[Finding]:
    """Return what is found about the speaker of the words of a sentence in brackets."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    statement = statement_of(
        "a", {"summary": receipt.model_copy(update={"spans": spans})}, speaker=speaker, summary="it is so"
    )
    records = {"people": PEOPLE, "organizations": ORGANIZATIONS, "statements": [statement]}
    context = CheckContext(records, article)
    return [*find_other_tellers(context), *find_contradictions(records, article)]


@each_row(
    ("sentence", "speaker"),
    [
        ("Two people familiar with the talks said [Kestrel had secretly paid].", "kestrel"),
        ("[Kestrel had secretly paid], several traders said.", "ada-lind"),
        ("A Granit spokeswoman said [it might go to court].", "kestrel"),
        ("[It might go to court], said a lawyer for Granit.", "kestrel"),
        ("Lind put the cost at 3 million euros and [Frisk at 5 million euros].", "ada-lind"),
        ("Lind said it would cost 3 million euros; Frisk, [5 million euros].", "ada-lind"),
        ("Lind estimates 200 workers, whereas Frisk [puts the number at 350].", "ada-lind"),
        ("Lind estimates 200 workers, whereas Frisk [counts on 350 of them].", "ada-lind"),
        ("According to Lind the dam is safe, according to Frisk [it leaks].", "ada-lind"),
        ("Lind, unlike Frisk, believes that [the dam is safe].", "bo-frisk"),
        ("Frisk told Lind that [the dam is safe].", "ada-lind"),
        ("Lind was told by Frisk that [the dam is safe].", "ada-lind"),
    ],
)
def test_another_one_tells_it(sentence: str, speaker: str) -> None:
    """A group, another one's spokesman, and the second of two who name a figure are not the speaker of the first."""
    assert findings(sentence, speaker)


@each_row(
    ("sentence", "speaker"),
    [
        ("A Granit spokeswoman said [it might go to court].", "granit"),
        ("A spokeswoman said [it might go to court].", "granit"),
        ("The company said [it might go to court].", "granit"),
        ("The yard said [it might go to court].", "kestrel"),
        ("Officials said [it might go to court].", "harbour-board"),
        ("Lind put the cost at 3 million euros and [Frisk at 5 million euros].", "bo-frisk"),
        ("Lind put [the cost at 3 million euros] and Frisk at 5 million euros.", "ada-lind"),
        ("Lind said [Kestrel, 50 years old, was in debt].", "ada-lind"),
        ("According to Lind the dam is safe, according to Frisk [it leaks].", "bo-frisk"),
        ("According to Lind [the dam is safe], according to Frisk it leaks.", "ada-lind"),
        ("Lind, unlike Frisk, believes that [the dam is safe].", "ada-lind"),
        ("Frisk told Lind that [the dam is safe].", "bo-frisk"),
        ("Lind was told by Frisk that [the dam is safe].", "bo-frisk"),
    ],
)
def test_the_speaker_tells_it(sentence: str, speaker: str) -> None:
    """Who is named, described, or spoken for in the sentence of a statement is its speaker."""
    assert not findings(sentence, speaker)
