"""Summaries that assert what their words, or the words before these in the sentence, deny."""

import re
from collections.abc import Collection, Iterator, Sequence

from facts.model.receipt import Receipt, Span
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.denied_clauses import DENIED, find_false_claim
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.stances import DENIALS
from facts.verify.grammar.verb_words import (
    ACTS,
    ADVERBS,
    BE,
    DO,
    HAVE,
    NO_SUBJECTS,
    REFUSALS,
    SPEECH_PARTICIPLES,
    SPEECH_VERBS,
)
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import tokenize
from facts.verify.vocabulary import name_pattern

NEGATIONS = NO_SUBJECTS | word_set("not never cannot without hardly")
"""Words of own words that deny something."""
LOSABLE = NEGATIONS | word_set("nowhere")
"""Words of an article that deny something; nowhere else is only here."""
NEGATIVE = (
    LOSABLE
    | DENIALS
    | REFUSALS
    | word_set("""
    unlikely impossible unable unknown fewer less far too instead little few lack lacks lacked lacking missing miss
    missed absence absent only rumor outside except beyond stop stops stopped end ends ended cut hardly
    incompatible wrong lost lose loses avoid avoids avoided prevent prevents unchanged inferior neither nor but
    secret closed ban bans banned exclude excluded exclusion despite free
    uncertain doubtful questionable unsure sceptical skeptical whether
    boycott boycotts boycotted adjourn adjourned adjournment deferred deferral anonymous unpaid
    disagree disagrees disagreed disagreeing
    ran run runs exhausted expired expires gone vanished vanishes depleted depletes empty lapsed lapses
""")
)
"""Words of the article that own words may tell as a negation."""
AMBIGUOUS = word_set("run runs ran end ends cut open too few little")
"""Words among them that deny nothing where the sentence has them too."""
SILENCES = ACTS["refusal"] | word_set("silence silent secrecy omission shortage nobody nothing gap wait pending open")
"""Nouns for what does not happen, by which a title tells a negation."""
SAID = re.compile(
    rf"^(?:(?!(?<!\w)(?:{'|'.join(sorted(NEGATIONS))})(?!\w))[^,;:])*?"
    rf"(?<!\w)(?:{'|'.join(sorted(SPEECH_VERBS))})\s(?:\w+\s)?that\s"
)
"""Who says the clause after it; not who denies having said it."""
SAID_TOO = re.compile(rf"(?<!\w)(?:and|but|who|then)\s(?:\w+ly\s|also\s)?(?:{'|'.join(sorted(SPEECH_VERBS))})(?!\w)")
"""Another verb after a denial, which governs the clause."""
AND_SAID = re.compile(
    r"(?<!\w)(?:and|but)\s(?:\w+ly\s|also\s)?(?:said|says|added|adds|announced|announces|insisted|insists|argued|argues"
    r"|claimed|claims|explained|stressed|noted|promised|pledged|conceded|concedes|admitted|admits|acknowledged|confirmed)\s(?:that|it|he|she|they|the|its|his|her|their|to)(?!\w)"
    rf"|,\s(?:{'|'.join(sorted(SPEECH_PARTICIPLES))})(?!\w)"
)
"""What somebody says after a denial, and does not deny: denied it and said that."""
EXCESS = (("under", "little|low|cheap|cheaply|few|small"), ("over", "much|high|highly|dear|dearly|many|large"))
"""How a verb begins that says that something is too little, or too much, and words for that."""
MEASURED = (
    r"(?:pa(?:y|id)|charg|pric|valu|bid|stat|estimat|staff|fund|perform|report|count|equip|us|spend|spent|sell|sold)"
)
"""How the rest of such a verb begins: underpaid, and not understood."""
EXCEPTIONS = word_set("unless until before except")
"""Words of own words that deny what their words deny with without: no sale unless there is a vote."""
NECESSARY = word_set("""
    only if must need needs needed require requires required requirement obliged necessary after once when with first
    before unless until condition conditional depends depended
""")
"""Words of own words by which something is not done without something else."""
CLAUSE_BREAK = re.compile(r"[;:\"\u201c\u201d]|,\s(?:and|but|while|which|who)\s")
TRANSPARENT = ADVERBS | BE | HAVE | DO | word_set("longer a an the to any")
"""Words that may stand between a negation and the words that it denies."""
UN = "un"
"""How a word begins that denies the rest of it: unpaid."""
PREFIXES = (UN, "dis", "non", "il", "ir", "im")
MIN_PREFIXED = 6
"""The fewest letters, but one, of a word that begins with such a prefix."""
OF_NO = word_set("time circumstances account means way event sense")
"""Nouns after no in phrases that deny the verb after them: at no time, by no means."""
CHANGES = word_set(
    "change changes changed stop stopping stops lose losing only just least merely necessarily until before"
)
"""Words after a negation by which it tells something: has not changed, not only, not until May."""
OPPOSITES = word_set("""
    late later delayed dangerous false dear dearer costly expensive awake innocent weak poor bad worse hard difficult
    against opposes opposed same still remains remain before continues continue alone other others kept keeps keep
    wrong waits awaits avoids bans forbids forbidden banned secret spared survived safe alive low small short minor
    leaves left yet hides hid hidden withheld withholds ignored ignores forgot forgets skipped skips silent escaped
    vacancy draw tie deadlock stalemate standstill boycott idle unanswered elsewhere
    barred bars rules out vacant empty cold dark dry dead closed shut stays stayed broke breaks broken breached
""")
"""Words by which own words tell a denial without a negation."""
STILL = word_set("yet still remains remain")
"""Words among them by which a quotation denies something too."""
TIMES = word_set("before until")
"""Words among them that the rest of a sentence may have too, by which it denies nothing."""
COORDINATED = re.compile(r";\s|(?<!\w)(?:and|but|because|while|although|as)(?!\w)")
PARTS = re.compile(r",?\s(?:and|but)\s|;\s")
"""What is between two parts of a sentence that may each be denied."""
NO_DENIAL = re.compile(
    r"(?<!\w)no\s(?:later|more|fewer|less|longer|doubt|matter|earlier|sooner)(?!\w)|\?", re.IGNORECASE
)
"""Words with no that deny nothing, and questions."""
NOT_ONLY = re.compile(r"(?<!\w)not (?:only|just|merely|least)(?!\w)", re.IGNORECASE)
"""A negation that tells that something else is so too."""
LACKING = word_set("lack lacks lacked lacking missing")
"""Verbs that deny that somebody has something."""
COMPARED = word_set("less fewer")
"""Comparatives, which deny nothing."""
DOUBLE = 2
"""Negations that cancel each other: without size we cannot pay."""
STEM = 4
"""The first letters by which forms of a word are the same."""


