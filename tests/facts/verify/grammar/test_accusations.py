"""Whose claim the words after accuse of, complain about, deny and the like are, and who tells without a record."""

from facts.model.article import Article
from facts.verify.attributions import Attributions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.accused_speakers import find_accused_speakers
from facts.verify.grammar.accusations import find_claimed_act
from facts.verify.speech import Speakers
from tests.facts.drafts.council import TEXT, warnings_of
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

PEOPLE = ("Ada Lind", "Bo Frisk")
ORGANIZATIONS = ("Harbour Board", "Lode Union")
RECORDS = {
    "people": tuple(build_record("people", slug_of(name), name=name) for name in PEOPLE),
    "organizations": tuple(build_record("organizations", slug_of(name), name=name) for name in ORGANIZATIONS),
}


def teller_of(sentence: str) -> tuple[str, str] | None:
    """Return who tells the words of a sentence in brackets."""
    ahead, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    article = Article(f"{' and '.join((*PEOPLE, *ORGANIZATIONS))} met. {ahead}{words}{after}")
    start = len(article.text) - len(words) - len(after)
    return Attributions(RECORDS, Speakers(RECORDS, article)).find_teller(start, start + len(words))


@each_row(
    ("sentence", "teller"),
    [
        ("It accuses the town of [changing the rules after bids were opened].", ("", "It accuses")),
        ("Lind accused the Harbour Board of [hiding a leak].", ("ada-lind", "Lind accused")),
        ("Lind accused the board of rigging the vote and [hiding a leak].", ("ada-lind", "Lind accused")),
        ("The union complained about [the closing of the port].", ("", "The union complained")),
        ("The price fell on reports by two engineers, who accuse Frisk of [hiding a leak].", ("", "who accuse")),
        ("Two former engineers accuse Ada Lind of [hiding a leak].", ("", "Two former engineers accuse")),
        ("It was told by a man who has long accused Frisk of [hiding a leak].", ("", "accused")),
        ("Residents blame the Harbour Board for [hiding a leak].", ("", "Residents blame")),
        ("Residents blame the Harbour Board [for the leak].", ("", "Residents blame")),
        ("Unions criticise the Harbour Board for [hiding a leak].", ("", "Unions criticise")),
        ("Lind said the board was to blame for [the delay].", ("ada-lind", "Lind said")),
        ("The workers allege [a cover-up] by the board.", ("", "The workers allege")),
        ("Three welders allege that [Frisk hid a leak].", ("", "Three welders allege")),
        ("Frisk suspects the board of [having paid bribes].", ("bo-frisk", "Frisk suspects")),
        ("Prosecutors charged Frisk with [taking bribes].", ("", "charged Frisk with")),
        ("Frisk is accused of [taking bribes].", ("", "is accused")),
        ("Frisk was charged with [fraud].", ("", "was charged")),
        ("The Lode Union alleges [bribing of officials].", ("lode-union", "The Lode Union alleges")),
        ("Lind alleged [fraud].", ("ada-lind", "Lind alleged")),
        ("Two men were arrested for alleged [fraud].", ("", "alleged")),
        ("Lind denied [taking money] from the yard.", ("ada-lind", "Lind denied")),
        ("Lind blamed the board for [closing the port].", ("ada-lind", "Lind blamed")),
        ("Lind criticised the Harbour Board for [hiding a leak].", ("ada-lind", "Lind criticised")),
        ("Auditors said [the port lost money].", ("", "Auditors said")),
        ("[The port lost money], it said.", ("", "it said")),
        ("It says [the port lost money].", ("", "It says")),
        ("A local farmer told reporters that [the port lost money].", ("", "A local farmer told")),
        ("[The port lost money], according to prosecutors.", ("", "according to prosecutors")),
        ("[The port lost money], according to its annual report.", ("", "according to its annual report")),
        (
            "Ada Lind, a spokeswoman, declined to comment but said [the port lost money].",
            ("ada-lind", "Ada Lind, a spokeswoman, declined to comment but said"),
        ),
        (
            "Frisk declined to give a price, but said [the port lost money].",
            ("bo-frisk", "Frisk declined to give a price, but said"),
        ),
        ("Lind said so, adding that [the port lost money].", ("ada-lind", "Lind said")),
        ("Lind met Frisk, warning that [the port lost money].", ("", "warning")),
        ("The city's water utility said [the port lost money].", ("", "The city's water utility said")),
        ("[The port lost money], the laboratory said.", ("", "the laboratory said")),
        ("The county said [the port lost money].", ("", "The county said")),
        ("[The port lost money], the region said.", ("", "the region said")),
        ("Ships arrived on Tuesday, [six weeks late], the county said.", ("", "the county said")),
        ("An audit found that [the port lost money].", ("", "An audit found")),
        ("An inquiry found [the port had lost money].", ("", "An inquiry found")),
        ("Inspectors found that the port [lost money].", ("", "Inspectors found")),
        ("The Harbour Board found that [the port lost money].", ("harbour-board", "The Harbour Board found")),
        ("[The port lost money], its report found.", ("", "its report found")),
        ("Documents seen by the Times show that [the port lost money].", ("", "Documents seen by the Times show")),
        ("The court heard that [the port lost money].", ("", "The court heard")),
        ("Prosecutors suspect that [the port lost money].", ("", "Prosecutors suspect")),
        ("The inspectorate concluded [the port had lost money].", ("", "The inspectorate concluded")),
        ("One of the bidders said [the port lost money].", ("", "One of the bidders said")),
        ("[The port lost money], Lind told the Daily.", ("ada-lind", "Lind told")),
        ("[The port lost money], two people close to it told the Daily.", ("", "two people close to it told")),
        ("By Lind's account, [the port lost money].", ("", "By Lind's account")),
        ("[The port lost money], by its own account.", ("", "by its own account")),
        ("In the words of Lind, [the port lost money].", ("ada-lind", "In the words of Lind")),
        ("Lind said the yard was late because of [a shortage of parts].", ("ada-lind", "Lind said")),
        ("Lind accused the board [of having caused the delay].", ("ada-lind", "Lind accused")),
        ("Lind blamed the board [for the delay].", ("ada-lind", "Lind blamed")),
        ("Lind denied [that the port lost money].", ("ada-lind", "Lind denied")),
        ("The claim that [the port lost money] was repeated.", ("", "The claim that")),
        ("Reports that the port [lost money] are wrong.", ("", "Reports that")),
        ("Lind rejected claims that [the port lost money].", ("", "rejected claims that")),
        (
            "The Harbour Board, which declined to comment on it, said [the port lost money].",
            ("harbour-board", "The Harbour Board, which declined to comment on it, said"),
        ),
        ("Lind, who denied guilt, said [the port lost money].", ("ada-lind", "Lind, who denied guilt, said")),
        ("Lind said it lost ([in May] alone) 94 million crowns.", ("ada-lind", "Lind said")),
        ("[The yard is said to have lost money].", ("", "is said to have")),
        ("The yard is alleged to have [lost money].", ("", "is alleged to have")),
        ("The yard is believed to be [in debt].", ("", "is believed to be")),
        ("It was reported that [the yard lost money].", ("", "It was reported that")),
        ("The yard [reportedly lost money].", ("", "reportedly")),
        ("The yard allegedly [lost money].", ("", "allegedly")),
    ],
)
def test_a_claim_has_a_teller(sentence: str, teller: tuple[str, str]) -> None:
    """What somebody accuses others of, denies or says is theirs, also where only a noun or a pronoun says who."""
    assert teller_of(sentence) == teller


