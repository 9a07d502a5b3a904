"""Recognition of the groups of verbs in the words of a sentence, by their auxiliaries and by closed lists."""

from collections.abc import Sequence

from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar import verb_words as words
from facts.verify.grammar.verb_forms import (
    DAYS_AND_MONTHS,
    VerbClass,
    VerbGroup,
    classify_progressive,
    is_adverb,
    is_base_form,
    is_participle,
    is_regular_past,
    is_sure_intent,
)
from facts.verify.grammar.word_list import word_set

COORDINATORS = ("and", "or", "then")
OBJECT_WORDS = 4
"""The most words between a verb such as urged and its infinitive."""
PAST_ABILITY = ("could", "couldn't")
"""Forms of a modal verb that may tell what was tried."""
CONJUNCTIONS = ("provided", "supposed")
"""Participles that begin a condition where a clause follows them."""
CLAUSE_STARTS = ("that", "it", "they", "he", "she")
STARTS = ("", ",", ";", "but", "only", "and")
"""What is before such a condition."""
NO_OBJECT = word_set("and or but , ; : that which who will would")
"""Words that end the clause of a verb before its infinitive."""


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
            (word in words.MODALS, self.parse_modal),
            (word in words.BE, self.parse_be),
            (word in words.HAVE, self.parse_have),
            (word in words.DO, self.parse_do),
            (word == "to", self.parse_infinitive),
        ):
            if is_rule:
                verb_class = rule(word)
                return None if verb_class is None else self.build_group(verb_class, start, has_auxiliary=word != "to")
        verb_class = self.classify_verb(word, start)
        if verb_class == "past" and (inherited := self.inherit_class(word, start, previous)):
            return self.build_group(inherited.verb_class, start, has_auxiliary=True, is_negated=inherited.is_negated)
        return None if verb_class is None else self.build_group(verb_class, start)

    def build_group(
        self, verb_class: VerbClass, start: int, *, has_auxiliary: bool = False, is_negated: bool = False
    ) -> VerbGroup:
        """Return the group of the words from `start` to the position, with the infinitive after it."""
        infinitive = None
        last = min(self.index, len(self.words))  # a quotation may end before the infinitive: is due to
        if verb_class in ("intent", "threat", "refusal") and (position := self.find_infinitive()) is not None:
            infinitive = position
            last = position + 2 if position == last else last
        negated = is_negated or self.is_negated
        return VerbGroup(
            verb_class, start, last, has_auxiliary=has_auxiliary, is_negated=negated, infinitive=infinitive
        )

    def find_infinitive(self) -> int | None:
        """Return the token where the infinitive of the group begins, after a short object and a day at most."""
        offset = count = 0
        while count <= OBJECT_WORDS:
            word, following = self.word(offset), self.word(offset + 1)
            if word == "to" and is_base_form(following):
                return self.index + offset
            if not word or word in NO_OBJECT:
                return None
            is_day = word == "on" and following in DAYS_AND_MONTHS
            offset, count = offset + 1 + is_day, count + (not is_day)
        return None

    def parse_modal(self, word: str) -> VerbClass | None:
        """Take the verb after a modal verb."""
        self.skip_adverbs()
        main = self.word()
        verb_class: VerbClass = words.MODALS[word]
        if main == "have" and is_participle(self.word(1)):
            self.index += 2
            self.take_main()
            return verb_class if verb_class == "future" else "unreal"
        if main.isalpha() and main not in words.DETERMINERS | words.PREPOSITIONS:
            self.index += 1
            if main in ("be", "have"):
                self.take_main()
        is_in_vain = word in PAST_ABILITY and self.is_negated and self.word(-1) in words.ATTEMPTS
        return "failed" if is_in_vain else verb_class

    def take_main(self) -> None:
        """Take the participles after a form of to be or to have."""
        self.skip_adverbs()
        while is_participle(self.word()) or self.word().endswith("ing"):
            self.index += 1

    def parse_be(self, word: str) -> VerbClass | None:
        """Take what follows a form of to be: an infinitive, a participle, or nothing that is a verb."""
        is_present = word in words.PRESENT_BE
        if word in ("be", "been", "being", "am") and self.word(-2) != "to":
            return None
        self.skip_adverbs()
        following, beyond = self.word(), self.word(1)
        if following == "to" and (beyond == "come" or is_base_form(beyond)):
            self.take_infinitive()
            return "future"
        if intent := self.parse_intent(following, beyond):
            return intent
        if following == "in" and beyond in ("talks", "negotiations"):
            self.index += 2
            return "negotiating" if is_present else "negotiated"
        return self.parse_participle(following, beyond, is_present=is_present)

    def parse_participle(self, following: str, beyond: str, *, is_present: bool) -> VerbClass:
        """Take the participle after a form of to be, if one follows."""
        if following == "being" and is_participle(beyond):
            self.index += 2
            if beyond in words.NEGOTIATIONS:
                return "negotiating" if is_present else "negotiated"
            return "progressive" if is_present else "past_state"
        if following.endswith("ing") and len(following) > len("bring"):
            self.index += 1
            return classify_progressive(following, is_present=is_present)
        if following in words.HEARSAY and beyond == "to" and self.word(2) == "have" and is_participle(self.word(3)):
            is_state = self.word(3) == "been" and not is_participle(self.word(4))
            self.index += 1
            self.take_infinitive()
            return "past_state" if is_state else "past"
        if is_participle(following):
            self.index += 1
            return self.classify_participle(following, "present" if is_present else "past")
        return "present" if is_present else "past_state"

    def parse_intent(self, following: str, beyond: str) -> VerbClass | None:
        """Take due to, set to, planned for and the like after a form of to be."""
        is_unlikely = following == "unlikely" and beyond == "to"
        is_intent = following in words.PARTICIPLES_OF_INTENT
        if not is_unlikely and (not is_intent or (beyond != "to" and following in words.ONLY_WITH_INFINITIVE)):
            return None
        self.is_negated |= is_unlikely
        self.index += 1
        if self.word() != "to":
            return "future"
        is_past = self.word(1) == "have" and is_participle(self.word(2))
        self.take_infinitive()
        return "past" if is_past and following in ("believed", "supposed", "likely") else "future"

    def take_infinitive(self) -> None:
        """Take an infinitive with its auxiliaries."""
        self.index += 1
        self.skip_adverbs()
        main = self.word()
        self.index += 1
        if main in ("be", "have"):
            self.take_main()

    def classify_participle(self, participle: str, otherwise: VerbClass) -> VerbClass:
        """Return the class of a participle after an auxiliary."""
        if participle in words.THREATS:
            return "threat"
        if participle in words.NEGOTIATIONS:
            return "negotiated"
        if participle in words.REFUSALS and not self.has_effect(participle):
            return "refusal"
        if participle in words.INTENTS and (participle not in words.WEAK_INTENTS or self.find_infinitive()):
            return "intent"
        return otherwise

    def has_effect(self, word: str) -> bool:
        """Return whether a verb tells of an effect: prevented 75 percent of cases, withdrawn from the fleet."""
        following = self.word()
        is_moved = word == "withdrawn" and following == "from"
        return is_moved or (word in words.EFFECTS and (following[:1].isdigit() or following in CARDINALS))

    def parse_have(self, word: str) -> VerbClass | None:
        """Take what follows a form of to have."""
        if self.word() == "yet" and self.word(1) == "to":
            self.index += 1
            self.is_negated = True
            self.take_infinitive()
            return "perfect"
        self.skip_adverbs()
        following = self.word()
        if following == "to" and is_base_form(self.word(1)):
            is_passive = self.word(1) in ("be", "have")
            self.take_infinitive()
            return "obliged" if word != "had" else "infinitive" if is_passive else "compelled"
        if following == "been":
            return self.parse_been()
        if is_participle(following):
            self.index += 1
            return self.classify_participle(following, "perfect")
        possession: VerbClass = "past_state" if word.startswith("had") else "present"
        return None if word == "having" else possession

    def parse_been(self) -> VerbClass:
        """Take "been" with what follows it."""
        self.index += 1
        self.skip_adverbs()
        if intent := self.parse_intent(self.word(), self.word(1)):
            return intent
        participle = self.word()
        if participle.endswith("ing") or not is_participle(participle):
            self.index += participle.endswith("ing")
            return "past_state"
        self.index += 1
        return self.classify_participle(participle, "perfect")

    def parse_do(self, word: str) -> VerbClass:
        """Take the verb after a form of to do."""
        self.skip_adverbs()
        main = self.word()
        if main.isalpha() and main not in words.DETERMINERS | words.PREPOSITIONS | words.NO_MAIN_VERBS:
            self.index += 1
        return "past" if word.startswith("did") else "present"

    def parse_infinitive(self, _word: str) -> VerbClass | None:
        """Take an infinitive that no verb of intent governs."""
        word, following = self.word(), self.word(1)
        if not is_base_form(word) or (is_adverb(word) and following and not is_base_form(following)):
            return None
        self.index -= 1
        self.take_infinitive()
        return "infinitive"

    def classify_verb(self, word: str, start: int) -> VerbClass | None:
        """Return the class of a verb without an auxiliary; None if the word is none, or stands before a noun."""
        before = self.words[start - 1] if start else ""
        is_past = word in words.PAST_FORMS or is_regular_past(word)
        is_relative = before == "that" and is_past and self.is_verb_after_that(word)
        is_adjective = before in words.DETERMINERS | words.PREPOSITIONS or before.endswith("'s") or before == "-"
        is_conjunction = word in CONJUNCTIONS and before in STARTS and self.word() in CLAUSE_STARTS
        if (is_adjective and not is_relative) or is_conjunction:
            return None
        has_infinitive = self.find_infinitive() is not None
        tests: tuple[tuple[VerbClass, bool], ...] = (
            ("threat", word in words.THREATS),
            (
                "refusal",
                word in words.REFUSALS
                and (is_past or word in words.REFUSALS_WITH_INFINITIVE)
                and not self.has_effect(word),
            ),
            ("intent", word in words.INTENTS and (has_infinitive or is_sure_intent(word))),
            ("negotiated", word in words.NEGOTIATIONS and is_past),
            ("negotiating", word in words.NEGOTIATIONS),
            (
                "speech",
                word in words.SPEECH_VERBS
                and (is_past or word.endswith("s") or before in ("i", "we", "they"))
                and not (word in words.UPKEEP and self.begins_object()),
            ),
            ("past_state", self.word() in words.LASTING.get(word, ()) or word in words.PAST_STATES),
            ("past", is_past),
            ("present", word in words.PRESENT_VERBS),
        )
        return next((verb_class for verb_class, is_it in tests if is_it), None)

    def begins_object(self) -> bool:
        """Return whether the next word begins an object, and hardly a clause: maintains some 2,100 kilometres."""
        word = self.word()
        return word[:1].isdigit() or word in CARDINALS or word in words.AMOUNTS

    def is_verb_after_that(self, word: str) -> bool:
        """Return whether a past form after "that" is a verb: that sank, that opened in May; not that planned road."""
        return word in words.PAST_FORMS or self.word() in words.DETERMINERS | words.PREPOSITIONS

    def inherit_class(self, word: str, start: int, previous: VerbGroup | None) -> VerbGroup | None:
        """Return the group whose auxiliary a participle shares: will be built and delivered."""
        before = start - 1
        while before > 0 and is_adverb(self.words[before]):
            before -= 1
        is_joined = before >= 0 and self.words[before] in COORDINATORS
        if previous is None or not (previous.has_auxiliary and is_joined and is_participle(word)):
            return None
        return previous if previous.verb_class not in ("present", "past_state", "progressive") else None
