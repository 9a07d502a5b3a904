"""A single word in place of a choice: a quotation if the sentence has it, else a choice that is none."""

from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

TEXT = """\
Orvik has ordered ten trams from Skovde. All ten arrived in May 2024, and two more are promised.

The council has voted for a bridge. The plan is outstanding.
"""
DRAFT = """\
title: trams
contracts:
  trams: {title: order for trams, quantity: ten trams, buyers: Orvik has ordered, delivery.status: PART}
places: {Orvik: }
organizations: {Skovde: }
events:
  the vote: {quote: The council has voted, status: WHOLE}
"""
READ = (("arrived", "occurred"), ("occurred", "voted"), ("arrived", "voted"))
"""The statuses of the delivery and of the event, both of which have occurred."""
ENUM = "input should be 'occurred', 'standing', 'negotiated', 'planned'"
REFUSED = (
    ("completed", "occurred", ENUM),
    ("arive", "occurred", ENUM),
    ("outstanding", "occurred", ENUM),
    ("has", "occurred", ENUM),
    ("arrived", "arrived", ENUM),
    ("arrived", "plannd", "Did you mean `planned`?"),
    ("two", "occurred", ENUM),
    ("Skovde", "occurred", "cannot be read from 'Skovde'"),
)
"""Other statuses, and what is wrong with them."""


@each_row(("part", "event"), READ)
def test_a_word_of_the_sentence_is_a_quotation(part: str, event: str) -> None:
    """One word is read as a status where the sentence has it."""
    result = build_draft(DRAFT.replace("PART", part).replace("WHOLE", event), TEXT)
    assert result.sheet is not None, messages(DRAFT.replace("PART", part).replace("WHOLE", event), TEXT)
    contract, *_, vote = (record for _, record in result.sheet)
    assert (contract.evidence["delivery.status"].spans[0].exact == "arrived") == (part == "arrived")
    assert (getattr(contract, "delivery").status, getattr(vote, "status")) == ("occurred", "occurred")  # noqa: B009


@each_row(("part", "event", "message"), REFUSED)
def test_another_word_is_no_choice(part: str, event: str, message: str) -> None:
    """A word that its sentence does not have, that is close to a choice, or that says nothing is refused."""
    assert any(message in text for text in messages(DRAFT.replace("PART", part).replace("WHOLE", event), TEXT))
