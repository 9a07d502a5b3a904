"""The sentences of an article in which no record has words, though the passage has some elsewhere."""

from collections.abc import Collection, Iterable, Sequence

from facts.model.receipt import Span
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.uncovered import find_uncovered

MIN_WORDS = 4
"""The fewest words of a sentence that tells something."""
MAX_LISTED = 12
MAX_FIRST_WORDS = 8
HINT = "Add what they tell, or quote words of them where a record has it already"


def find_untold(spans: Iterable[Span], passages: Collection[int], sentences: SentenceMap) -> Finding | None:
    """Return which sentences of some passages no span quotes; None if there are none.

    A span of several sentences, on which a field without words rests, quotes none of them. Figures and quotations of
    which a report lists that they are under no receipt are not listed again.
    """
    quotations = [span for span in spans if len(sentences.numbers_of([span])) == 1]
    quoted = sentences.numbers_of(quotations)
    quoted |= {sentences.number_at(figure.start) for figure in find_uncovered(sentences.article, quotations)}
    untold = [
        number
        for number in range(len(sentences.ranges))
        if number not in quoted
        and sentences.passage_of(number) in passages
        and len(sentences.text(number).split()) >= MIN_WORDS
    ]
    if not untold:
        return None
    listed = ", ".join(f"'{first_words(sentences.text(number))}'" for number in untold[:MAX_LISTED])
    more = f" and {len(untold) - MAX_LISTED} more" if len(untold) > MAX_LISTED else ""
    message = f"have sentences in which no record has words: {listed}{more}"
    return Finding("source", "passages", message, HINT, is_certain=False)


def first_words(sentence: str) -> str:
    """Return the first words of a sentence."""
    words: Sequence[str] = sentence.split()
    return " ".join(words[:MAX_FIRST_WORDS]) + (" …" if len(words) > MAX_FIRST_WORDS else "")
