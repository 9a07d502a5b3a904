"""States that a past tense tells of the time of saying: the ministry said that talks were under way."""

from collections.abc import Sequence

from facts.verify.grammar.sentences import Sentence
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.grammar.word_list import word_set

TALKS = word_set("talks negotiations")
"""Subjects of which a verb of a state says that something is being negotiated."""
RUNNING = word_set("underway ongoing continuing continue under going progressing still")
"""Words of a verb, or after it, that say that its subject goes on."""
MAX_AFTER = 2
"""The most words after such a verb in which they may be."""
STATE_CLASSES = ("present", "progressive", "past_state", "future")
MARKS = frozenset(",;:()")


def are_running_talks(group: VerbGroup, sentence: Sentence) -> bool:
    """Return whether a verb says of talks that they go on: talks with the yard were under way."""
    if group.verb_class not in STATE_CLASSES or group.is_negated:
        return False
    ends = [other.last for other in sentence.groups if other.last <= group.first]
    ahead = words_of(sentence, max(ends, default=0), group.first)
    subject = ahead[max((index + 1 for index, word in enumerate(ahead) if word in MARKS), default=0) :]
    own = words_of(sentence, group.first, group.last + MAX_AFTER)
    return not (TALKS.isdisjoint(subject) or RUNNING.isdisjoint(own))


def is_reported_state(group: VerbGroup, sentence: Sentence) -> bool:
    """Return whether a state in the past is one that somebody told of the time at which they did: said it was so."""
    if group.verb_class != "past_state" and "being" not in group.text.split():
        return False
    before = [other for other in sentence.groups if other.last <= group.first]
    tellers = [other for other in before[-1:] if not SPEECH_VERBS.isdisjoint(other.text.lower().split())]
    return any(
        not other.text.endswith("s") and MARKS.isdisjoint(words_of(sentence, other.last, group.first))
        for other in tellers
    )


def words_of(sentence: Sentence, first: int, last: int) -> Sequence[str]:
    """Return the words of a range of the tokens of a sentence, in lower case."""
    return [token.lower for token in sentence.tokens[first:last]]