@each_row(
    "sentence",
    [
        "Lind accused the board of hiding a leak, and [the port was closed].",
        "Lind accused the board of hiding a leak after [the port was closed].",
        "Two engineers, who accuse Frisk of hiding a leak, [left the port].",
        "The leak, for which residents blame the board, [cost 4 million euros].",
        "[The port was closed] by engineers who accuse Frisk of hiding a leak.",
        "The yard charged the town with a fee for [using the crane].",
        "The price charged with [shipping] is high.",
        "[The port lost money], it announced.",
        "The contract says [the port pays].",
        "Frisk denied [the loan].",
        "Lind suspects [the worst].",
        "It lost money, according to the Harbour Board, [which owns the port].",
        "It lost money, according to Ada Lind, who [owns the port].",
        "Lind said it lost 94 million crowns ([$9.9 million]) in May.",
        "Lind said it lost 94 million crowns (about [$9.9 million]) in May.",
        "Lind criticised [the Harbour Board].",
        "Inspectors found [cracks in the hull].",
        "The works stopped after inspectors found cracks in [the hull].",
        "The police found a body that was [at sea].",
        "The audit, which [cost 4 million euros], found no faults.",
        "The wreck was found [near the port].",
        "The court found [Lind guilty].",
        "The county said it was sorry, but [the port was closed].",
        "The county paid [the bill].",
        "The yard's account [holds 4 million euros].",
        "By the end of May [the port lost money].",
        "The report that [was published in May] is long.",
        "The claim that [Lind filed in May] was rejected.",
        "The claim for [4 million euros] was paid.",
        "[The port lost money] and reportedly seeks a buyer.",
        "[The port lost money], which is said to be worth little.",
        "Lind said the board lied because [the port lost money].",
        "The ministry shows [a film on Monday].",
    ],
)
def test_what_is_no_claim(sentence: str) -> None:
    """Another clause, a price, the object of a denial and what somebody says of its own acts are told by nobody."""
    assert teller_of(sentence) is None


