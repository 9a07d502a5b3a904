"""The groups of verbs in an English sentence, with the class of each: was signed, are to arrive, threatened to close.

A group is found by its auxiliaries and by closed lists of verbs; what is not in a list is no group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from facts.verify import verb_words as words
from facts.verify.tokens import Token, tokenize
from facts.verify.word_list import word_set

VerbClass = Literal[
    "past",
    "perfect",
    "past_state",
    "present",
    "progressive",
    "future",
    "would",
    "possible",
    "able",
    "obliged",
    "unreal",
    "intent",
    "threat",
    "refusal",
    "negotiating",
    "negotiated",
    "infinitive",
    "speech",
]
Clause = Literal["main", "relative", "condition", "question", "denied"]

STOPS = frozenset(".!?;")
TITLES = word_set("mr mrs ms dr gen col lt sgt capt maj adm prof sen rep gov rev st no vs jr sr inc ltd co corp approx")
"""Abbreviations whose full stop ends no sentence."""
COORDINATORS = ("and", "or", "then")
COMPARATIVES = word_set("later fewer more less earlier sooner doubt matter longer")
"""Words after no that make it no negation of a verb."""
INVERTED = ("had", "were", "should")
"""Verbs that begin a condition without if."""
OBJECT_WORDS = 4
"""The most words between a verb such as urged and its infinitive."""
NO_OBJECT = word_set("and or but , ; : that which who will would")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs that belong together, at the tokens `first` to `last` of a sentence and the characters `start` to `end`.

    `infinitive` is where the infinitive after a verb such as threatened begins; None if none follows.
    """

    verb_class: VerbClass
    first: int
    last: int
    start: int = 0
    end: int = 0
    text: str = ""
    has_auxiliary: bool = False
    is_negated: bool = False
    infinitive: int | None = None
    clause: Clause = "main"


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


@lru_cache(maxsize=512)
def parse_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their groups of verbs."""
    return tuple(Sentence(tokens, find_groups(tokens)) for tokens in split_sentences(tokenize(text)))


def split_sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each sentence, its last mark included."""
    start = 0
    for index, token in enumerate(tokens):
        is_abbreviated = index > 0 and (tokens[index - 1].lower in TITLES or len(tokens[index - 1].text) == 1)
        if token.text in STOPS and not (token.text == "." and is_abbreviated):
            yield tokens[start : index + 1]
            start = index + 1
    if start < len(tokens):
        yield tokens[start:]


def find_groups(tokens: Sequence[Token]) -> tuple[VerbGroup, ...]:
    """Return the groups of verbs of a sentence, in their order."""
    parser = GroupParser([word_of(token, is_first=not index) for index, token in enumerate(tokens)])
    groups: list[VerbGroup] = []
    while parser.index < len(tokens):
        start = parser.index
        group = parser.parse(start, groups[-1] if groups else None)
        if group is None:
            parser.index = start + 1
            continue
        begin, end = tokens[group.first].start, tokens[group.last - 1].end
        infinitive = None if group.infinitive is None else tokens[group.infinitive].start
        text = " ".join(token.text for token in tokens[group.first : group.last])
        previous = groups[-1] if groups else None
        group = replace(group, start=begin, end=end, text=text, infinitive=infinitive)
        groups.append(parser.place(group, previous))
        parser.index = max(group.last, start + 1)
    return tuple(groups)


def word_of(token: Token, *, is_first: bool) -> str:
    """Return the word of a token in lower case; a month in the middle of a sentence, and other tokens, as they are."""
    return token.lower if token.kind == "word" and (is_first or token.text != "May") else token.text


