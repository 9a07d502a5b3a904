"""Location of quotations in an article: each is where it occurs once; nothing is guessed."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import Any

from facts.drafts.problems import LocationError
from facts.drafts.text.folding import FoldedText, fold, fold_words
from facts.model.article import Article
from facts.model.receipt import words_digest
from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.grammar.quoted_text import QuotedText, find_quotations
from facts.verify.sentence_map import SentenceMap
from facts.verify.speech import PRONOUNS, TAG_VERBS, parse_after, parse_before

ELLIPSIS = re.compile(r"\s*(?:\u2026|\.\.\.|\[\.\.\.\])\s*")
WORD = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?]\W*\s")
APPOSITION = re.compile(
    r"(?:\s(?:of|in|at|for)\s[^,.;:!?\n]{1,40})?,\s(?P<name>[^\W\d_a-z][^,.;:!?\n]*)(?=[,.;:!?\n]|$)"
)
"""A name after the office of a speaker: its director, Agnieszka Wrona."""
MAX_PLACES = 6
"""Places that a message lists."""
MAX_QUOTED_CHARS = 200
MAX_EXTRA_WORDS = 5
"""Words that are added to a quotation at most to say where it is."""
CONTEXT_WORDS = 3
"""Words around a place that a message shows."""
MIN_SIMILARITY = 0.6


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to be located; without words, the complete passages.

    `prefix` and `suffix` are what is directly before and after them, as in a W3C text quote selector.
    """

    line: int
    words: str | None = None
    passages: tuple[int, ...] = ()
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A range of the article's text within a passage; `is_quoted` if its words are short enough to be repeated."""

    passage: int
    start: int
    end: int
    is_quoted: bool = True

    def is_inside(self, other: "Occurrence") -> bool:
        """Return whether it is inside another place."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """The day on which an article was published, and the words for it."""

    day: date
    places: Sequence[Occurrence]


class QuoteLocator:
    """Locates quotations in an article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.headline: Collection[int] = ()
        """The passages of the headline, whose words are looked for in the text of the article first."""
        self.published: PublishedDay | None = None
        """The day on which it was published, from which its words may count."""
        self.ranges: dict[str, Mapping[int, Sequence[tuple[int, int]]]] = {}
        """The folded ranges of words that were looked for, by the number of the passage."""
        self.shortened: dict[str, Mapping[int, Sequence[tuple[int, int]]]] = {}
        """The folded ranges of those with an ellipsis."""

    @cached_property
    def passages(self) -> Sequence[FoldedText]:
        """The passages, folded."""
        return [fold(self.article.text[start:end], start) for start, end in self.article.passages]

    def locate(
        self, quote: Quote, scope: Collection[int] = (), *, is_name: bool = False, suggests: bool = True
    ) -> Sequence[Occurrence]:
        """Return the places of a quotation: one, or each of the complete passages that it names.

        It is looked for in its own passages, else in those of `scope` first, then everywhere. A name is where it
        occurs first. Raises LocationError unless it occurs, and once; with what is like it if it `suggests`.
        """
        if quote.start is not None and quote.end is not None:
            return [self.explicit_place(quote)]
        self.require_passages(stated := sorted(quote.passages or scope))
        numbers = stated or range(1, len(self.passages) + 1)
        if quote.words is None:
            return [self.passage_place(number) for number in numbers]
        limit = None if suggests or self.headline else 2
        places = list(islice(self.find(quote, numbers), limit))
        if not places and not quote.passages:
            places = list(islice(self.find(quote, range(1, len(self.passages) + 1)), limit))
        below = [place for place in places if place.passage not in self.headline]
        places = below if len(below) == 1 and not (quote.passages or is_name) else places
        if not suggests and (not places or (len(places) > 1 and not is_name)):
            raise LocationError(f"quotes '{quote.words}', which does not occur once", "Quote other words")
        if not places:
            raise self.missing(quote, numbers)
        if len(places) > 1 and not is_name:
            raise self.ambiguous(quote, places)
        return places[:1]

    def find(self, quote: Quote, numbers: Collection[int]) -> Iterator[Occurrence]:
        """Yield each place of a quotation in the passages `numbers`."""
        words = quote.words or ""
        ranges = self.find_words(fold_words(words))
        shortened = self.find_shortened(words) if ELLIPSIS.search(words) else {}
        for number in filter((ranges.keys() | shortened.keys()).__contains__, numbers):
            passage = self.passages[number - 1]
            is_range = number not in ranges
            for start, end in (shortened if is_range else ranges)[number]:
                if self.is_between(passage, start, end, quote):
                    first, last = passage.original(start, end)
                    is_quoted = not is_range and is_short(self.article.text[first:last])
                    yield Occurrence(number, first, last, is_quoted=is_quoted)

    def find_words(self, words: str) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Return the ranges of folded words, by the number of the passage, each of entire words."""
        if words not in self.ranges:
            passages = dict(enumerate(self.passages, 1))
            ranges = {number: places for number, passage in passages.items() if (places := passage.find_all(words))}
            separate = {
                number: places
                for number, places in ranges.items()
                if not any(passages[number].is_inside_word(start, end) for start, end in places)
            }
            self.ranges[words] = separate or ranges
        return self.ranges[words]

    def find_shortened(self, words: str) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Return the folded ranges of words with an ellipsis, by the number of the passage."""
        if words not in self.shortened:
            ranges = {number: list(find_ranges(passage, words)) for number, passage in enumerate(self.passages, 1)}
            self.shortened[words] = ranges
        return self.shortened[words]

    def is_between(self, passage: FoldedText, start: int, end: int, quote: Quote) -> bool:
        """Return whether a folded range has the quote's prefix before it and its suffix after it."""
        if not quote.prefix and not quote.suffix:
            return True
        before, after = passage.text[:start].rstrip(), passage.text[end:].lstrip()
        prefix, suffix = fold_words(quote.prefix), fold_words(quote.suffix)
        is_after = before.endswith(prefix) or (bool(before) and prefix.endswith(before))
        return is_after and (after.startswith(suffix) or (bool(after) and suffix.startswith(after)))

    @cached_property
    def quotations(self) -> Sequence[QuotedText]:
        """What the article has in quotation marks."""
        return find_quotations(self.article.text)

    @cached_property
    def sentences(self) -> SentenceMap:
        """The sentences of the article."""
        return SentenceMap(self.article)

    def sentence_of(self, place: Occurrence) -> Occurrence:
        """Return the sentences that a place is in."""
        first, last = (self.sentences.range_at(at) for at in (place.start, place.end - 1))
        return Occurrence(place.passage, first[0], last[1], is_quoted=False)

    def is_spoken(self, place: Occurrence) -> bool:
        """Return whether a place is inside quotation marks."""
        return any(mark.start <= place.start and place.end <= mark.end for mark in self.quotations)

    def find_tags(self, place: Occurrence) -> Iterator[Occurrence]:
        """Yield where the words beside the quotation of a place say who speaks: the subject, or a name beside it."""
        text = self.article.text
        for mark in self.quotations:
            if mark.start <= place.start and place.end <= mark.end:
                after, before = parse_after(mark, text), parse_before(mark, text)
                subject = (after or before or ("", ""))[1]
                start = text.find(subject, mark.end) if after else text.rfind(subject, 0, mark.start)
                end = start + len(subject)
                apposition = APPOSITION.match(text, end)
                for first, last in ((start, end), apposition.span(1) if apposition else (0, 0)):
                    if subject and first < last:
                        yield Occurrence(place.passage, first, last, is_quoted=is_short(text[first:last]))

    def find_pronoun(self, place: Occurrence) -> Occurrence | None:
        """Return where the words beside the quotation of a place are in which a pronoun speaks; None for none."""
        text = self.article.text
        for mark in self.quotations:
            if mark.start <= place.start and place.end <= mark.end:
                after, before = parse_after(mark, text), parse_before(mark, text)
                words, subject = after or before or ("", "")
                start = text.find(words, mark.end) if after else text.rfind(words, 0, mark.start)
                is_pronoun = subject.lower() in PRONOUNS and start >= 0
                end = start + end_of_tag(words, subject)
                return Occurrence(place.passage, start, end) if is_pronoun and is_short(text[start:end]) else None
        return None

    def text(self, place: Occurrence) -> str:
        """Return the article's text at a place."""
        return self.article.text[place.start : place.end]

    def passage_place(self, number: int) -> Occurrence:
        """Return a complete passage as a place."""
        return Occurrence(number, *self.article.passages[number - 1], is_quoted=False)

    def span(self, place: Occurrence) -> dict[str, Any]:
        """Return a place as a span of a sheet."""
        text = self.text(place)
        exact = {"exact": text} if place.is_quoted else {}
        position = {"passage": place.passage, "start": place.start, "end": place.end}
        return position | exact | {"digest": words_digest(text)}

    def explicit_place(self, quote: Quote) -> Occurrence:
        """Return the place that a quotation names by positions; raise LocationError if its words are elsewhere."""
        start, end = quote.start or 0, quote.end or 0
        bounds = enumerate(self.article.passages, 1)
        number = next((number for number, (first, last) in bounds if first <= start < end <= last), None)
        if number is None:
            raise LocationError(f"has characters {start} to {end}, which are in no passage", "Correct them")
        place = Occurrence(number, start, end, is_quoted=quote.words is not None)
        if quote.words is not None and self.text(place) != quote.words:
            message = f"quotes '{quote.words}' where the article has '{self.text(place)[:80]}'"
            raise LocationError(message, "Correct the words, or remove `start` and `end`")
        return place

    def require_passages(self, numbers: Collection[int]) -> None:
        """Raise LocationError for a number that no passage has."""
        count = len(self.passages)
        for number in numbers:
            if not 1 <= number <= count:
                raise LocationError(f"names passage {number}", f"Write a number from 1 to {count}")

    def missing(self, quote: Quote, numbers: Collection[int]) -> LocationError:
        """Return the error for words that are in none of the passages `numbers`."""
        words = quote.words or ""
        everywhere = list(self.find(replace(quote, prefix="", suffix=""), range(1, len(self.passages) + 1)))
        if everywhere:
            context = ", ".join(map(self.describe, everywhere[:MAX_PLACES]))
            message = f"quotes '{words}', which is not where the draft says"
            return LocationError(message, f"It is in {context}", {place.passage for place in everywhere})
        if entire := self.list_whole_words(fold_words(words)):
            hint = f"Write the entire words: {', '.join(f'`{text}`' for text in entire[:MAX_PLACES])}"
            return LocationError(f"is a part of a word: '{words}'", hint)
        if nearest := self.nearest(words, numbers):
            message = f"quotes '{words}', which is not in the article"
            hint = f"Copy it letter for letter: passage {nearest.passage} has '{self.text(nearest).rstrip('.,;:')}'"
            return LocationError(message, hint, {nearest.passage})
        return LocationError(f"quotes '{words}', which is not in the article", "Copy its words letter for letter")

    def list_whole_words(self, words: str) -> Sequence[str]:
        """Return the words of the article that some folded words are inside of, each once."""
        ranges = [(passage, *place) for passage in self.passages for place in passage.find_inside(words)]
        return list(dict.fromkeys(passage.whole_words(start, end) for passage, start, end in ranges))

    def ambiguous(self, quote: Quote, places: Sequence[Occurrence]) -> LocationError:
        """Return the error for words that occur in several places, which lists the places with words around them."""
        contexts = "; ".join(map(self.describe, places[:MAX_PLACES]))
        more = f" and {len(places) - MAX_PLACES} more" if len(places) > MAX_PLACES else ""
        numbers = {place.passage for place in places}
        hint = "Quote more words" if len(numbers) == 1 else "Quote more words, or add `passage`"
        if longer := [text for place in places[:MAX_PLACES] if (text := self.lengthen(place))]:
            hint += f", such as {' or '.join(f'`{text}`' for text in longer)}"
        message = f"quotes '{quote.words}', which occurs {len(places)} times: {contexts}{more}"
        return LocationError(message, hint, numbers)

    def around(self, place: Occurrence) -> tuple[str, str]:
        """Return the words directly before and after a place, from the same passage."""
        first, last = self.article.passages[place.passage - 1]
        before = self.article.text[first : place.start].split(" ")[-CONTEXT_WORDS - 1 :]
        after = self.article.text[place.end : last].split(" ")[: CONTEXT_WORDS + 1]
        return " ".join(before), " ".join(after)

    def describe(self, place: Occurrence) -> str:
        """Return a place in a message: its passage, and its words with a few around them."""
        before, after = self.around(place)
        words = f"{before}[{self.text(place)}]{after}".strip()
        return f"passage {place.passage} '{words}'"

    def lengthen(self, place: Occurrence) -> str | None:
        """Return short words around a place, from the same passage and best from one sentence, that occur once."""
        candidates = [text for text in self.longer_words(place) if self.occurs_once(text)]
        return next((text for text in candidates if not SENTENCE_END.search(text)), next(iter(candidates), None))

    def occurs_once(self, text: str) -> bool:
        """Return whether words occur once in the article."""
        return len(list(self.find(Quote(0, text), range(1, len(self.passages) + 1)))) == 1

    def longer_words(self, place: Occurrence) -> Iterator[str]:
        """Yield the words around a place, from the same passage, with one word more, then two, and so on."""
        first, last = self.article.passages[place.passage - 1]
        words = [(first + word.start(), first + word.end()) for word in WORD.finditer(self.article.text[first:last])]
        inside = [index for index, (start, end) in enumerate(words) if start < place.end and end > place.start]
        for extra in range(1, min(MAX_EXTRA_WORDS, MAX_QUOTED_WORDS - len(inside)) + 1):
            for left in range(extra + 1):
                begin, stop = inside[0] - left, inside[-1] + extra - left
                if begin < 0 or stop >= len(words):
                    continue
                yield self.article.text[words[begin][0] : words[stop][1]].rstrip(".,;:")

    def nearest(self, words: str, numbers: Collection[int]) -> Occurrence | None:
        """Return the place whose words are most like `words`; None if none are."""
        target = fold_words(words).casefold().split()[:MAX_QUOTED_WORDS]
        best, place = MIN_SIMILARITY, None
        for number in numbers:
            passage = self.passages[number - 1]
            tokens = [(match.start(), match.end(), match[0].casefold()) for match in WORD.finditer(passage.text)]
            for index in range(max(1, len(tokens) - len(target) + 1)):
                window = tokens[index : index + len(target)]
                text = " ".join(token for *_, token in window)
                matcher = SequenceMatcher(None, " ".join(target), text, autojunk=False)
                if window and matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                    score = matcher.ratio()
                    if score > best:
                        best = score
                        place = Occurrence(number, *passage.original(window[0][0], window[-1][1]))
        return place


def end_of_tag(words: str, subject: str) -> int:
    """Return where the subject and the verb of words beside a quotation end: he wrote, in he wrote in the paper."""
    verbs = (word.end() for word in WORD.finditer(words) if word[0] in TAG_VERBS)
    return max(next(verbs, len(words)), words.find(subject) + len(subject))


def find_ranges(passage: FoldedText, words: str) -> Iterator[tuple[int, int]]:
    """Yield each folded range that begins and ends with the words before and after an ellipsis."""
    head, _, tail = (fold_words(part) for part in ELLIPSIS.sub("\0", words, count=1).partition("\0"))
    for start, middle in passage.find_all(head):
        yield from ((start, end) for begin, end in passage.find_all(tail) if begin >= middle)


def is_short(text: str) -> bool:
    """Return whether a sheet may repeat a text of the article."""
    return len(text.split()) <= MAX_QUOTED_WORDS and len(text) <= MAX_QUOTED_CHARS