@each_row(
    ("words", "title", "act"),
    [
        ("accuses the town of changing the rules", "change of the rules", "changing"),
        ("accuses the town of changing the rules", "accusation of the town", None),
        ("is changing the rules", "change of the rules", None),
    ],
)
def test_an_act_beside_its_accusation(words: str, title: str, act: str | None) -> None:
    """Words with the verb of an accusation tell the act that a title names, and not the accusation."""
    assert find_claimed_act(words, title) == (None if act is None else words.index(act))


@each_row(
    ("words", "voice", "is_doubted"),
    [
        ("Sundt reportedly closed a yard", "", True),
        ("Sundt reportedly closed a yard", "    voice: {attributed: reportedly}\n", False),
        ("Sundt is said to have closed a yard", "", True),
        ("Sundt closed a yard", "", False),
        ("Sundt closed a yard, both sides said", "", True),
        ("Sundt closed a yard, both sides said", "    voice: {attributed: 'both sides said'}\n", False),
    ],
)
def test_hearsay_of_nobody_is_attributed(words: str, voice: str, is_doubted: bool) -> None:
    """What is told by hearsay is not the article's own, and needs nobody who tells it."""
    event = f"  closing of a yard:\n    quote: {words.partition(',')[0]}\n    about: ferries\n{voice}"
    warnings = warnings_of({"events:\n": f"events:\n{event}"}, f"{TEXT.rstrip()} {words}.\n")
    assert any("voice: {attributed: " in warning for warning in warnings) == is_doubted, warnings


@each_row(
    ("title", "is_doubted"),
    [("change of the rules", True), ("accusation of the town by Sundt", False)],
)
def test_an_event_that_is_only_claimed(title: str, is_doubted: bool) -> None:
    """An event that the article has only as an accusation lacks its voice, and the accusation itself does not."""
    quote = "It accuses the town of changing the rules"
    event = f"  {title}:\n    quote: {quote}\n    status: occurred\n    about: ferries\n"
    text = f"{TEXT.rstrip()} {quote}.\n"
    warnings = warnings_of({"events:\n": f"events:\n{event}"}, text)
    assert any("'It accuses' stands" in warning for warning in warnings) == is_doubted, warnings


def is_accused(sentence: str, speaker: str) -> bool:
    """Return whether the speaker of a statement of the words of a sentence in brackets is the one accused in them."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    receipts = {"summary": receipt.model_copy(update={"spans": spans})}
    statement = statement_of("a", receipts, summary="a leak was hidden", speaker=speaker)
    return bool(list(find_accused_speakers(CheckContext({**RECORDS, "statements": [statement]}, article))))


@each_row(
    ("sentence", "speaker"),
    [
        ("It was told by two engineers, [who accuse founder Bo Frisk of hiding a leak].", "bo-frisk"),
        ("It was told by two engineers, who accuse founder Bo Frisk of [hiding a leak].", "bo-frisk"),
        ("[Ada Lind accused Bo Frisk of hiding a leak].", "bo-frisk"),
        ("Ada Lind accused Bo Frisk and the Harbour Board of [hiding a leak].", "harbour-board"),
        ("Residents [blame the Harbour Board for hiding a leak].", "harbour-board"),
        ("Bo Frisk is accused of [hiding a leak].", "bo-frisk"),
        ("Prosecutors charged Bo Frisk with [hiding a leak].", "bo-frisk"),
    ],
)
def test_who_is_accused_says_no_accusation(sentence: str, speaker: str) -> None:
    """Whom a verb accuses is not who says what the verb accuses of."""
    assert is_accused(sentence, speaker)


@each_row(
    ("sentence", "speaker"),
    [
        ("[Ada Lind accused Bo Frisk of hiding a leak].", "ada-lind"),
        ("The Harbour Board accused Bo Frisk of [hiding a leak].", "harbour-board"),
        ("Unions accused the head of the Harbour Board of [hiding a leak].", "harbour-board"),
        ("The union accused Bo Frisk's yard of [hiding a leak].", "bo-frisk"),
        ("[Bo Frisk, accused of hiding a leak, said the port was safe].", "bo-frisk"),
        ("Lind accused Bo Frisk of hiding a leak, and [he denied that].", "bo-frisk"),
        ("[Bo Frisk denied hiding a leak].", "bo-frisk"),
    ],
)
def test_who_may_say_it(sentence: str, speaker: str) -> None:
    """The accuser, whose the accused only is or belongs to, and who denies an accusation may be its speaker."""
    assert not is_accused(sentence, speaker)
