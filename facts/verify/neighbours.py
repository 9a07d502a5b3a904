"""The words that change a value of each kind when they stand directly before or after it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from facts.verify.date_points import SEASONS, is_month
from facts.verify.english_bounds import EXCEEDING
from facts.verify.english_dates import APPROXIMATE, UNCERTAIN
from facts.verify.english_nouns import DETERMINERS, FUNCTION_WORDS, ORDINALS, WEEKDAYS
from facts.verify.english_numbers import CARDINALS, SCALES, SHORT_SCALES
from facts.verify.grammar.containers import CONTAINERS
from facts.verify.grammar.inflection import is_plural
from facts.verify.grammar.verb_forms import is_adverb
from facts.verify.grammar.verb_words import ADVERBS, MODALS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token

BEFORE_NUMBERS = frozenset([*UNCERTAIN, *EXCEEDING]) | word_set("""
    than least most over above under below outstripped outnumbered about around approximately roughly some nearly
    almost circa approx ca estimated maximum minimum as minus plus less twice double triple treble quadruple half
    times between not never no without but every each x per cent percent quarter nor neither except excluding near
    beyond
""")
"""Words that change a number after them."""
PARTS = word_set("""
    maximum minimum upwards excess half third quarter fourth fifth sixth seventh eighth ninth tenth thirds
    quarters fourths fifths sixths eighths ninths tenths part most some none many much percent cent instead
    short multiple average mean ceiling cap limit floor threshold region shy net north south tens dozens scores
    hundreds thousands millions billions trillions lakhs crores fraction equivalent couple
""")
"""Words that change a number after them with `of` between."""
OTHER_PHRASES = word_set("""
    in on at by for from with without to into under over between among about per via despite after before during since
    until but which who
""")
"""Words before which a number counts other things than those before `of`: two days after a debate of five hours."""
DASHES = frozenset("-\u2013\u2014")
"""Marks after which a sentence begins anew: 12 March - A total of 40 ships."""
AFTER_NUMBERS = word_set("""
    a an per each every apiece annually annual yearly monthly weekly daily hourly quarterly more less fewer plus
    than minus odd shy something give x short times percent percentage point points basis under above below off yr pa
""")
"""Words that change a number before them."""
OTHER_SCALES = word_set("""
    mrd mio mill bill milliard milliards quadrillion zillion hundreds thousands millions billions trillions
    dozens
""")
"""Scales that are not read."""
ALTERNATIVES = word_set("more less fewer so even thereabouts perhaps possibly maybe better higher lower over")
BUDGETS = word_set("budget target plan the its estimate estimates estimated planned")
AGREEMENTS = word_set(
    "contract contracts deal agreement accord treaty law programme program scheme licence lease terms"
)
"""Under which an amount is paid, and not less than them: 60 million euros under a contract."""
PRICES = word_set("dollars euros pounds prices money terms values rates roubles rubles rupees yen")
BEFORE_DATES = frozenset([*APPROXIMATE, *UNCERTAIN, *SEASONS]) | word_set("""
    fiscal fy model late early mid before after since until till by than end beginning start middle close from
    to through not between pre post class financial tax school academic marketing season crop circa edition
    version half quarter week at as least most last next previous following coming
""")
"""Words that change a date after them."""
PARTS_OF_TIMES = word_set("""
    end beginning start middle close half quarter third week weeks weekend day days month months part as eve dawn turn
    first second rest remainder most much instead model class course spring summer autumn fall winter years year
    decade
""")
"""Words that change a date after them with `of` between."""
RANGE_ENDS = (
    PARTS_OF_TIMES
    | BEFORE_DATES
    | word_set("""
    today tomorrow yesterday now present date this next following around about easter christmas ramadan