class GroupParser:
    """Recognizes groups of verbs in the words of a sentence, in lower case."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.words = tokens
        self.index = 0
        self.is_negated = False

    def word(self, offset: int = 0) -> str:
        """Return the word at the position or `offset` after it; an empty text beyond the ends."""
        index = self.index + offset
        return self.words[index] if 0 <= index < len(self.words) else ""

    def take(self, *choices: str) -> bool:
        """Take the next word if it is one of `choices`."""
        if self.word() and self.word() in choices:
            self.index += 1
            return True
        return False

    def skip_adverbs(self) -> None:
        """Take adverbs and negations."""
        while (word := self.word()) in words.ADVERBS | words.NEGATIONS or is_adverb(word):
            self.is_negated |= word in words.NEGATIONS
            self.index += 1

    def parse(self, start: int, previous: VerbGroup | None) -> VerbGroup | None:
        """Return the group that begins at `start`, `previous` being the one before it; None if none does."""
        self.index, word = start, self.word()
        self.is_negated = word.endswith("n't") or word == "cannot"
        self.index += 1
        for is_rule, rule in (
            (word in words.MODALS, self._parse_modal),
            (word in words.BE, self._parse_be),
            (word in words.HAVE, self._parse_have),
            (word in words.DO, self._parse_do),
            (word == "to", self._parse_infinitive),
        ):
            if is_rule:
                verb_class = rule(word)
                return None if verb_class is None else self._group(verb_class, start, has_auxiliary=word != "to")
        verb_class = self._classify_verb(word, start)
        if verb_class == "past" and (inherited := self._inherit(word, start, previous)):
            return self._group(inherited.verb_class, start, has_auxiliary=True, is_negated=inherited.is_negated)
        return None if verb_class is None else self._group(verb_class, start)

    def _group(
        self, verb_class: VerbClass, start: int, *, has_auxiliary: bool = False, is_negated: bool = False
    ) -> VerbGroup:
        """Return the group of the words from `start` to the position, with the infinitive after it."""
        infinitive = None
        last = self.index
        if verb_class in ("intent", "threat", "refusal") and (position := self._infinitive_position()) is not None:
            infinitive = position
            last = position + 2 if position == last else last
        negated = is_negated or self.is_negated
        return VerbGroup(
            verb_class, start, last, has_auxiliary=has_auxiliary, is_negated=negated, infinitive=infinitive
        )

    def _infinitive_position(self) -> int | None:
        """Return the token where the infinitive of the group begins, with a short object before it at most."""
        for offset in range(OBJECT_WORDS + 1):
            word = self.word(offset)
            if word == "to" and is_base_form(self.word(offset + 1)):
                return self.index + offset
            if not word or word in NO_OBJECT:
                return None
        return None

    def _parse_modal(self, word: str) -> VerbClass | None:
        """Take the verb after a modal verb."""
        self.skip_adverbs()
        main = self.word()
        verb_class: VerbClass = words.MODALS[word]
        if main == "have" and is_participle(self.word(1)):
            self.index += 2
            self._take_main()
            return verb_class if verb_class == "future" else "unreal"
        if main.isalpha() and main not in words.DETERMINERS | words.PREPOSITIONS:
            self.index += 1
            if main in ("be", "have"):
                self._take_main()
        return verb_class

    def _take_main(self) -> None:
        """Take the participles after a form of to be or to have."""
        self.skip_adverbs()
        while is_participle(self.word()) or self.word().endswith("ing"):
            self.index += 1

    def _parse_be(self, word: str) -> VerbClass | None:
        """Take what follows a form of to be: an infinitive, a participle, or nothing that is a verb."""
        is_present = word in words.PRESENT_BE
        if word in ("be", "been", "being", "am") and self.word(-2) != "to":
            return None
        self.skip_adverbs()
        following, beyond = self.word(), self.word(1)
        if following == "to" and is_base_form(beyond):
            self._take_infinitive()
            return "future"
        if intent := self._parse_intent(following, beyond):
            return intent
        if following == "being" and is_participle(beyond):
            self.index += 2
            return "progressive" if is_present else "past_state"
        if following == "in" and beyond in ("talks", "negotiations"):
            self.index += 2
            return "negotiating" if is_present else "negotiated"
        if following.endswith("ing") and len(following) > len("bring"):
            self.index += 1
            return classify_progressive(following, is_present=is_present)
        if is_participle(following):
            self.index += 1
            return self._classify_participle(following, "present" if is_present else "past")
        return "present" if is_present else "past_state"

    def _parse_intent(self, following: str, beyond: str) -> VerbClass | None:
        """Take due to, set to, planned for and the like after a form of to be."""
        if following == "unlikely" and beyond == "to":
            self.is_negated = True
        elif following not in words.PARTICIPLES_OF_INTENT:
            return None
        elif beyond != "to" and following in ("set", "bound", "ready", "prepared", "going", "contracted", "determined"):
            return None
        self.index += 1
        if self.word() == "to":
            is_past = self.word(1) == "have" and is_participle(self.word(2))
            self._take_infinitive()
            return "past" if is_past and following in ("believed", "supposed", "likely") else "future"
        return "future"

    def _take_infinitive(self) -> None:
        """Take an infinitive with its auxiliaries."""
        self.index += 1
        self.skip_adverbs()
        main = self.word()
        self.index += 1
        if main in ("be", "have"):
            self._take_main()

    def _classify_participle(self, participle: str, otherwise: VerbClass) -> VerbClass:
        """Return the class of a participle after an auxiliary."""
        if participle in words.THREATS:
            return "threat"
        if participle in words.NEGOTIATIONS:
            return "negotiated"
        if participle in words.REFUSALS:
            return "refusal"
        if participle in words.INTENTS and (participle not in words.WEAK_INTENTS or self._infinitive_position()):
            return "intent"
        return otherwise

    def _parse_have(self, word: str) -> VerbClass | None:
        """Take what follows a form of to have."""
        if self.word() == "yet" and self.word(1) == "to":
            self.index += 1
            self.is_negated = True
            self._take_infinitive()
            return "perfect"
        self.skip_adverbs()
        following = self.word()
        if following == "to" and is_base_form(self.word(1)):
            self._take_infinitive()
            return "obliged"
        if following == "been":
            self.index += 1
            self.skip_adverbs()
            if intent := self._parse_intent(self.word(), self.word(1)):
                return intent
            participle = self.word()
            if participle.endswith("ing") or not is_participle(participle):
                self.index += participle.endswith("ing")
                return "past_state"
            self.index += 1
            return self._classify_participle(participle, "perfect")
        if is_participle(following):
            self.index += 1
            return self._classify_participle(following, "perfect")
        return None if word == "having" else "past_state" if word.startswith("had") else "present"

    def _parse_do(self, word: str) -> VerbClass:
        """Take the verb after a form of to do."""
        self.skip_adverbs()
        if self.word().isalpha() and self.word() not in words.DETERMINERS | words.PREPOSITIONS:
            self.index += 1
        return "past" if word.startswith("did") else "present"

    def _parse_infinitive(self, _word: str) -> VerbClass | None:
        """Take an infinitive that no verb of intent governs."""
        if not is_base_form(self.word()):
            return None
        self.index -= 1
        self._take_infinitive()
        return "infinitive"

    def _classify_verb(self, word: str, start: int) -> VerbClass | None:
        """Return the class of a verb without an auxiliary; None if the word is none, or stands before a noun."""
        before = self.words[start - 1] if start else ""
        if before in words.DETERMINERS | words.PREPOSITIONS or before.endswith("'s") or before == "-":
            return None
        is_past = word in words.PAST_FORMS or is_regular_past(word)
        if word in words.THREATS:
            return "threat"
        if word in words.REFUSALS and (is_past or word in words.REFUSALS_WITH_INFINITIVE):
            return "refusal"
        if word in words.INTENTS and (self._infinitive_position() is not None or is_sure_intent(word)):
            return "intent"
        if word in words.NEGOTIATIONS:
            return "negotiated" if is_past else "negotiating"
        if word in words.SPEECH_VERBS and (is_past or word.endswith("s") or before in ("i", "we", "they")):
            return "speech"
        if is_past:
            return "past"
        return "present" if word in words.PRESENT_VERBS else None

    def _inherit(self, word: str, start: int, previous: VerbGroup | None) -> VerbGroup | None:
        """Return the group whose auxiliary a participle shares: will be built and delivered."""
        before = start - 1
        while before > 0 and is_adverb(self.words[before]):
            before -= 1
        is_joined = before >= 0 and self.words[before] in COORDINATORS
        if previous is None or not (previous.has_auxiliary and is_joined and is_participle(word)):
            return None
        return previous if previous.verb_class not in ("present", "past_state", "progressive") else None

    def place(self, group: VerbGroup, previous: VerbGroup | None) -> VerbGroup:
        """Return the group with the clause that it stands in, and negated by a subject or an object such as none."""
        gap = self.words[previous.last if previous else 0 : group.first]
        after = self.words[group.last : group.last + 2]
        clause: Clause = "main"
        if "?" in self.words[-1:] or words.QUESTIONS & set(gap):
            clause = "question"
        elif {"if", "unless"} & set(gap) or self._is_inverted(group, previous):
            clause = "condition"
        elif previous and previous.text.lower() in words.DENIALS and not previous.is_negated and is_governed(gap):
            clause = "denied"
        elif gap and gap[-1] in ("that", "which", "who"):
            clause = "relative"
        is_negated = group.is_negated or (bool(after) and after[0] in words.NO_SUBJECTS - {"nor", "without"})
        if after[:1] == ["no"] and after[1:] and after[1] in COMPARATIVES:
            is_negated = group.is_negated
        subject = gap[max((index + 1 for index, word in enumerate(gap) if word in NO_OBJECT), default=0) :]
        if gap[-1:] in (["nor"], ["neither"]) and group.verb_class in ("present", "past_state"):
            group = replace(group, verb_class="perfect")
        is_negated |= bool(words.NO_SUBJECTS & set(subject)) and not COMPARATIVES & set(subject)
        return replace(group, clause=clause, is_negated=is_negated)


    def _is_inverted(self, group: VerbGroup, previous: VerbGroup | None) -> bool:
        """Return whether a sentence begins like "had the tank leaked", and the group stands in that clause."""
        is_inverted = self.words[0] in INVERTED and self.words[1:2] != ["not"] and "," in self.words
        return is_inverted and "," not in self.words[: group.first] and (previous is None or previous.first == 0)


def is_governed(gap: Sequence[str]) -> bool:
    """Return whether the words between two verbs leave the second one in the clause that the first governs."""
    return not {"and", "but", ",", ";", "as", "after", "before", "because"} & set(gap)


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb by its ending."""
    return len(word) > len("only") and word.endswith("ly")


