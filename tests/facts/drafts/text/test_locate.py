"""Location of quotations: where they occur once, in look-alike characters too; nothing is guessed."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.drafts.build import build
from facts.drafts.problems import LocationError
from facts.drafts.text.folding import fold_words
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.model.article import Article
from tests.facts.drafts.helpers import ARTICLE, TEXT
from tests.tables import each_row

LOCATOR = QuoteLocator(ARTICLE)
LOCATED = {
    "Mayor Åse Bjørnø": 2,
    "Mayor A\u030ase Bjørnø": 2,
    "Mayor  Åse\u00a0Bjørnø": 2,
    "Norwegian Fishers\u2019 League": 3,
    '"Nobody will wait': 3,
    "by the end of 2025": 4,
    "Harbour": 1,
    "ferry": 1,
}
REFUSED = {
    "Bjørnø said": "occurs 2 times",
    "The": "occurs 3 times",
    "atlantis": "is not in the article",
    "pier Nobody": "is not in the article",
    "harbour town opens": "Copy it letter for letter: passage 1 has 'Harbour town opens'",
}


@each_row(("words", "passage"), LOCATED.items())
def test_words_that_occur_once_are_located(words: str, passage: int) -> None:
    """The place has the article's own characters, whichever look-alikes the draft has."""
    (place,) = LOCATOR.locate(Quote(1, words))
    assert place.passage == passage
    assert len(LOCATOR.text(place).split()) == len(words.split())


@each_row(("words", "message"), REFUSED.items())
def test_other_words_are_refused(words: str, message: str) -> None:
    """Words that occur nowhere, or several times, have no place; the message says where they may be."""
    with pytest.raises(LocationError) as error:
        LOCATOR.locate(Quote(1, words))
    assert message in f"{error.value.message}. {error.value.hint}"


def test_several_places_are_listed_with_longer_words() -> None:
    """The message has each place with words around it, and longer words that are accepted."""
    with pytest.raises(LocationError) as error:
        LOCATOR.locate(Quote(1, "Bjørnø said"))
    assert "passage 2 'kroner, Mayor Åse [Bjørnø said] on 4 March'" in error.value.message
    assert error.value.passages == {2, 3}
    for words in ("Bjørnø said on", "again,” Bjørnø said"):
        assert f"`{words}`" in error.value.hint
        assert len(LOCATOR.locate(Quote(1, words))) == 1


def test_passages_say_where_to_look() -> None:
    """A quotation is in its own passages, or best in those of the record; a name is where it occurs first."""
    words = Quote(1, "Bjørnø said")
    assert LOCATOR.locate(Quote(1, "Bjørnø said", (3,)))[0].passage == 3
    assert LOCATOR.locate(words, (2,))[0].passage == 2
    assert LOCATOR.locate(Quote(1, "Bjørnø said", (3,)), (2,))[0].passage == 3
    assert LOCATOR.locate(words, is_name=True)[0].passage == 2
    assert LOCATOR.locate(Quote(1, "wait in the rain"), (4,))[0].passage == 3
    with pytest.raises(LocationError, match="occurs 2 times"):
        LOCATOR.locate(words, (4,))
    with pytest.raises(LocationError, match="not where the draft says"):
        LOCATOR.locate(Quote(1, "Bjørnø said", (4,)))
    with pytest.raises(LocationError, match="names passage 9"):
        LOCATOR.locate(Quote(1, "x", (9,)))


def test_context_says_which_place() -> None:
    """A prefix and a suffix decide between places in one passage, as in a W3C text quote selector."""
    locator = QuoteLocator(Article("one ship and one port and one sea"))
    assert [
        locator.locate(Quote(1, "one", prefix="and ", suffix=suffix))[0].start for suffix in ("port", " sea")
    ] == [
        13,
        26,
    ]
    with pytest.raises(LocationError, match="occurs 2 times"):
        locator.locate(Quote(1, "one", prefix="and"))


def test_an_ellipsis_stands_for_the_words_between() -> None:
    """The first and the last words of a range are located with what is between, which is not repeated."""
    for words in ("The pier … 4 March 2024", "The pier ... 4 March 2024", "The pier [...] 4 March 2024"):
        (place,) = LOCATOR.locate(Quote(1, words))
        assert LOCATOR.text(place) == TEXT.split("\n")[2][: -len(". Three ferries call there.")]
        assert "exact" not in LOCATOR.span(place)


def test_more_than_twelve_words_are_not_repeated() -> None:
    """A long quotation has a place and a digest, but the span does not have its words."""
    (place,) = LOCATOR.locate(Quote(1, TEXT.split("\n")[4]))
    assert not place.is_quoted
    assert LOCATOR.locate(Quote(1, passages=(3,))) == [place]


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_what_is_located_is_what_is_quoted(start: int, length: int) -> None:
    """Any words of a passage are located where they are, or refused because they occur again, or are cut."""
    words = TEXT[start : start + length].strip()
    if not words or "\n" in words:
        return
    start, is_unique = TEXT.index(words, start), fold_words(TEXT).count(fold_words(words)) == 1
    refusal = ""
    try:
        places = LOCATOR.locate(Quote(1, words))
    except LocationError as error:
        refusal = error.message
    if "part of a word" in refusal:
        assert re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w.,])", TEXT) is None
    elif refusal:
        assert "occurs" in refusal
        assert not is_unique
    else:
        (place,) = places
        assert LOCATOR.text(place) == words
        assert not is_unique or (place.start, place.end) == (start, start + len(words))


def test_words_inside_others_do_not_count() -> None:
    """Words that are inside others in one passage are where they stand by themselves in another."""
    locator = QuoteLocator(Article("She said no.\nFive were right, he said.\nThe fishermen left."))
    assert [place.passage for place in locator.locate(Quote(1, "he said"))] == [2]


def test_a_name_of_the_source_is_where_it_occurs_first() -> None:
    """A publisher that the article names again needs no passage; other words that occur again do."""
    article = Article("Post, 2 May 2026\nBy Ann Roe\nAnn Roe told the Post that the Post pays a fee and a fee.")
    draft = "title: news\nsource: {publisher: Post, byline: Ann Roe, factless: {3: why}}"
    assert list(map(str, build("n.yaml", draft, article, "news").problems)) == []
    draft += "\nevents:\n  fee:\n    quote: a fee\n    status: standing"
    assert "which occurs 2 times" in str(build("n.yaml", draft, article, "news").problems[0])


def test_an_office_is_in_a_sentence_with_its_holder() -> None:
    """An office that occurs again is the one in the only sentence that has the name too, or it is asked for."""
    text = "Ann Roe, the city's lawyer, met another lawyer. A lawyer left."
    draft = "title: news\npeople: {Ann Roe: {offices: lawyer}}"
    assert "which occurs 3 times" in str(build("n.yaml", draft, Article(text), "news").problems[0])
    article = Article("Ann Roe, the city's lawyer, spoke. A lawyer left.")
    result = build("n.yaml", draft, article, "news")
    assert list(map(str, result.problems)) == []
    assert json.loads(result.text)["people"][0]["evidence"]["offices.0.title"]["spans"][0]["start"] == 20