""")
)
"""Words in lower case that begin the end of a range, as in March to early May."""
VERBS_TOO = word_set("end start close turn part rest model")
"""Those among them that may be the verb of an infinitive."""
BEFORE_TIMES = frozenset(("in", "on", "at", "during"))
"""The first words of dates that may stand beside such a verb: to start in May."""
AFTER_AND_A = word_set(
    "half quarter third fourth fifth few bit little fraction dozen couple hundred thousand million"
)
"""Words that make "and a" before them a part of the number: five and a half, but not five ships and a crane."""
AFTER_DATES = word_set(
    "or until till through onwards onward bc bce model models dollars euros pounds prices money fiscal"
)
"""Words that change a date before them."""
BEFORE_PREPOSITIONS = frozenset([*APPROXIMATE, *UNCERTAIN]) | word_set(
    "not never late early mid until till least most"
)
"""Words that change a date with a preposition between."""
MOVED = word_set("""
    postponed delayed deferred moved pushed shifted rescheduled slipped put set brought
""")
"""Verbs after which "to" is followed by a new date: postponed to the spring of 2029."""
PARTICLES = word_set("back forward off")
NO_NAMES = word_set("in on at by the since during for of from and until after before between to or but")
"""Words that are no part of a name before a year, even with a capital at the start of a sentence."""
BEFORE_YEARS = frozenset(("in", "during", "since"))
BOUNDS = frozenset(("by", "before", "after", "since", "no", "not"))
"""The first words of phrases that are a bound, which fewer words before them change."""
BEFORE_BOUNDS = frozenset([*APPROXIMATE, *UNCERTAIN]) | word_set("not never no nor or than as until least most")
"""Words that change a bound after them."""
NEGATED_BOUNDS = frozenset(("by", "before", "after"))
"""The first words of bounds that a negation before them in their clause turns round: not open before 2031."""
NEGATIONS = word_set("""
    not never no none cannot neither nor nobody nothing without unlikely fail fails failed failing hardly
""")
CLAUSE_STARTS = word_set("and but that which who whom while because although if when where or")
"""Words that begin a clause, before which a negation is of another one."""
DISTANCES = word_set("day days week weeks month months quarter quarters season seasons year years decade decades")
"""Words that change the bound after them if it is before or after a date: a year after 2016."""

FROM_THERE = frozenset(("earlier", "later", "ago"))
"""Words after a period that make it a distance from a time."""
PERIODS = word_set("decade century fortnight")
BEFORE_PERIODS = word_set("""
    for of than within after before in during through throughout across and but that by is was
    took take takes taken lasted lasts last lasting spent spend spends waited needed needs
