"""Summaries that assert what the article denies are reported, and those that tell the denial are not."""

import pytest

from facts.model.article import Article
from facts.verify.doubts.own_words.lost_negations import find_lost_negations
from facts.verify.sentence_map import SentenceMap
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row

YARD = "Its head, Tor Berge, denied that the yard lacked workers."
CLAIMS = "Mensah rejected claims by the opposition that the contract had been awarded to a friend."
DENIED_AND_SAID = "Granit denied that it had underpaid and said it planned to build 95 ships by 2032."
NO_RIGHT = "Residents say that the council had no right to sell without a vote."
LOST = [
    (
        "The town would not pay the last 10% of the price before the turbines run.",
        "would not pay the last 10% of the price",
        "the town will pay the last tenth before the turbines run",
        "would not pay",
    ),
    ("The ministry denied that any bid had been ignored.", "any bid had been ignored", "a bid was ignored", "denied"),
    *(
        (DENIED_AND_SAID, "Granit denied that it had underpaid", summary, "denied")
        for summary in ("the firm paid too little", "the price was too low", "Granit underpaid")
    ),
    (
        "Granit denied that it had overcharged the town.",
        "Granit denied that it had overcharged the town",
        "the firm asked too much",
        "denied",
    ),
    (
        "Granit denied that it had underpaid and that it planned to build ships.",
        "planned to build ships",
        "Granit plans to build ships",
        "denied",
    ),
    (
        "Granit denied that it had met the king and told him of its plans for ships.",
        "told him of its plans for ships",
        "Granit told the king of its plans for ships",
        "denied",
    ),
    (NO_RIGHT, "the council had no right to sell without a vote", "the council was entitled to sell", "no"),
    (YARD, "denied that the yard lacked workers", "the yard lacks workers", "denied"),
    (YARD, "the yard lacked workers", "the yard lacks workers", "denied"),
    (CLAIMS, "the contract had been awarded to a friend", "the contract was awarded to a friend", "rejected"),
    (CLAIMS, "claims by the opposition that the contract had been", "the contract was claimed", "rejected"),
    ("Lind denied that it had no tender.", "it had no tender", "the deal had no tender", "denied"),
    ("The council has not decided to buy ships.", "decided to buy ships", "the council decided to buy ships", "not"),
    ("The firm no longer employs 900 people.", "employs 900 people", "the firm employs 900 people", "no"),
    ("Both came, but neither made an offer.", "neither made an offer", "they made an offer", "neither"),
    ("Lind did not sign the contract.", "sign the contract", "Lind signed the contract", "not"),
    (YARD, "denied that", "the yard lacks workers", "denied"),
    *(
        (f"Tor Berge {verb} {claim} that the yard had hidden flaws in its ships since 2023.", quote, summary, verb)
        for verb in ("denied", "rejected", "dismissed", "disputed")
        for claim in ("a report by the newspaper De Avond", "the claims of the yard's own workers and unions")
        for quote in (f"Tor Berge {verb}", f"Berge {verb} {claim}", "the yard had hidden flaws")
        for summary in ("the yard had hidden flaws", "the yard has hidden flaws in its ships since 2023")
    ),
    ("Lind also doubts that the dam will hold.", "doubts that the dam will hold", "the dam will hold", "doubts"),
    ("Lind doubted whether the dam would hold.", "the dam would hold", "the dam would hold", "doubted"),
    (
        "Workers argued that it had not been tendered.",
        "Workers argued that it had not been tendered",
        "it was tendered",
        "not",
    ),
    ("Lind did not say that it is late.", "did not say that it is late", "Lind said that it is late", "not"),
    (
        "The town had not told parliament.",
        "The town had not told parliament",
        "it informed the deputies",
        "had not told",
    ),
    ("Nobody was hurt.", "Nobody was hurt", "injuries of passengers", "nobody was hurt"),
    (
        "It had not shown that a lease was cheaper.",
        "It had not shown that a lease was cheaper",
        "a lease costs less",
        "had not shown",
    ),
    ("It said the yard paid nothing.", "the yard paid nothing", "the builder bore the cost", "paid"),
    ("The river should not be run for profit.", "should not be run for profit", "the river is run for profit", "not"),
    *(
        (f"Lind {words} that the yard leaked fuel.", "the yard leaked fuel", "the yard leaked fuel", word)
        for words, word in (
            ("contested", "contested"),
            ("disagreed", "disagreed"),
            ("debunked the claim", "debunked"),
            ("contradicted a report", "contradicted"),
            ("ridiculed the idea", "ridiculed"),
            ("brushed aside claims", "brushed aside"),
            ("hit back at claims", "hit back at"),
            ("pushed back against reports", "pushed back against"),
            ("challenged claims", "challenged"),
            ("questioned the claim", "questioned"),
            ("refused to accept", "refused to accept"),
            ("said there was no truth in reports", "no truth in"),
            ("said it was not true", "not true"),
            ("called it false", "false"),
        )
    ),
    ("Lind called reports that the yard leaked false.", "reports that the yard leaked", "the yard leaked", "false"),
    ("Lind said claims that the yard leaked were untrue.", "the yard leaked", "the yard leaked", "untrue"),
    (
        "Lind denied that it was sold too cheaply.",
        "Lind denied that it was sold",
        "it was sold too cheaply",
        "denied",
    ),
    ("At no time did we cut back on upkeep.", "At no time did we cut back on upkeep", "upkeep was cut back", "no"),
    ("At no time did we cut back on upkeep.", "we cut back on upkeep", "upkeep was cut back", "no"),
    ("By no means did it win the race.", "did it win the race", "it won the race", "no"),
    ("Nowhere did it mention the cost.", "Nowhere did it mention the cost", "it mentions the cost", "nowhere"),
    ("Nobody has shown us the figures.", "Nobody has shown us the figures", "the board has seen figures", "nobody"),
]
"""An article, words of it, a summary of them that drops a denial, and the word for that."""
KEPT = [
    *(
        (DENIED_AND_SAID, quote, "Granit is to build ships by 2032")
        for quote in (
            "planned to build 95 ships",
            "said it planned to build 95 ships",
            "and said it planned to build 95",
        )
    ),
    (
        "Granit denied that it had underpaid, adding that it planned to build 95 ships.",
        "planned to build 95 ships",
        "Granit plans to build 95 ships",
    ),
    (
        "Lind denied that the boat was unsafe but conceded that it was late.",
        "the boat was unsafe but conceded that it was late",
        "the boat was not unsafe, but late",
    ),
    ("Lind denied that it was unsafe but conceded that it was late.", "it was late", "the boat was late"),
    ("Lind denied that he understood it.", "Lind denied that he understood it", "it cost him too little time"),
    *(
        (DENIED_AND_SAID, "Granit denied that it had underpaid", summary)
        for summary in (
            "the firm did not pay too little",
            "the firm denies that the price was too low",
            "the price was fair, not too low",
            "the firm paid enough",
            "it is false that the firm paid too little",
        )
    ),
    *(
        (NO_RIGHT, "the council had no right to sell without a vote", summary)
        for summary in (
            "the council was not entitled to sell unless people voted",
            "the council was not entitled to sell before people voted",
            "the council was entitled to sell only after a vote",
            "the council had to hold a vote, and needed it to sell",
        )
    ),
    ("Lind contested the result, because the yard leaked fuel.", "the yard leaked fuel", "the yard leaked fuel"),
    ("Lind questioned the sale, as the yard leaked fuel.", "the yard leaked fuel", "the yard leaked fuel"),
    ("Lind challenged Berge to show that the yard leaked.", "show that the yard leaked", "Berge is to show the leak"),
    ("Lind said claims that the report was false were made.", "claims that the report was", "claims about a report"),
    ("Lind refused to accept the ship that the yard built.", "the ship that the yard built", "the yard built a ship"),
    ("The town did not pay the bill.", "The town did not pay the bill", "unpaid bill"),
    ("They did not attend the session.", "They did not attend the session", "boycott of the session"),
    ("Neither side won.", "Neither side won", "draw in the match"),
    *(
        (f"Tor Berge {verb} a report by the paper De Avond that the yard had flaws.", f"Tor Berge {verb}", summary)
        for verb in ("denied", "rejected", "dismissed")
        for summary in (
            "the yard had no flaws",
            "the yard did not have flaws",
            "Berge denies flaws of the yard",
            "the report on the yard's flaws is false",
        )
    ),
    ("Tor Berge rejected the plan and said that the yard had flaws.", "Tor Berge rejected", "the yard had flaws"),
    ("Tor Berge confirmed a report by De Avond that the yard leaks.", "Tor Berge confirmed", "the yard leaks"),
    ("We will not go without ships.", "We will not go without ships", "no journey lacking ships"),
    ("Its schedule had not changed.", "Its schedule had not changed", "the dates are as they were"),
    ("It would not stop arming.", "It would not stop arming", "more weapons"),
    ("No later than May it will be paid.", "No later than May it will be paid", "payment in spring"),
    ("The dam is not safe.", "The dam is not safe", "people are in danger from a dangerous dam"),
    ("The price was never made public.", "The price was never made public", "unpublished sum"),
    ("It is not old, and it holds.", "It is not old, and it holds", "a sound dam"),
    ("It has no doors and was sold.", "It has no doors and was sold", "sale of a house"),
    ("Not only the dam leaks.", "Not only the dam leaks", "leaks in several places"),
    (
        "We will not accept a boat that has not passed its trials.",
        "We will not accept a boat that has not passed its trials",
        "a boat without passed trials will not be accepted",
    ),
    (
        "We will not accept a boat that has not passed its trials.",
        "We will not accept a boat that has not passed its trials",
        "they refuse to accept a boat without passed trials",
    ),
    ("Without size we cannot pay for ships.", "Without size we cannot pay for ships", "size pays for ships"),
    (YARD, "denied that the yard lacked workers", "the yard does not lack workers"),
    (YARD, "denied that the yard lacked workers", "the yard has enough workers"),
    (YARD, "denied that", "the yard does not lack workers"),
    ("Lind doubts that the dam will hold.", "doubts that the dam will hold", "the dam may not hold"),
    ("Lind doubts that the dam will hold.", "doubts that the dam will hold", "it is doubtful whether the dam holds"),
    ("Lind has no doubt that the dam will hold.", "no doubt that the dam will hold", "the dam is sure to hold"),
    ("Lind does not doubt that the dam holds.", "does not doubt that the dam holds", "he trusts the dam, no doubt"),
    (YARD, "denied that", "the yard has enough workers"),
    ("Workers argued that it had not been tendered.", "Workers argued that it had not been tendered", "no tender"),
    ("The workers did not argue that it is late.", "did not argue that it is late", "they did not argue about it"),
    ("Fares would not rise, Lind said.", "Fares would not rise", "the price of tickets stays the same"),
    (YARD, "the yard lacked workers", "he denies that the yard lacks workers"),
    ("Lind denied that it was awarded without a tender.", "awarded without a tender", "it was awarded by tender"),
    ("Lind denied that it had no tender.", "it had no tender", "she denies that the deal had no tender"),
    ("Those who did not come want to meet in May.", "want to meet in May", "they want to meet"),
    ("Lind rejected the offer of the bank.", "rejected the offer of the bank", "the offer of the bank was declined"),
    ("Lind denied the report; she said that the dam was safe.", "the dam was safe", "the dam is safe"),
    ("Lode did not say what staff it needs.", "did not say what staff it needs", "silence on the staff it needs"),
    ("At no time did we cut back on upkeep.", "At no time did we cut back on upkeep", "upkeep was never cut back"),
    ("At that time we cut back on upkeep.", "we cut back on upkeep", "upkeep was cut back"),
    ("The river is not run for profit.", "not run for profit", "the river avoids profit"),
    ("Lind doubts that the dam will hold.", "doubts that the dam will hold", "doubtful dam that may hold"),
    ("Nowhere else is it sold.", "Nowhere else is it sold", "it is sold only there"),
    ("Lode is not listed.", "Lode is not listed", "absence of Lode from the list"),
    ("Lode has not paid the fine.", "has not paid the fine", "unpaid fine of Lode"),
]
"""An article, words of it, and a summary of them that keeps what they say."""