def find_lost_negations(text: str, receipt: Receipt, sentences: SentenceMap, names: Sequence[str]) -> Iterator[str]:
    """Yield that own words repeat most of the quoted words that are denied, but not that they are.

    `names` are those of the speaker: what somebody else denies of a claim of theirs they have asserted.
    """
    clauses = [find_denied_clause(span, sentences, names) for span in receipt.spans]
    quoted = " ".join(
        clause or SAID.sub("", span.exact or "") for span, (_, clause) in zip(receipt.spans, clauses, strict=True)
    )
    content = {token.lower for token in tokenize(quoted) if len(token.text) >= STEM} - LOSABLE - FUNCTION_WORDS
    inner, lower = find_words(NOT_ONLY.sub("", quoted), LOSABLE), words_of(text)
    outer = [denial for span in receipt.spans if span.exact and (denial := find_denial(span, sentences, names))]
    outer += [verb for verb, _ in clauses if verb]
    content -= {denial.lower() for denial in outer}
    shared = {word for word in content if any(other.startswith(word[:STEM]) for other in lower)}
    stems = {word[:STEM] for word in content}
    repeated = frozenset(inner if outer else ())
    denying = find_words(text, (NEGATIVE | SILENCES) - repeated - COMPARED)
    sentence = words_of(sentences.text_of(receipt.spans))
    short = {token.lower for token in tokenize(quoted) if len(token.text) < STEM}
    denying = [word for word in denying if word not in AMBIGUOUS & sentence]
    own = [word for word in denying if word in LOSABLE or word[:STEM] not in stems | short]
    own += [word for word in lower if word.startswith(UN) and word.removeprefix(UN)[:STEM] in stems]
    is_asserted = shared and len(shared) * 2 >= len(content) and (content & NEGATIVE) <= shared and repeated <= lower
    is_denied_twice = len(inner) == DOUBLE and not outer
    is_exception = "without" in inner and not EXCEPTIONS.isdisjoint(lower)
    is_once = len(find_words(text, NEGATIONS | REFUSALS | LACKING)) == 1
    if is_denied_twice and is_asserted and not is_exception and is_once:
        yield f"denies once what its words deny twice, with '{inner[0]}' and '{inner[1]}'"
    elif is_half_denied(text, receipt):
        yield f"denies once what its words deny twice, with '{inner[0]}'"
    denies_otherwise = denies_in_other_words(text, words_of(quoted) | (sentence & TIMES))
    is_excess = says_excess(text, content, denying)
    is_twice_lost = is_denied_twice and not denying and drops_condition(quoted, lower)
    if (is_excess or (is_asserted and not own)) and (inner or outer) and (is_twice_lost or not is_denied_twice):
        yield f"does not deny what its words deny with '{(outer + inner)[0]}'"
    elif not own and (denial := find_denying_verb(receipt)) and not (denies_otherwise or is_denied_twice):
        yield f"does not deny what its words deny with '{denial}'"


def words_of(text: str) -> set[str]:
    """Return the words of a text, in lower case."""
    return {token.lower for token in tokenize(text)}