""")
"""Words before "a decade" that leave it how long something lasts; after others, such as ships, it makes a rate."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words that change values of one kind."""

    before: frozenset[str]
    parts: frozenset[str]
    after: frozenset[str]
    is_date: bool = False
    is_quantity: bool = False

    @staticmethod
    def is_number(token: Token) -> bool:
        """Return whether a token is a number, a sign of one, or a word of one."""
        is_word = token.lower in CARDINALS or token.lower in SCALES
        return token.kind in ("number", "fraction", "currency", "percent", "ordinal") or is_word

    def changes_before(self, token: Token, further: Sequence[Token], words: Sequence[Token]) -> bool:
        """Return whether a word directly before a value changes it.

        `further` are the tokens before that word, `words` those of the value.
        """
        previous = further[0] if further else None
        if self.is_date and words[0].lower in BOUNDS:
            return changes_bound(token, words[0])
        is_verb = words[0].lower in BEFORE_TIMES and is_infinitive(token, further)
        is_harmless = self.is_date and (is_verb or (token.lower == "to" and is_moved(further)))
        is_number = token.lower in CARDINALS or token.lower in SCALES or token.lower in SHORT_SCALES
        is_period = self.is_quantity and words[0].lower == "a" and words[-1].lower in PERIODS
        is_rate = is_period and token.lower not in BEFORE_PERIODS
        if is_rate or token.lower in self.before or token.lower.endswith("n't") or (is_number and not self.is_date):
            return not is_harmless
        if token.lower == "to" and previous is not None:
            return previous.lower in ("up", "close", "down", "next")
        if token.lower == "by" and previous is not None:
            return previous.lower in ("multiplied", "divided")
        if token.lower == "of" and previous is not None and not is_container(further):
            things = takewhile(lambda word: word.lower not in OTHER_PHRASES and word.text not in DASHES, further[:4])
            counts = (self.is_quantity and any(map(self.is_number, things))) or self.is_number(previous)
            is_part = previous.lower in self.parts or (counts and previous.lower not in ORDINALS)
            return is_part and not (self.is_quantity and previous.lower in ORDINALS[:2])
        return self.is_date and self.changes_date(token, previous)

    def changes_date(self, token: Token, previous: Token | None) -> bool:
        """Return whether a month, or two words such as fiscal year or perhaps in, change a date after them."""
        if previous is None or is_month(token):
            return is_month(token)
        is_kind_of_year = token.lower == "year" and previous.lower in self.before
        return is_kind_of_year or (token.lower in BEFORE_YEARS and previous.lower in BEFORE_PREPOSITIONS)

    def is_name_before(self, token: Token, before: Sequence[Token], words: Sequence[Token]) -> bool:
        """Return whether a bare year is part of a name that ends before it, such as Vision 2030."""
        is_bare = self.is_date and len(words) == 1 and words[0].kind == "number"
        is_name = token.text[:1].isupper() and token.lower not in NO_NAMES and token is before[0]
        return is_bare and is_name

    def changes_after(
        self, token: Token, further: Sequence[Token], words: Sequence[Token], preceding: Sequence[Token]
    ) -> bool:
        """Return whether a word directly after a value changes it; `further` are the tokens after that word."""
        following = further[0] if further else None
        word = token.lower
        near = {word.lower for word in further[:3]}
        if word in self.after and not (word == "under" and near & AGREEMENTS) and not is_distance(token, further):
            return True
        if word == "at" and near & {"latest", "earliest", "least", "most", "minimum"}:
            return True
        if self.is_date:
            return (word == "to" and begins_range_end(further)) or counts_things(token, words, preceding)
        if {word} & (SCALES.keys() | SHORT_SCALES.keys() | CARDINALS.keys() | OTHER_SCALES) or is_month(token):
            return True
        if following is None:
            return False
        follows = following.lower
        return bool(
            (word == "to" and self.is_number(following))
            or (word == "or" and (self.is_number(following) or follows in ALTERNATIVES))
            or (word == "and" and follows in ("counting", "more", "change", "upwards", "one", "three"))
            or (word == "and" and follows == "a" and (len(further) < 2 or further[1].lower in AFTER_AND_A))
            or (word == "of" and (near & {"percent", "per"} or any(token.kind == "percent" for token in further[:3])))
            or (word == "in" and follows in ("annual", "yearly", "monthly", "weekly", "daily"))
            or (word == "over" and follows in BUDGETS)
            or (word in ("for", "on", "to") and follows in ("each", "every"))
            or (word == "in" and near & PRICES)
        )


def is_container(before: Sequence[Token]) -> bool:
    """Return whether the words before "of", the nearest first, name one thing that holds a number: one batch."""
    number = next((word for word in before[1:4] if Neighbours.is_number(word)), None)
    return before[0].lower in CONTAINERS and (number is None or number.lower in ("one", "first", "second", "third"))


def is_distance(token: Token, further: Sequence[Token]) -> bool:
    """Return whether words after a value count from another time: a year earlier, which makes no rate."""
    words = [word.lower for word in further[:2]]
    return token.lower in ("a", "an") and len(words) > 1 and words[0] in DISTANCES and words[1] in FROM_THERE


def is_infinitive(token: Token, before: Sequence[Token]) -> bool:
    """Return whether a word that may name a part of a time is a verb: to start, will now end.

    `before` are the tokens before it, the nearest first. After "to", one in -ly may be an adjective: to an early end.
    """
    if token.lower not in VERBS_TOO:
        return False
    words = [word.lower for word in before]
    modal = next((word for word in words if not (word in ADVERBS or is_adverb(word))), None)
    return modal in MODALS or next((word for word in words if word not in ADVERBS), None) == "to"