def is_regular_past(word: str) -> bool:
    """Return whether a word may be the past form of a regular verb."""
    return len(word) > len("red") and word.endswith("ed") and word.isalpha() and word not in words.NOT_PAST


def is_participle(word: str) -> bool:
    """Return whether a word may be a past participle."""
    return word in words.PARTICIPLES or is_regular_past(word)


def is_base_form(word: str) -> bool:
    """Return whether a word after to may be a verb."""
    is_name = not word.isalpha() or word in words.DETERMINERS | words.PREPOSITIONS
    return not is_name and not word.endswith(("ing", "ed")) and word not in ("date", "come", "life", "war", "school")


def is_sure_intent(word: str) -> bool:
    """Return whether a verb of intent is one without an infinitive too: expects the schedule to hold, pledged help."""
    if word in words.WEAK_INTENTS:
        return False
    return word.endswith("ed") or word in ("expects", "intends", "agrees", "proposes", "undertakes", "swore", "undertook")


def classify_progressive(word: str, *, is_present: bool) -> VerbClass:
    """Return the class of a participle in -ing after a form of to be."""
    if word in words.THREATS:
        return "threat"
    if word in words.NEGOTIATIONS:
        return "negotiating" if is_present else "negotiated"
    stem = word.removesuffix("ing")
    if {stem, f"{stem}e", stem[:-1]} & words.INTENTS and word not in ("trying", "looking", "meaning"):
        return "intent"
    return "progressive" if is_present else "past_state"