def drops_condition(quoted: str, own: Collection[str]) -> bool:
    """Return whether own words have nothing of that without which something is not so, and no word such as only."""
    _, _, condition = quoted.lower().partition("without ")
    stems = {token.lower[:STEM] for token in tokenize(condition) if len(token.text) >= STEM}
    return bool(stems) and NECESSARY.isdisjoint(own) and not any(word[:STEM] in stems for word in own)


def says_excess(text: str, content: Collection[str], denying: Sequence[str]) -> bool:
    """Return whether own words assert what a verb of their words says: too little for underpaid."""
    if not {*denying} <= {"too", "little", "low", "few", "small"}:
        return False
    return any(
        any(re.match(f"{prefix}{MEASURED}", word) for word in content)
        and re.search(rf"(?<!\w)too\s(?:{degrees})(?!\w)", text, re.IGNORECASE)
        for prefix, degrees in EXCESS
    )


def find_denying_verb(receipt: Receipt) -> str | None:
    """Return the verbs of quoted words if all of them, but those of speech, are negated; None if one is not.

    What only the clauses after the first verb tell, such as what was not shown, is denied with it.
    """
    denials = []
    for span in receipt.spans:
        groups = [group for sentence in parse_sentences(span.exact or "") for group in sentence.groups]
        main = [group for group in groups if group.verb_class != "speech" and group.clause == "main"]
        if not main:
            continue
        first = main[0]
        rest = (span.exact or "")[first.end :]
        verbs = {token.lower for token in tokenize((span.exact or "")[first.start :])}
        is_alone = not COORDINATED.search(rest)
        if not (first.is_negated and is_alone) or verbs & (REFUSALS | CHANGES) or NO_DENIAL.search(span.exact or ""):
            return None
        denials.append(first.text)
    return denials[0] if denials else None


def is_half_denied(text: str, receipt: Receipt) -> bool:
    """Return whether own words of two parts deny the one, where the quoted words have two parts and deny both."""
    parts = PARTS.split(text)
    if len(parts) != DOUBLE or sum(map(denies, parts)) != 1:
        return False
    quoted = [part for span in receipt.spans for part in PARTS.split(span.exact or "")]
    return len(quoted) == DOUBLE and all(find_words(NOT_ONLY.sub("", part), LOSABLE) for part in quoted)


def denies(text: str, quoted: Collection[str] = ()) -> bool:
    """Return whether own words deny something, by a negation or by other words than those quoted."""
    return bool(find_words(text, NEGATIVE | SILENCES)) or denies_in_other_words(text, quoted)


def denies_in_other_words(text: str, quoted: Collection[str] = ()) -> bool:
    """Return whether own words say that something is not so by a prefix, or by an adjective such as late.

    The quoted words that they repeat do not.
    """
    words = words_of(text) - ({*quoted} - STILL)
    own = {word for word in words if not any(other.startswith(word[:MIN_PREFIXED]) for other in quoted)}
    return bool(words & OPPOSITES) or any(word.startswith(PREFIXES) and len(word) > MIN_PREFIXED for word in own)


def find_denied_clause(span: Span, sentences: SentenceMap, names: Sequence[str]) -> tuple[str, str]:
    """Return the verb of words that denies a clause after them, and the clause; both are empty if none does."""
    first, last = sentences.range_at(span.start)
    text = sentences.article.text[first:last]
    for match in DENIED.finditer(text, span.start - first) if span.exact else ():
        is_before = match.end(1) <= span.end - first < match.end()
        if is_before and denies_clause(match[0], names):
            return match[1], CLAUSE_BREAK.split(text[match.end() :], maxsplit=1)[0]
    return "", ""


def find_denial(span: Span, sentences: SentenceMap, names: Sequence[str]) -> str | None:
    """Return the word of a span's sentence that denies it, such as denied or not; None if none does."""
    first = sentences.range_at(span.start)[0]
    text = sentences.article.text[first : span.end]
    start = span.start - first
    for match in DENIED.finditer(text):
        other = AND_SAID.search(text, match.end())
        is_other = other is not None and other.start() <= start
        is_governed = not (is_other or CLAUSE_BREAK.search(text, match.end(), max(start, match.end())))
        if is_governed and denies_clause(match[0], names):
            return match[1]
    if false := find_false_claim(sentences.article.text[slice(*sentences.range_at(span.start))], start):
        return false
    tokens = tokenize(text[:start])
    for index, token in reversed([*enumerate(tokens)]):
        if token.lower in LOSABLE or token.lower.endswith("n't"):
            return token.text
        is_of_no = token.lower in OF_NO and index > 0 and tokens[index - 1].lower == "no"
        if token.lower not in TRANSPARENT and not is_of_no:
            break
    return None


def denies_clause(words: str, names: Sequence[str]) -> bool:
    """Return whether words from a denial up to a clause are about that clause, and it is no claim of some names."""
    return not (SAID_TOO.search(words) or any(name_pattern(name).search(words) for name in names))


def find_words(text: str, words: frozenset[str]) -> list[str]:
    """Return the words of a text that are among some, and its contractions of not."""
    tokens = (token.lower for token in tokenize(text))
    return [word for word in tokens if word in words or word.endswith("n't")]
