"""Events, fields of contracts and statuses of statements that lose who says, expects or excuses something."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

EVENTS = "events:\n"
STRIKE = "  strike of welders:\n    quote: caused by a strike of welders\n    about: barges\n"
FAILURE = "  failure of the offer:\n    quote: failed to meet the safety rules\n    participants: Sundt\n"
LATE = "  late ferries:\n    quote: the ferries to be late as well\n    status: planned\n    about: ferries\n"
STARTED = "delivery.started: {quote: in the spring of 2027, attributed_to: ida-holm}"
WHEN = "delivery.when: {quote: by 2029, attributed_to: ida-holm}"
CAUSE = "    quote: Holm said the delay had been caused by a strike of welders\n"
EXPECTS = "    speaker: {ida-holm: [Holm said, She expects], note: she is named before}\n"
VOICE = "attributed_to: is empty, but"
FIELD = "told without `attributed_to`, but 'deputy mayor Ida Holm told' stands with its words"
OPINION = "tells an opinion or a forecast"
LOST = [
    (EVENTS, EVENTS + STRIKE, VOICE),
    (EVENTS, EVENTS + FAILURE, VOICE),
    (EVENTS, EVENTS + LATE, VOICE),
    (STARTED, "delivery.started: in the spring of 2027", FIELD),
    (STARTED, "delivery.started: in the spring of 2027", "{quote: in the spring of 2027, attributed_to: ida-holm}"),
    (WHEN, "delivery.when: by 2029", FIELD),
    (
        STARTED,
        "delivery.started: {quote: in the spring of 2027, attributed_to: sundt}",
        "is attributed to sundt, but",
    ),
    (EVENTS, f"{EVENTS}{STRIKE}    attributed_to: {{brandt-marine: Brandt Marine declined}}\n", "but 'Holm said'"),
    (CAUSE, f"{CAUSE}    status: standing\n", OPINION),
    (CAUSE, f"{CAUSE}    status: occurred\n", OPINION),
    (EXPECTS, f"{EXPECTS}    status: planned\n", OPINION),
]
"""What is written in place of other words, and the warning about it."""
KEPT = [
    (EVENTS, f"{EVENTS}{STRIKE}    attributed_to: Holm said\n"),
    (CAUSE, f"{CAUSE}    status: asserted\n"),
    (EXPECTS, f"{EXPECTS}    status: asserted\n"),
    (
        "delivery.status: {planned: are to be delivered, attributed_to: ida-holm}",
        "delivery.status: are to be delivered",
    ),
]
"""What may be written in place of other words."""


@each_row(("before", "after", "warning"), LOST)
def test_a_voice_is_missing(before: str, after: str, warning: str) -> None:
    """What lies in somebody's words needs that voice, and is no fact."""
    assert any(warning in other for other in warnings_of({before: after})), after


@each_row(("before", "after"), KEPT)
def test_a_voice_is_there(before: str, after: str) -> None:
    """With the voice, with that of the dates beside a status, and as an opinion, nothing is doubted."""
    assert warnings_of({before: after}) == [], after


REJECTION = """\
title: a bid
organizations: {Viken Bygg: , city: {name: city}}
people: {Kari Lunde: }
events:
  rejection of a bid: {quote: rejected a rival bid, status: occurred}
"""


@each_row(
    ("sentence", "is_warned_of"),
    [
        ("The city rejected a rival bid from Viken Bygg, according to Kari Lunde.", True),
        ("The city rejected a rival bid from Viken Bygg because it was late, according to Kari Lunde.", True),
        ("The city rejected a rival bid from Viken Bygg in January, Kari Lunde said.", True),
        ("Kari Lunde said the city rejected a rival bid from Viken Bygg.", True),
        ("The city rejected a rival bid from Viken Bygg. Kari Lunde was glad.", False),
        ("The city rejected a rival bid from Viken Bygg, saying it was late. Kari Lunde was glad.", False),
    ],
)
def test_a_rejection_that_another_tells_needs_that_voice(sentence: str, is_warned_of: bool) -> None:
    """Who rejects something says so, but not who tells that others did."""
    result = build("a.yaml", REJECTION, Article(sentence), "a")
    assert result.problems == ()
    assert any(warning.field == "attributed_to" for warning in result.warnings) == is_warned_of


@each_row(
    ("sentence", "is_warned_of"),
    [
        ("The committee criticized the price, saying the ships cost 15 percent more.", True),
        ("The committee welcomed the sale, adding that the ships cost 15 percent more.", True),
        ("The committee criticized the price after the ships cost 15 percent more.", False),
        ("The committee met, and the ships cost 15 percent more.", False),
    ],
)
def test_what_follows_saying_needs_that_voice(sentence: str, is_warned_of: bool) -> None:
    """What somebody says to explain a criticism is theirs, and no fact of the article's own."""
    draft = (
        "title: ships\norganizations: {committee: }\nevents:\n  price: {title: a price, quote: the ships cost 15}\n"
    )
    result = build("a.yaml", f"{draft.replace('cost 15}', 'cost 15, status: standing}')}", Article(sentence), "a")
    assert result.problems == ()
    assert any(warning.field == "attributed_to" for warning in result.warnings) == is_warned_of
