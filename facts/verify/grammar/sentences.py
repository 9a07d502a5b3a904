"""Sentences with their groups of verbs, and the clause that each group stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from facts.verify.grammar import verb_words as words
from facts.verify.grammar.abbreviations import is_abbreviated
from facts.verify.grammar.verb_forms import Clause, VerbGroup, is_participle, is_regular_past
from facts.verify.grammar.verb_parser import NO_OBJECT, GroupParser
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, tokenize

STOPS = frozenset(".!?;")
INVERTED = ("had", "were", "should")
"""Verbs that begin a condition without if."""
COMPARATIVES = word_set("later fewer more less earlier sooner doubt matter longer")
"""Words after no that make it no negation of a verb."""
COMPARISONS = word_set("than as")
"""Words before what something is compared with."""
MAX_COMPARED = 4
"""The most words between such a word and the verb of what is compared."""
MARKS = frozenset(",:;()")
FORMERLY = word_set("originally initially previously first once earlier")
"""Words for what was planned before."""
PRONOUNS = ("that", "this", "it")
"""Words for what was said before, which a verb denies where a colon follows them."""
AWAITING = word_set("once provided providing assuming supposing")
"""Conjunctions before what is still to come, though its verb is a perfect: once it has approved the deal."""
TIMES = word_set("after when until till before")
"""Conjunctions that are such too, unless another verb of the sentence tells what has happened."""
PRESENT_HAVE = word_set("has have hasn't haven't")
PHRASES = (["as", "soon", "as"], ["on", "condition", "that"])
OVER = word_set("past perfect past_state")
"""Classes of verbs after which "after" and the like tell what has happened."""
LINKS = frozenset(("and", "but", ",", ";", "as", "after", "before", "because"))
"""Words after which a verb is not in the clause that the verb before governs."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence, at the characters `start` to `end` of a text, with its groups of verbs."""

    tokens: Sequence[Token]
    groups: tuple[VerbGroup, ...]

    @property
    def start(self) -> int:
        """The position of its first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.tokens[-1].end

    @property
    def has_condition(self) -> bool:
        """Whether a word such as if or otherwise makes what it says conditional."""
        return any(token.lower in words.CONDITIONS for token in self.tokens)

    def is_comparison(self, group: VerbGroup) -> bool:
        """Return whether a group says what else was so: as promised, than planned, than others did."""
        return group.first > 0 and (self.tokens[group.first - 1].lower in COMPARISONS or self.is_repeated(group))

    def is_repeated(self, group: VerbGroup) -> bool:
        """Return whether a group only stands for a verb before it, of what something is compared with."""
        ahead = {token.lower for token in self.tokens[max(0, group.first - MAX_COMPARED) : group.first]}
        is_verb = group.last == group.first + 1 and group.text.lower() in words.DO
        return is_verb and not COMPARISONS.isdisjoint(ahead) and MARKS.isdisjoint(ahead)


@lru_cache(maxsize=512)
def parse_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their groups of verbs."""
    return tuple(Sentence(tokens, find_groups(tokens)) for tokens in split_sentences(tokenize(text)))