def list_faults(text: str, quote: str, summary: str, *names: str) -> list[str]:
    """Return what is reported of a summary, whose speaker has the names."""
    article = Article(text)
    receipt = receipt_for(article, quote)
    span = receipt.spans[0].model_copy(update={"exact": quote})
    receipt = receipt.model_copy(update={"spans": (span,)})
    return list(find_lost_negations(summary, receipt, SentenceMap(article), names))


@each_row(("text", "quote", "summary", "word"), LOST)
def test_a_lost_negation(text: str, quote: str, summary: str, word: str) -> None:
    """A summary that asserts what its words deny is reported, also where they leave the denial out."""
    assert list_faults(text, quote, summary) == [f"does not deny what its words deny with '{word}'"]


@each_row(("text", "quote", "summary"), KEPT)
def test_a_negation_that_is_kept(text: str, quote: str, summary: str) -> None:
    """A summary that tells the denial, in other words too, is not reported."""
    assert list_faults(text, quote, summary) == []


def test_a_claim_that_somebody_else_denies() -> None:
    """Those whose claim is denied have asserted it."""
    quote, summary = "the contract had been awarded to a friend", "the contract was awarded to a friend"
    assert list_faults(CLAIMS, quote, summary, "the opposition") == []
    assert list_faults(CLAIMS, "Mensah rejected claims by the opposition", summary, "the opposition") == []


