"""Events, fields of contracts and statuses of statements that lose who says, expects or excuses something."""

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