def split_sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each sentence, its last mark included."""
    start = 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_inside = token.text == "." and index > 0 and is_abbreviated(tokens[index - 1].text, following)
        if token.text in STOPS and not is_inside:
            yield tokens[start : index + 1]
            start = index + 1
    if start < len(tokens):
        yield tokens[start:]


def find_groups(tokens: Sequence[Token]) -> tuple[VerbGroup, ...]:
    """Return the groups of verbs of a sentence, in their order."""
    sentence = [word_of(token, is_first=not index) for index, token in enumerate(tokens)]
    parser = GroupParser(sentence)
    groups: list[VerbGroup] = []
    while parser.index < len(tokens):
        start, previous = parser.index, groups[-1] if groups else None
        group = parser.parse(start, previous)
        if group is None or is_comparison(group, sentence):
            parser.index = start + 1
            continue
        infinitive = None if group.infinitive is None else tokens[group.infinitive].start
        group = replace(
            group,
            start=tokens[group.first].start,
            end=tokens[group.last - 1].end,
            text=" ".join(token.text for token in tokens[group.first : group.last]),
            infinitive=infinitive,
        )
        groups.append(place_group(group, previous, sentence))
        parser.index = max(group.last, start + 1)
    return tuple(groups)


def is_comparison(group: VerbGroup, sentence: Sequence[str]) -> bool:
    """Return whether a participle only says what was to be: later than planned, as expected, originally planned."""
    first = group.first
    while first and sentence[first - 1] in FORMERLY:
        first -= 1
    is_plain = group.last == group.first + 1 and group.infinitive is None and not group.has_auxiliary
    before = {"", ",", "(", *words.DETERMINERS} if first < group.first else set[str]()
    previous = sentence[first - 1] if first else ""
    return is_plain and is_participle(sentence[group.first]) and previous in before | COMPARISONS


def word_of(token: Token, *, is_first: bool) -> str:
    """Return a word in lower case; other tokens, and May inside a sentence, as they are."""
    return token.lower if token.kind == "word" and (is_first or token.text != "May") else token.text


def place_group(group: VerbGroup, previous: VerbGroup | None, sentence: Sequence[str]) -> VerbGroup:
    """Return the group with the clause that it stands in, and negated by a subject or an object such as none."""
    gap = sentence[previous.last if previous else 0 : group.first]
    verb_class = group.verb_class
    if gap[-1:] in (["nor"], ["neither"]) and verb_class in ("present", "past_state"):
        verb_class = "perfect"
    negation = find_subject_negation(gap)
    is_negated = group.is_negated or bool(negation) or has_negative_object(sentence[group.last : group.last + 2])
    text = group.text
    if negation and not group.is_negated:
        text = f"{negation} {text}" if gap[-1] == negation else f"{negation} \u2026 {text}"
    clause = clause_of(group, previous, gap, sentence)
    return replace(group, clause=clause, is_negated=is_negated, verb_class=verb_class, text=text)


def clause_of(group: VerbGroup, previous: VerbGroup | None, gap: Sequence[str], sentence: Sequence[str]) -> Clause:
    """Return the clause of a group, by the words in the gap since the one before it."""
    if "?" in sentence[-1:] or words.QUESTIONS & set(gap):
        return "question"
    if {"if", "unless"} & set(gap) or is_inverted(group, previous, sentence):
        return "condition"
    if is_awaited(group, previous, gap, sentence[group.last :]):
        return "awaited"
    is_denied = previous is not None and previous.text.lower() in words.DENIALS and not previous.is_negated
    is_told_before = gap[1:2] == [":"] and gap[0] in PRONOUNS
    if is_denied and not is_told_before and not LINKS & set(gap):
        return "denied"
    return "relative" if gap[-1:] in (["that"], ["which"], ["who"]) else "main"


def is_awaited(group: VerbGroup, previous: VerbGroup | None, gap: Sequence[str], following: Sequence[str]) -> bool:
    """Return whether a group is what something waits for: once, provided that or as soon as X has approved it."""
    auxiliary, *rest = group.text.lower().split()
    position = max((index for index, word in enumerate(gap) if word in AWAITING | TIMES), default=-1)
    if position < 0:
        phrases = ([*gap[index : index + 3]] for index in range(len(gap)))
        position = next((index for index, phrase in enumerate(phrases) if phrase in PHRASES), -1)
    is_clause = position >= 0 and MARKS.isdisjoint(gap[position:])
    if not (rest and is_clause) or {*gap[:position][-1:]} & words.DETERMINERS:
        return False
    if gap[position] in TIMES:
        is_over = previous.verb_class in OVER if previous else any(map(is_past, following))
        return auxiliary in PRESENT_HAVE and not is_over
    return auxiliary in PRESENT_HAVE | words.PRESENT_BE


def is_past(word: str) -> bool:
    """Return whether a word is a verb in the past, or an auxiliary of one."""
    return word in words.PAST_FORMS | PRESENT_HAVE or is_regular_past(word)


def has_negative_object(after: Sequence[str]) -> bool:
    """Return whether the words after a verb negate it: signed no contract."""
    object_words = words.NO_SUBJECTS - {"nor", "without"}
    return bool(after) and after[0] in object_words and not COMPARATIVES & set(after[1:])


def find_subject_negation(gap: Sequence[str]) -> str | None:
    """Return the word by which a subject before a verb negates it: no contract was signed; None without one."""
    subject = gap[max((index + 1 for index, word in enumerate(gap) if word in NO_OBJECT), default=0) :]
    return (
        None if COMPARATIVES & set(subject) else next((word for word in subject if word in words.NO_SUBJECTS), None)
    )


def is_inverted(group: VerbGroup, previous: VerbGroup | None, sentence: Sequence[str]) -> bool:
    """Return whether a sentence begins like "had the tank leaked", and the group stands in that clause."""
    begins = sentence[0] in INVERTED and sentence[1:2] != ["not"] and "," in sentence
    return begins and "," not in sentence[: group.first] and (previous is None or previous.first == 0)