@each_row(
    "summary",
    (
        "the council was entitled to sell without a vote",
        "the council was not entitled to sell",
    ),
)
def test_one_negation_of_no_right_without(summary: str) -> None:
    """A summary that keeps one of no and without, and no word such as unless, is reported."""
    faults = list_faults(NO_RIGHT, "the council had no right to sell without a vote", summary)
    assert faults == ["denies once what its words deny twice, with 'no' and 'without'"]


@each_row(
    ("summary", "is_lost"),
    [
        ("a boat without passed trials will be accepted", True),
        ("no boat that has passed its trials will be accepted", True),
        ("a boat without passed trials will not be accepted", False),
        ("they refuse to accept a boat without passed trials", False),
        ("only a boat that has passed its trials is accepted", False),
    ],
)
def test_one_of_two_negations_is_lost(summary: str, is_lost: bool) -> None:
    """A summary that denies once what is denied twice is reported; none or two denials may say the same."""
    text = "We will not accept a boat that has not passed its trials."
    faults = list_faults(text, text[:-1], summary)
    assert faults == ["denies once what its words deny twice, with 'not' and 'not'"] * is_lost


@pytest.mark.parametrize(
    ("summary", "is_lost"),
    [
        ("the figure is from the ministry but not right", True),
        ("the figure is not from the ministry but right", True),
        ("the figure is not from the ministry and not right", False),
        ("the figure is not from the ministry and wrong", False),
        ("the figure is from elsewhere and false", False),
        ("the figure is neither right nor from the ministry", False),
        ("the figure is not right", False),
    ],
)
def test_one_of_two_denied_parts_is_lost(summary: str, is_lost: bool) -> None:
    """A summary of two parts that denies the one alone is reported if its words deny both."""
    text = "That figure does not come from us and it is not correct."
    faults = list_faults(text, text[:-1], summary)
    assert faults == ["denies once what its words deny twice, with 'not'"] * is_lost
