"""The check of a quotation: whose words they are, where, and how much of them is in the article."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.archive import Archive, Query
from facts.kinds import KINDS
from facts.kinds.statement import StatementFilters
from facts.model.article import Article
from facts.quotations import QuoteCheck, QuoteError, check_quote
from facts.quotations.word_index import WordIndex
from tests.conftest import FRIGATE_ARTICLE
from tests.tables import each_row

SHEET = "frigate-deal"
TEXT = Article.read(FRIGATE_ARTICLE).text
READY = "The ship is ready, the crew is ready and the paperwork is ready"
HULL = "I have walked through that hull from bow to stern, and there are no cracks"
BUYERS = "Buyers wait until the first ship sails, and then they come"

Part = tuple[str, int, str | None, str | None]
CASES: list[tuple[str, str, list[Part], Sequence[str]]] = [
    (READY, "word_for_word", [(READY, 5, "astrid-halvorsen", "direct")], ()),
    (f"“{HULL}.”", "word_for_word", [(HULL, 19, "joao-meireles", "direct")], ()),
    (HULL.upper(), "word_for_word", [(HULL.upper(), 19, "joao-meireles", "direct")], ()),
    ("there are no cracks", "word_for_word", [("there are no cracks", 19, "joao-meireles", "direct")], ()),
    (
        "the crew is ready ... there are no cracks",
        "stitched",
        [
            ("the crew is ready", 5, "astrid-halvorsen", "direct"),
            ("there are no cracks", 19, "joao-meireles", "direct"),
        ],
        (),
    ),
    (
        "Buyers wait until the first ship sinks, and then they come",
        "in_part",
        [
            ("Buyers wait until the first ship", 27, "ravi-deshmane", "direct"),
            ("and then they come", 27, "ravi-deshmane", "direct"),
        ],
        ("sinks",),
    ),
    (
        "[The admiral said] there are no cracks",
        "word_for_word",
        [("there are no cracks", 19, "joao-meireles", "direct")],
        (),
    ),
    (
        "Halvorsen expects the schedule",
        "word_for_word",
        [("Halvorsen expects the schedule", 5, "astrid-halvorsen", "indirect")],
        (),
    ),
    ("Talks between Norway and Brazil", "word_for_word", [("Talks between Norway and Brazil", 8, None, None)], ()),
    ("told Reuters in Oslo on Tuesday", "word_for_word", [("told Reuters in Oslo on Tuesday", 5, None, None)], ()),
    ("We shall never sell a ship", "not_at_all", [], ("We shall never sell a ship",)),
    (
        "I have walked ... hull ... no cracks",
        "stitched",
        [
            ("I have walked", 19, "joao-meireles", "direct"),
            ("hull", 19, "joao-meireles", "direct"),
            ("no cracks", 19, "joao-meireles", "direct"),
        ],
        (),
    ),
    (
        "no cracks [\u2026] I have walked through",
        "in_part",
        [("I have walked through", 19, "joao-meireles", "direct")],
        ("no cracks",),
    ),
    (
        "I have walked through ... the sixth",
        "in_part",
        [("I have walked through", 19, "joao-meireles", "direct")],
        ("the sixth",),
    ),
    ("ready", "word_for_word", [("ready", 5, "astrid-halvorsen", "direct")] * 3, ()),
]
RECEIPT_CASES = [
    (HULL, "word_for_word", ["joao-meireles"]),
    (f"{HULL},", "word_for_word", ["joao-meireles"]),
    ("Halvorsen expects the schedule to hold", "word_for_word", ["astrid-halvorsen"]),
    (f"{READY}. {BUYERS}", "stitched", ["astrid-halvorsen", "ravi-deshmane"]),
    (f"He said: {BUYERS}", "in_part", ["ravi-deshmane"]),
    ("there are no cracks", "word_for_word", ["joao-meireles"]),
    ("from bow to stern", "unknown", []),
    ("he said", "word_for_word", [None]),
    ("said Ravi Deshmane", "word_for_word", [None]),
    ("Ravi Deshmane", "word_for_word", [None]),
    ("Halvorsen told Reuters", "word_for_word", [None]),
    ("We shall never sell a ship", "unknown", []),
]


def check(archive: Archive, words: str, text: str | None = TEXT, sheet: str = SHEET) -> QuoteCheck:
    """Check words against a sheet, the invented one by default."""
    content = archive.get_sheet(sheet)
    assert content
    return check_quote(words, sheet, content["source"], {kind: content[kind] for kind in KINDS}, text)


@pytest.mark.parametrize(("words", "verdict", "parts", "missing"), CASES, ids=[case[0][:30] for case in CASES])
def test_words_are_located_in_the_article(
    archive: Archive, words: str, verdict: str, parts: list[Part], missing: Sequence[str]
) -> None:
    """With the article's text every word is located or missing, and each part has its speaker, passage and form."""
    result = check(archive, words)
    assert (result.verdict, result.missing, result.compared_with) == (verdict, missing, "article")
    assert [(part.words, part.passage, part.speaker, part.form) for part in result.parts] == parts
    for part in result.parts:
        assert WordIndex(TEXT[part.start : part.end]).words == WordIndex(part.words).words
        assert bool(part.statements) == (part.speaker is not None)


