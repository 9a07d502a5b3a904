"""Who says the words of a statement: who is named beside a quotation, or is the subject of the verb of speech."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from facts.drafts.names.article_names import Mention
from facts.drafts.names.continued_speech import find_continued
from facts.drafts.names.pronoun_speakers import FindMentions, find_pronoun_speaker
from facts.drafts.reading.states import find_silent
from facts.drafts.text.locate import Occurrence, QuoteLocator, is_short
from facts.verify.grammar.quoted_text import QuotedText
from facts.verify.grammar.speech_subjects import (
    AUXILIARIES,
    TELLING_VERBS,
    TIME,
    SpeechSubject,
    find_speech_subjects,
    name_at_head,
)
from facts.verify.grammar.verb_words import SPEECH_PARTICIPLES, SPEECH_VERBS
from facts.verify.grammar.word_list import word_set

WORD = re.compile(r"\w+")
CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]")
THAT = re.compile(r"(?P<before>.*?)(?<!\w)that(?!\w)(?P<after>.*)", re.DOTALL)
ADVERB = re.compile(r"\s*(?:\w+ly|again|later|also|yesterday|today)?\s*")
OTHER_CLAUSE = re.compile(r"[,;]|(?<!\w)(?:and|but|or|while|whereas|because|who|which|for|of|from|by)(?!\w)")
"""What is not between a verb and the clause that its subject says: dismissed the claim of X that."""
TOLD = word_set("told tells tell assured assures informed informs reminded reminds warned warns asked asks")
"""Verbs with whom something is told between them and their clause."""
NAMING = re.compile(r"\s*(?:it|that|this|them|him|her|(?:the|its|his|her|their)\s\w+(?:\s\w+)?)(?:\sas)?\s*\W?\s*")
"""What is named by words in quotation marks, between the verb and these: called the plan."""
VALUED = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:put|puts|estimated|estimates|valued|values|priced|prices|assessed|assesses)\s"
    r"(?:[\w'\u2019-]+\s){0,4}?at(?!\w)"
)
"""What follows the name of who says how much something is worth: put the cost at."""
BY = re.compile(r"according to|in the (?:words|view|opinion|eyes) of", re.IGNORECASE)
SAID = word_set("said says say added adds claimed claims insisted insists argued argues believes thinks")
"""Verbs of which the clause often has no "that"."""
BARE = re.compile(r"(?:the|an?|its|his|her|their|it|he|she|they|this|these|no|[A-Z]\w+|\d[\d,.]*)(?!\w)")
"""The first word of such a clause."""
ASIDE = re.compile(r",[^,;]*,")
TITLE = re.compile(r"(?:['\u2019]s?)?\s(?:[a-z][\w-]*\s){1,5}")
"""What stands between an organization and the name of somebody in its service: its managing director."""
NAMELESS = re.compile(r"(?:its|their|the|an?|his|her)\s", re.IGNORECASE)
FULL_NAME = re.compile(r"[^\W\d_a-z][\w\u2019'-]+(?:\s[\w\u2019'-]+){0,2}\s[^\W\d_a-z][\w\u2019'-]+")
"""What begins a description of somebody, and a name of at least two words beside it."""
RELATIVE = re.compile(r"(?:who|which|whose)\s")


def find_speaker(
    places: Sequence[Occurrence], locator: QuoteLocator, mentions_at: FindMentions, kinds: Sequence[str]
) -> tuple[str, list[Occurrence]] | None:
    """Return the id of who says the words at some places, and the words that say so; None if that is open."""
    spoken = [place for place in places if locator.is_spoken(place)]
    tags = [*locator.find_tags(spoken[0])] if spoken else []
    ids = [names_in(tag, mentions_at(tag, kinds), locator) for tag in tags]
    if named := next((names for names in ids if len(names) == 1), None):
        same = [tag for tag, names in zip(tags, ids, strict=True) if names == named]
        return next(iter(named)), [max(same, key=lambda tag: len(CAPITAL.findall(locator.text(tag))))]
    first = spoken[0] if spoken else places[0] if len(places) == 1 else None
    if first and (speaker := find_pronoun_speaker(first, locator, mentions_at)):
        return speaker
    silent = find_silent(places[0], locator.article) if len(places) == 1 else None
    if silent:
        mentions = mentions_at(silent, kinds)
        last = locator.article.passages[silent.passage - 1][0] + max((mention.end for mention in mentions), default=0)
        is_one = len({mention.identifier for mention in mentions}) == 1
        is_subject = is_one and not locator.article.text[last : silent.end].strip()
        return (mentions[0].identifier, list(places)) if is_subject else None
    tellers = [find_teller(place, locator, mentions_at, kinds) for place in spoken or places]
    known = {teller[0] for teller in tellers if teller}
    quiet = [place for place, teller in zip(spoken or places, tellers, strict=True) if teller is None]
    is_one = len(known) == 1 and (len(tellers) == 1 or are_together(places, quiet, locator))
    teller = next(filter(None, tellers), None) if is_one else find_valuer(places, locator, mentions_at, kinds)
    return (teller[0], [teller[1]]) if teller else None


def names_in(tag: Occurrence, mentions: Sequence[Mention], locator: QuoteLocator) -> set[str]:
    """Return the ids of those whom words beside a quotation name: a person alone, after whose they are."""
    people = [mention for mention in mentions if mention.kind == "people"]
    others = [mention for mention in mentions if mention.kind != "people"]
    if len({mention.identifier for mention in people}) == 1 and others:
        first = locator.article.passages[tag.passage - 1][0]
        between = locator.article.text[first + max(other.end for other in others) : first + people[0].start]
        if TITLE.fullmatch(between):
            return {people[0].identifier}
    return {mention.identifier for mention in mentions}


def are_together(places: Sequence[Occurrence], silent: Sequence[Occurrence], locator: QuoteLocator) -> bool:
    """Return whether places are pieces of one sentence outside quotation marks, with no verb of saying in some."""
    sentences = {locator.sentence_of(place) for place in places}
    has_verb = any(TELLING_VERBS & {*WORD.findall(locator.text(place))} for place in silent)
    return len(sentences) == 1 and not has_verb and not any(map(locator.is_spoken, places))


def find_valuer(
    places: Sequence[Occurrence], locator: QuoteLocator, mentions_at: FindMentions, kinds: Sequence[str]
) -> tuple[str, Occurrence] | None:
    """Return the id of who puts something at an amount in the words of a place, and where its name is; or None."""
    if len(places) != 1 or locator.is_spoken(places[0]):
        return None
    place = places[0]
    first = locator.article.passages[place.passage - 1][0]
    for match in VALUED.finditer(locator.article.text, place.start, place.end):
        for mention in mentions_at(replace(place, end=match.start()), kinds):
            if first + mention.end == match.start():
                return mention.identifier, replace(place, start=first + mention.start, end=first + mention.end)
    return None


def find_teller(
    place: Occurrence, locator: QuoteLocator, mentions_at: FindMentions, kinds: Sequence[str]
) -> tuple[str, Occurrence] | None:
    """Return the id of who says the words at a place, or the clause that goes on in them, and where the name is."""
    clause = find_continued(place, locator)
    if clause is None:
        return find_told_speaker(place, locator, mentions_at, kinds)
    teller = find_told_speaker(clause, locator, mentions_at, kinds)
    between = (
        mentions_at(replace(clause, start=teller[1].end), kinds) if teller and teller[1].end < clause.end else []
    )
    return None if any(mention.identifier != (teller or ("",))[0] for mention in between) else teller


def find_told_speaker(
    place: Occurrence, locator: QuoteLocator, mentions_at: FindMentions, kinds: Sequence[str]
) -> tuple[str, Occurrence] | None:
    """Return the id of who says the words at a place, and where the name is; None if it is open.

    The words have the verb and its subject, as in "X denied that", or "that", "according to" or a tag governs them.
    Verbs after the first one of the words may be what is told: X said that nobody was dismissed.
    """
    first, last = locator.article.passages[place.passage - 1]
    quotations = [
        QuotedText(max(mark.start, first) - first, min(mark.end, last) - first)
        for mark in locator.quotations
        if mark.start < last and mark.end > first
    ]
    passage = locator.article.text[first:last]
    verb = next((word.end() for word in WORD.finditer(locator.text(place)) if word[0] in TELLING_VERBS), 0)
    ends = [place.end - first, *([place.start + verb - first] if verb else [])]
    readings = (find_speech_subjects(passage, quotations, place.start - first, end) for end in ends)
    subjects, between = next(filter(None, readings), None) or ((), "")
    subjects = [subject for subject in subjects if not any(is_within(subject, other) for other in subjects)]
    subjects = [*subjects[:1], *(subject for subject in subjects[1:] if not goes_on(subject))]
    names = [name_of(subject, locator.sentence_of(place), locator, mentions_at, kinds) for subject in subjects]
    if not names or len({name and name[0] for name in names}) > 1:
        return None
    name = names[0]
    is_inside = name is not None and place.start < name[1].end <= place.end
    ahead = locator.article.text[name[1].end : place.start] if name else ""
    begins = begins_with_verb(subjects[0], locator.text(place))
    is_quoted = locator.is_spoken(place) and NAMING.fullmatch(between) is not None
    return name if is_inside or begins or is_quoted or governs(subjects[0], ahead, between) else None


def is_within(subject: SpeechSubject, other: SpeechSubject) -> bool:
    """Return whether a subject and its verb are what another one says: he said the ministry would reply."""
    return subject.head.startswith(f"{other.words} ")


def goes_on(subject: SpeechSubject) -> bool:
    """Return whether a participle of saying begins a subject, by which the one before it goes on: saying its crew."""
    return subject.head.partition(" ")[0] in SPEECH_PARTICIPLES


def begins_with_verb(subject: SpeechSubject, words: str) -> bool:
    """Return whether words begin with the verb of a subject that is before them: denies that, has doubted."""
    verb = re.search(rf"(?<!\w){re.escape(subject.words.split()[-1])}(?!\w)", words)
    ahead = words[: verb.start()] if verb else ""
    is_aside = bool(subject.apposition) and ahead.strip(" ,") == subject.apposition
    return verb is not None and (is_aside or AUXILIARIES.fullmatch(ahead) is not None)


def governs(subject: SpeechSubject, ahead: str, between: str) -> bool:
    """Return whether what follows a subject, and what is between its verb and some words, make these what it says."""
    verbs = SPEECH_VERBS & {*subject.words.split()} & ({*ahead.split()} if ahead else SPEECH_VERBS)
    is_tag = bool(verbs) and (not between.strip() or TIME.fullmatch(between) is not None)
    return is_tag or begins_clause(between, {*subject.words.split()}) or bool(BY.match(subject.words.strip()))


def begins_clause(between: str, words: Collection[str]) -> bool:
    """Return whether words after a subject and its verb, which are some `words`, begin the clause that it says."""
    that = THAT.fullmatch(between)
    if that is None:
        return bool(SAID & {*words}) and begins_bare_clause(between)
    if OTHER_CLAUSE.search(that["after"]):
        return False
    is_time = ADVERB.fullmatch(that["before"]) is not None or TIME.fullmatch(that["before"]) is not None
    return is_time or (bool(TOLD & {*words}) and not OTHER_CLAUSE.search(that["before"]))


def begins_bare_clause(between: str) -> bool:
    """Return whether words after a verb of saying begin what is said, without "that": said on Tuesday the dam."""
    time = TIME.match(between)
    clause = ASIDE.sub(" ", between[time.end() :] if time else between).strip()
    return BARE.match(clause) is not None and not OTHER_CLAUSE.search(clause)


def name_of(
    subject: SpeechSubject,
    sentence: Occurrence,
    locator: QuoteLocator,
    mentions_at: FindMentions,
    kinds: Sequence[str],
) -> tuple[str, Occurrence] | None:
    """Return the id of the only record that a subject, or its apposition, names, and where; None if it is open."""
    first = locator.article.passages[sentence.passage - 1][0]
    for part in iter_parts(subject):
        starts = [match.start() for match in re.finditer(re.escape(part), locator.text(sentence))]
        if len(starts) != 1:
            return None
        start = sentence.start + starts[0]
        words = replace(sentence, start=start, end=start + len(part), is_quoted=is_short(part))
        mentions = mentions_at(words, kinds)
        ids = {mention.identifier for mention in mentions}
        if len(ids) == 1 and name_at_head(part, mentions[0].start + first - start, mentions[0].end + first - start):
            return ids.pop(), words
        if ids:
            return None
    return None


def iter_parts(subject: SpeechSubject) -> Iterator[str]:
    """Yield the words of a subject that may name it: first a name after what somebody is, its director, Lind."""
    head, apposition = subject.head.strip(), subject.apposition.strip()
    parts = [head, "" if RELATIVE.match(apposition) else apposition]
    is_name = NAMELESS.match(head) and not CAPITAL.search(head[1:]) and FULL_NAME.fullmatch(apposition)
    yield from filter(None, reversed(parts) if is_name else parts)
