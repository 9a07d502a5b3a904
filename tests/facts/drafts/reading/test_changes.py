"""Figures of a change or a comparison: read with a note that says what they are compared with, else explained."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a line
events:
  traffic of a line:
    quote: 'QUOTE'
    status: occurred
    amount: AMOUNT
"""


def build_amount(words: str, amount: str, sentence: str) -> tuple[dict[str, object] | None, list[str]]:
    """Return the amount in the sheet of a draft, and the problems of the draft."""
    draft = DRAFT.replace("QUOTE", sentence.removesuffix(".")).replace("AMOUNT", amount.replace("WORDS", words))
    result = build("t.yaml", draft, Article(sentence), "t")
    if result.sheet is None:
        return None, [str(problem) for problem in result.problems]
    (event,) = json.loads(result.text)["events"]
    assert event["evidence"]["amount"]["basis"] == "inferred"
    return event["amount"], []


@each_row(
    ("sentence", "words", "value"),
    [
        ("It carried 12 percent less in May.", "12 percent less", "0.12"),
        ("It carried at least 15 percent more.", "at least 15 percent more", "0.15"),
    ],
)
def test_a_note_explains_what_a_figure_is_compared_with(sentence: str, words: str, value: str) -> None:
    """With a note the figure is read without the words that compare it; without one it is refused."""
    amount, problems = build_amount(words, "{quote: WORDS, note: than before}", sentence)
    assert (amount or {}).get("value") == value, problems
    assert build_amount(words, "WORDS", sentence)[0] is None


@each_row(
    ("sentence", "words", "example"),
    [
        ("It carried a fifth more in May.", "a fifth more", "{~ 0.2: a fifth more, note: why}"),
        ("Traffic was down by a third.", "down by a third", "{~ 0.33: down by a third, note: why}"),
        ("Traffic was cut by a fifth.", "by a fifth", "{0.2: by a fifth, note: why}"),
        ("It carried twice as many in May.", "twice as many", "{200%: twice as many, note: why}"),
        ("It carried 12 percent less in May.", "12 percent less", "{12%: 12 percent less, note: why}"),
    ],
)
def test_words_without_a_figure_need_a_value(sentence: str, words: str, example: str) -> None:
    """The message shows a value with the words and a note, in a form that is accepted, and no unit of a quantity."""
    (problem,) = build_amount(words, "WORDS", sentence)[1]
    assert f"Write `{{VALUE: {words}, note: why}}`" in problem
    assert "note: a fall}`" in problem or "note: than" in problem
    assert "field `quantity`" not in problem
    amount, problems = build_amount(words, example, sentence)
    assert amount, problems


@each_row("value", ["2", "~ 2"])
def test_a_multiple_is_a_share(value: str) -> None:
    """A number alone is no amount of money: the message says how a multiple is written."""
    (problem,) = build_amount("twice as many", f"{{{value}: WORDS, note: why}}", "It carried twice as many in May.")[
        1
    ]
    assert "as a share if it is a multiple, such as `{200%: twice as many, note: than before}`" in problem


@each_row(
    ("words", "amount"),
    [
        ("12 percent less", "{13%: WORDS, note: than before}"),
        ("at least 12 percent less", "{11%: WORDS, note: than before}"),
    ],
)
def test_a_note_excuses_no_other_figure(words: str, amount: str) -> None:
    """A value that the words do not have is refused, whatever the note says."""
    sentence = f"It carried {words} in May."
    draft = DRAFT.replace("QUOTE", sentence.removesuffix(".")).replace("AMOUNT", amount.replace("WORDS", words))
    result = build("t.yaml", draft, Article(sentence), "t")
    assert [issue.field for issue in (*result.problems, *result.warnings)] == ["amount"]