@pytest.mark.parametrize(
    ("words", "verdict", "speakers"), RECEIPT_CASES, ids=[case[0][:30] for case in RECEIPT_CASES]
)
def test_words_are_located_in_receipts(archive: Archive, words: str, verdict: str, speakers: list[str]) -> None:
    """Without the text only complete spans and quoted words are located; the verdict is never `not_at_all`."""
    result = check(archive, words, None)
    assert (result.verdict, result.compared_with) == (verdict, "receipts")
    assert [part.speaker for part in result.parts] == speakers
    assert [TEXT[part.start : part.end].casefold() in words.casefold() for part in result.parts] == [True] * len(
        speakers
    )


@pytest.mark.parametrize("words", ["", "  ...  ", "“”", "word " * 301], ids=["empty", "dots", "marks", "long"])
def test_a_quotation_has_words_but_not_too_many(archive: Archive, words: str) -> None:
    """What has no word, or more than 300, is refused with the number that is accepted."""
    with pytest.raises(QuoteError, match="accepted: 1 to 300"):
        check(archive, words)


def test_the_text_of_another_article_is_refused(archive: Archive) -> None:
    """A text with another digest is not compared, as its positions would mean nothing."""
    with pytest.raises(QuoteError, match="is not the article of frigate-deal"):
        check(archive, READY, TEXT + " ")


@each_row(
    ("text", "words", "left_out"),
    [
        ("Ana Petri denied that the bridge is closed.", "the bridge is closed", ("denied",)),
        ("The bridge is not, she said, closed for good.", "closed for good", ("not",)),
        ("“The bridge is closed” is untrue, she said.", "The bridge is closed", ("untrue",)),
        ("It isn't true, and nobody said, that the bridge is closed.", "the bridge is closed", ("isn't", "nobody")),
        ("She denied nothing. The bridge is closed today.", "The bridge is closed", ()),
        ("The bridge is closed today. She denied nothing.", "The bridge is closed", ()),
        ("The bridge is not closed.", "The bridge is not closed", ()),
        ("She said that the bridge is closed.", "the bridge is closed", ()),
    ],
)
def test_what_turns_words_into_their_opposite_is_told(text: str, words: str, left_out: tuple[str, ...]) -> None:
    """Words of negation and denial that a quotation leaves out of its own sentence are listed."""
    article = Article(text)
    passages = [{"start": start, "end": end} for start, end in article.passages]
    source = {"digest": article.digest, "passages": passages}
    [part] = check_quote(words, SHEET, source, {}, text).parts
    assert part.left_out == left_out
    assert check_quote(words, SHEET, source, {}, None).parts == ()


@each_row(
    ("words", "left_out"),
    [
        ("reach the S-400", ("not",)),
        ("limited", ("not",)),
        ("do not reach the S-400", None),
    ],
)
def test_receipts_tell_what_is_left_out(archive: Archive, words: str, left_out: tuple[str, ...] | None) -> None:
    """Without the text, a negation in the receipt around the words is listed, and it is null where none is known."""
    [part] = check(archive, words, None, "s400-turkey").parts
    assert part.left_out == left_out


def test_a_part_tells_what_is_said(archive: Archive) -> None:
    """A part has the summary and the status of each statement that its words belong to."""
    [part] = check(archive, HULL).parts
    filters = StatementFilters(speaker="joao-meireles", form="direct")
    [item] = archive.find("statements", Query(sheet=SHEET, filters=filters)).items
    assert [dict(statement) for statement in part.statements] == [
        {name: item[name] for name in ("url", "summary", "status")}
    ]


@pytest.mark.parametrize("words", ["x " * 300, "the ship " * 150])
def test_long_quotations_are_compared_quickly(archive: Archive, words: str) -> None:
    """Without the text, a quotation of the most words takes no longer than a few seconds on a busy machine."""
    start = time.process_time()
    check(archive, words, None)
    assert time.process_time() - start < 5


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 400))
def test_every_excerpt_is_word_for_word(archive: Archive, start: int, size: int) -> None:
    """Words that follow each other in the article are there in one piece, wherever they begin and end."""
    bounds = [offset for offset, after in zip(range(len(TEXT) + 1), TEXT + " ", strict=True) if after == " "]
    begin = min((offset for offset in bounds if offset >= start), default=0)
    end = min((offset for offset in bounds if offset >= begin + size), default=len(TEXT))
    excerpt = TEXT[begin:end]
    if WordIndex(excerpt).words and "[" not in excerpt:
        assert check(archive, excerpt).verdict == "word_for_word"
