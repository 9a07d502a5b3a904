"""Own words in which somebody sells who buys by their sentence, or lends who borrows, or wins who loses."""

import re
from collections.abc import Iterator, Sequence

from facts.verify.doubts.own_words.lost_negations import NEGATIONS, find_words
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.acting_subjects import BOUNDARY, is_passive
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

CONVERSES: Sequence[tuple[frozenset[str], frozenset[str]]] = (
    (
        word_set("buy buys bought buying purchase purchases purchased acquire acquires acquired acquisition"),
        word_set("sell sells sold selling sale"),
    ),
    (word_set("lend lends lent lending"), word_set("borrow borrows borrowed borrowing")),
    (word_set("import imports imported importing"), word_set("export exports exported exporting")),
    (word_set("win wins won winning victory beat beats"), word_set("lose loses lost losing defeat")),
    (word_set("gain gains gained gaining"), word_set("lose loses lost losing loss")),
    (word_set("pay pays paid paying payment"), word_set("receive receives received receiving")),
    (word_set("employ employs employed hire hires hired hiring"), word_set("dismiss dismisses dismissed fire fired")),
    (word_set("teach teaches taught"), word_set("learn learns learned learnt")),
)
"""What the one does, and what the other does, where something passes between two."""
VERBS = frozenset().union(*(side for pair in CONVERSES for side in pair))
PRESENT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(verb for verb in VERBS if verb.endswith('s')))})(?!\w)")
"""Verbs that may be read as nouns."""
BY = re.compile(r"(?<!\w)(?P<verb>[a-z]+)\s(?:[^,;.]{1,60}\s)?by\s(?P<doer>[^,;.]+)")
"""A noun or a participle, and who does it."""


def find_converses(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have somebody do what the other does by sentences, or the converse of what they do."""
    own = list_acts(text)
    theirs = list_acts(sentences) if own and not find_words(sentences, NEGATIONS) else []
    words = content_of(sentences) if theirs else frozenset()
    for verb, doer in own:
        for mine, others in (side for pair in CONVERSES for side in (pair, pair[::-1]) if verb in side[0]):
            alike = [subject for word, subject in theirs if word in mine]
            other = next((word for word, subject in theirs if word in others and doer & subject), None)
            if other and not alike and all(word not in others for word, _ in own):
                yield f"says '{verb}' of whom its sentence says '{other}'"
                return
            if alike and doer <= words and all(subject.isdisjoint(doer) for subject in alike):
                yield f"says '{verb}' of '{' '.join(sorted(doer))}', where its sentence says it of another"
                return


def list_acts(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return the verbs of a text that have a converse, each with the words for who does it."""
    if not find_words(text, VERBS):
        return []
    acts = [(match["verb"].lower(), content_of(match["doer"])) for match in BY.finditer(text)]
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    since = 0
    for group in groups:
        if not is_passive(group) and group.clause != "relative":
            acts.append((group.text.lower().split()[-1], content_of(BOUNDARY.split(text[since : group.start])[-1])))
        since = group.end
    for match in PRESENT.finditer(text):
        if all(match.start() >= group.end or match.end() <= group.start for group in groups):
            acts.append((match[0].lower(), content_of(BOUNDARY.split(text[: match.start()])[-1])))
    return [(verb, doer) for verb, doer in acts if verb in VERBS and doer]


def content_of(words: str) -> frozenset[str]:
    """Return the words for somebody, without articles and the like."""
    return frozenset(list_words(words)) - FUNCTION_WORDS
