"""Statuses against the verbs of their words: what says nothing of a status, and what does."""

import pytest

from facts.verify.grammar.stances import has_negation
from facts.verify.statuses import StatusOwner, judge_status
from facts.verify.vocabulary import Vocabulary
from tests.tables import each_row

MEANINGS = ("it is intended", "it is planned")
OWNER = StatusOwner(frozenset({"delay", "line"}))
SILENT = [
    "about 18 months later than planned",
    "later than originally planned",
    "The line reopens about 18 months later than planned.",
    "It opened two years later than originally planned.",
    "The line closed as planned on Monday.",
    "The bridge is finished, as promised.",
    "The line, originally planned for May, opened in June.",
    "The originally planned opening was in June.",
    "It rose more than expected.",
    "by six votes to three",
    "won by two goals to one",
    "from thousands to millions",
]
TELLING = {
    "The line is planned for May.": "it is still to come",
    "The line was originally planned for May.": "it is still to come",
    "The town planned to open the line in May.": "it is intended",
    "The town originally planned to open the line.": "it is intended",
    "the planned opening of the line": "it is planned",
    "It will open as planned.": "it is still to come",
    "The rest of the line is to come.": "it is still to come",
    "votes to open the line": "it is still to come",
}


@each_row("text", SILENT)
def test_what_was_planned_says_nothing_of_the_status(text: str) -> None:
    """Words that only compare with a plan do not say that the happening is intended."""
    for status in ("occurred", "standing", "planned"):
        judgement = judge_status(status, OWNER, [(text, 0, len(text))])
        assert judgement is None or judgement.meaning not in (*MEANINGS, "it is still to come")


@each_row("text", TELLING)
def test_a_plan_is_no_happening(text: str) -> None:
    """Words that tell a plan contradict that it has occurred, or leave it open."""
    judgement = judge_status("occurred", OWNER, [(text, 0, len(text))])
    assert judgement is not None
    assert (judgement.verdict == "supported", judgement.meaning) == (False, TELLING[text])


@pytest.mark.parametrize(("status", "verdict"), [("occurred", "contradicted"), ("planned", "supported")])
def test_an_act_that_is_negated(status: str, verdict: str) -> None:
    """A decision that has not been taken may be planned, and has not occurred."""
    text = "The council has not decided whether to use it."
    judgement = judge_status(status, StatusOwner(frozenset({"decision"})), [(text, 0, len(text))])
    assert judgement is not None
    assert (judgement.verdict, judgement.text) == (verdict, "has not decided")


@each_row(
    ("title", "status", "verdict"),
    [
        ("permission for the sale", "planned", "supported"),
        ("permission for the sale", "standing", "open"),
        ("permission for the sale", "occurred", "contradicted"),
        ("lack of permission for the sale", "standing", "supported"),
        ("lack of permission for the sale", "occurred", "contradicted"),
    ],
)
def test_what_has_yet_to_happen_is_planned(title: str, status: str, verdict: str) -> None:
    """A record about what has yet to happen is planned, and only one about the lack of it holds."""
    for text in ("Parliament has yet to allow the sale.", "Parliament has not yet allowed the sale."):
        owner = StatusOwner(frozenset(title.split()))
        judgement = judge_status(status, owner, [(text, 0, len(text))])
        assert judgement is not None
        assert judgement.verdict == verdict


def test_the_subject_that_negates_is_named() -> None:
    """A judgement on a verb whose subject negates it has the negation in its words."""
    text = "They came, but neither made an offer."
    judgement = judge_status("occurred", OWNER, [(text, 11, len(text))])
    assert judgement is not None
    assert judgement.text == "neither made"