def is_moved(before: Sequence[Token]) -> bool:
    """Return whether the words before "to", the nearest first, say that a time was changed: put off, moved."""
    verbs = before[1:] if before and before[0].lower in PARTICLES else before
    return bool(verbs) and verbs[0].lower in MOVED


def changes_bound(token: Token, first: Token) -> bool:
    """Return whether a word directly before a bound, which begins with the token `first`, changes it."""
    is_distance = token.lower in DISTANCES and first.lower != "by"
    return is_distance or token.lower in BEFORE_BOUNDS or token.lower.endswith("n't")


def begins_range_end(tokens: Sequence[Token]) -> bool:
    """Return whether the words after "to" may be a time: to May, to the end, but not to decide, to the north."""
    has_article = bool(tokens) and tokens[0].lower in ("the", "a", "an")
    rest = tokens[1:] if has_article else tokens
    if not rest:
        return False
    if rest[0].lower in VERBS_TOO and not has_article:
        return len(rest) > 1 and (rest[1].lower == "of" or is_time_word(rest[1]))
    return rest[0].lower in RANGE_ENDS or is_time_word(rest[0])


def is_time_word(token: Token) -> bool:
    """Return whether a token is a number, a month or another name of a time."""
    is_name = is_month(token) or token.text in WEEKDAYS
    return token.kind != "word" or is_name or token.lower in CARDINALS or token.lower in ORDINALS


def find_negation(words: Sequence[Token], before: Sequence[Token]) -> Token | None:
    """Return the negation of the clause of a bound, where it turns the bound round; `before` is the nearest first.

    Before a comma only a negation beside one is of the same clause: it will not, he said, open before 2031.
    """
    if words[0].lower not in NEGATED_BOUNDS:
        return None
    commas = 0
    for token, following in zip(before, (words[0], *before), strict=False):
        if token.lower in CLAUSE_STARTS:
            return None
        is_near = not commas or following.text == ","
        if is_near and (token.lower in NEGATIONS or token.lower.endswith("n't")):
            return token
        commas += token.text == ","
    return None


def without_years(tokens: Sequence[Token], before: Sequence[Token]) -> Sequence[Token]:
    """Return tokens without the year of a thing, such as its 2026 forecast, unless "from" is among them.

    `before` are the tokens with the determiners among them, the nearest first.
    """
    if any(token.lower == "from" for token in before):
        return tokens
    years = {
        year.start
        for thing, year, determiner in zip(before, before[1:], before[2:], strict=False)
        if re.fullmatch("(?:19|20)[0-9]{2}", year.text)
        and determiner.lower in DETERMINERS
        and thing.kind == "word"
        and not is_plural(thing.lower)
    }
    return [token for token in tokens if token.start not in years]


def counts_things(token: Token, words: Sequence[Token], preceding: Sequence[Token]) -> bool:
    """Return whether a bare year may count the things after it: 2000 soldiers, but not in 2019 sales fell."""
    year = words[-1]
    if not (re.fullmatch("[12][0-9]{3}", year.text) and is_plural(token.lower) and token.lower not in FUNCTION_WORDS):
        return False
    if len(words) > 1 and words[0].lower == "by":
        return len(words) == 2
    if len(words) > 1:
        return len(words) == 2 and words[0].lower in BEFORE_YEARS and int(year.text) % 50 == 0
    previous = preceding[-1].lower if preceding else ""
    return previous not in BEFORE_YEARS or int(year.text) % 50 == 0


NEIGHBOURS: Mapping[str, Neighbours] = {
    "money": Neighbours(BEFORE_NUMBERS, PARTS, AFTER_NUMBERS),
    "share": Neighbours(BEFORE_NUMBERS, PARTS, AFTER_NUMBERS),
    "quantity": Neighbours(BEFORE_NUMBERS, PARTS, AFTER_NUMBERS, is_quantity=True),
    "date": Neighbours(BEFORE_DATES, PARTS_OF_TIMES, AFTER_DATES, is_date=True),
}