def test_what_is_so_far_is_not_denied() -> None:
    """So far is no denial, and far from is one; what had to be may have occurred, and what has to be has not."""
    assert not has_negation("245 million euros have been spent so far")
    assert has_negation("it is far from true")
    assert not has_negation("The dispute cost the city millions")
    assert has_negation("the unions dispute it")
    owner, text = StatusOwner(frozenset({"destruction"})), "780,000 doses {} to be destroyed."
    verdicts = [
        judge_status("occurred", owner, [(words, 0, len(words))])
        for words in (text.format("had"), text.format("have"))
    ]
    assert [verdict and verdict.verdict for verdict in verdicts] == ["open", "contradicted"]


def test_an_adjective_of_a_country_is_known() -> None:
    """The adjective of a country that a text names is none from outside, and that of another is."""
    vocabulary = Vocabulary("The minister of Kenya met a dealer from Milan.")
    assert vocabulary.contains("Kenyan")
    assert Vocabulary("The government of Norway pays.").contains("Norwegian")
    assert Vocabulary("Norwegian ships sailed.").contains("Norway")
    assert Vocabulary("Scottish farms closed.").contains("Scotland")
    assert not Vocabulary("Scottish farms closed.").contains("England")
    assert not Vocabulary("Norwegian ships sailed.").contains("Nor")
    assert not Vocabulary("Norwegian ships sailed.").contains("Sweden")
    assert not vocabulary.contains("Norwegian")
    assert not vocabulary.contains("Milanese")
    assert not vocabulary.contains("Austrian")


@each_row(
    ("text", "start", "is_statement", "verb"),
    [
        ("The town pays 15 percent more than Estmark did last year.", "15", True, None),
        ("The town pays 15 percent more than Estmark did last year.", "than", False, "did"),
        ("The town did not last year.", "The", True, "did not"),
        ("Estmark did buy trams.", "Estmark", True, "did buy"),
    ],
)
def test_a_verb_that_is_repeated(text: str, start: str, is_statement: bool, verb: str | None) -> None:
    """The verb of what a claim is compared with is that of an event of its own, not of the claim; last is no verb."""
    owner = StatusOwner(frozenset({"price"}), is_statement)
    judgement = judge_status("standing", owner, [(text, text.index(start), len(text))])
    assert (judgement and judgement.text) == verb


@each_row(
    ("text", "words", "verdicts"),
    [
        *(
            (
                f"The second phase {words}.",
                words,
                {"conditional": "supported", "planned": "open", "occurred": "contradicted"},
            )
            for words in (
                "depends on a vote of the board",
                "depends on the hospital board's vote in June",
                "is subject to approval by parliament",
                "is still subject to the minister's approval",
                "is contingent on funding",
                "hinges on whether parliament agrees",
                "will depend on the outcome of talks",
                "depended on a vote",
            )
        ),
        (
            "It will open if the board approves.",
            "if the board approves",
            {"conditional": "supported", "planned": "open"},
        ),
        ("It will open if the board agrees.", "if the board agrees", {"conditional": "supported", "planned": "open"}),
        (
            "It will open in May, subject to approval.",
            "will open in May, subject to approval",
            {"planned": "supported"},
        ),
        ("It will open, subject to approval.", "will open, subject to approval", {"conditional": "supported"}),
        ("The town depends on its port.", "depends on its port", {"standing": None}),
        ("The road is subject to floods.", "is subject to floods", {"standing": "supported", "occurred": "open"}),
        ("It is not subject to approval.", "is not subject to approval", {"conditional": "contradicted"}),
    ],
)
def test_what_depends_on_a_decision_is_conditional(text: str, words: str, verdicts: dict[str, str | None]) -> None:
    """What awaits a vote or an approval has not happened, and is not planned for certain."""
    start = text.index(words)
    for status, verdict in verdicts.items():
        judgement = judge_status(status, OWNER, [(text, start, start + len(words))])
        assert (judgement.verdict if judgement else None) == verdict, (status, judgement)


@each_row(("is_statement", "is_judged"), [(False, True), (True, False)])
def test_a_statement_that_something_depends_is_no_condition(is_statement: bool, is_judged: bool) -> None:
    """Only a happening is conditional by what it depends on; a statement tells that it does."""
    text = "The second phase depends on a vote."
    judgement = judge_status("standing", StatusOwner(frozenset(), is_statement), [(text, 17, len(text))])
    assert (judgement and judgement.verdict) == ("open" if is_judged else None)


def test_the_decision_itself_may_be_planned() -> None:
    """A record about the vote on which something depends is not conditional."""
    text = "The second phase depends on a vote."
    assert judge_status("planned", StatusOwner(frozenset({"vote"})), [(text, 17, len(text))]) is None


AWAITED = [
    "The rest is paid by May, once the regulator has approved the sale.",
    "Once the regulator has approved the sale, the rest is paid.",
    "The city can spend it as soon as the regulator has approved the sale.",
    "The city can spend it, provided that the regulator has approved the sale.",
    "The city can spend it, provided it has approved the sale.",
    "The rest will be paid after the regulator has approved the sale.",
    "The rest stays with the bank until the regulator has approved the sale.",
    "The rest is paid once the sale is approved.",
    "The rest is paid on condition that the regulator has approved the sale.",
    "The sale takes effect when the regulator has approved the sale.",
    "When the regulator has approved the sale, the city will spend it.",
]
OVER = [
    "The regulator has approved the sale.",
    "The regulator, once a part of the ministry, has approved the sale.",
    "The once powerful regulator has approved the sale.",
    "Once the regulator had approved the sale, the rest was paid.",
    "The rest was paid after the regulator had approved the sale.",
    "After the regulator has approved the sale, the council has met.",
    "When the regulator had approved the sale, the rest was paid.",
    "The shares rose after the regulator has approved the sale.",
    "Officials, who have met twice since May, have approved the sale.",
    "The bank lends once a year, and the regulator has approved the sale.",
]


@each_row(
    ("text", "verdicts"),
    [
        *((text, ("contradicted", "supported", "supported")) for text in AWAITED),
        *((text, ("supported", "contradicted", "contradicted")) for text in OVER),
    ],
)
def test_what_something_waits_for_is_still_to_come(text: str, verdicts: tuple[str, ...]) -> None:
    """The perfect after once, provided that and the like has not occurred, and that of a main clause has."""
    verbs = ("has approved", "have approved", "had approved", "is approved")
    start = min(text.index(verb) for verb in verbs if verb in text)
    judgements = [
        judge_status(status, StatusOwner(frozenset({"approval"})), [(text, start, len(text.rstrip(".")))])
        for status in ("occurred", "planned", "conditional")
    ]
    assert tuple(judgement and judgement.verdict for judgement in judgements) == verdicts


def test_words_up_to_the_verb_that_something_waits_for() -> None:
    """Words that end before such a verb do not say that it has happened, and those before a noun do."""
    texts = ("It is due, after the regulator has approved it.", "It was paid, after the approval of the regulator.")
    owner = StatusOwner(frozenset({"payment"}))
    parts = [(text, text.index("after"), text.index(" regulator")) for text in texts]
    judgements = [judge_status("planned", owner, [part]) for part in parts]
    assert [judgement and judgement.verdict for judgement in judgements] == [None, "open"]


@each_row(
    ("text", "is_forecast"),
    [
        ("The yard expects to make a profit", True),
        ("The yard expects its line to add to its profit from 2027", True),
        ("The bank expects prices to fall", True),
        ("The yard expects to sign the contract in May", False),
        ("The yard plans to make a profit", False),
        ("The yard expected to sign, and made a loss", False),
    ],
)
def test_what_is_expected_and_not_planned_is_a_forecast(text: str, is_forecast: bool) -> None:
    """An event that somebody expects is asserted if nobody plans such a thing; a plan is planned."""
    judgement = judge_status("asserted", OWNER, [(text, 0, len(text))])
    assert judgement is not None
    assert (judgement.verdict == "supported") == is_forecast, judgement
