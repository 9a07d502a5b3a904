"""Organizations of offices compared with their words: whom "its" means, and whether the person is named there."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.organization import Organization
from facts.kinds.person import EMPLOYERS, Office, Person
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.verb_words import BE
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import mentions, name_pattern

ITS = re.compile(r"(?<!\w)[Ii]ts(?!\w)")
TOLD = re.compile(r"(?<!\w)(?:told|tells|tell)\s(?:the\s)?(?:[a-z]+\s){0,2}$")
"""What is before the name of whom somebody tells something."""
HOLDING = word_set("""
    heads headed leads led runs ran chairs chaired joined joins works worked serves served founded became become left
    leaves owns owned represents represented manages managed has had named appointed elected hired made
""")
"""Verbs by which somebody holds an office of an organization."""
REACH = 3
"""Maximum number of sentences, that of the office included, that may name the organization that a pronoun means."""
STEM = 6
"""The first letters by which a minister and a ministry are of one office."""
TOPIC = 5
"""The first letters by which the title of an office and the name of an organization are of one thing."""
RANKS = word_set("""
    minister ministry general chief director executive president chairman chairwoman spokesman spokeswoman secretary
    manager deputy officer mayor governor state national federal senior professor member board office former agency
    union group committee council court company association department centre center central international university
    leader owner founder partner prime
""")
"""Words of titles and names that many of them have."""
RULING = word_set("""
    ministry government cabinet department office state region regional administration commission executive republic
    union chancellery kingdom ministers secretariat delegation coalition party
""")
RULED = {
    "minister": RULING,
    "mayor": RULING | word_set("city town council village municipality municipal hall borough district county"),
}
"""Words of the kinds and names of the organizations that some offices may be of."""
SAID = re.compile(r"(?:He|She|They|It|[A-Z][\w'\u2019-]+)\s(?:said|says|told|added|argued|claimed|denied)\s")
"""The beginning of words for what somebody says of an organization."""
HINT = "Correct the organization, or quote the words that name it beside the office"


def find_wrong_organizations(context: CheckContext) -> Iterator[Finding]:
    """Yield each organization of an office that the words for it mean another than, or tell of somebody else."""
    sentences = context.sentences
    organizations = {
        record.id: [name_pattern(name) for name in record.aliases()]
        for kind in EMPLOYERS
        for record in context.of_kind(kind)
    }
    for person in context.of_kind("people"):
        for number, office in enumerate(person.offices if isinstance(person, Person) else ()):
            path = f"offices.{number}.organization"
            receipt = person.evidence.get(path)
            title = person.evidence.get(f"offices.{number}.title")
            employer = office.organization
            if receipt is None or employer is None or employer not in context.descriptions.records:
                continue
            message = find_impossible(office.title, context.descriptions.records[employer])
            message = message or find_other_antecedent(employer, receipt, organizations, sentences)
            message = message or find_told(organizations.get(employer, ()), receipt, sentences)
            if message is None and receipt.basis == "inferred" and title:
                message = None if is_eponymous(office, context) else find_foreign(office, receipt, title, context)
            if message is None and receipt.basis == "stated":
                message = find_distance(person, receipt, title, sentences)
                names = organizations.get(employer, ())
                message = message or (find_other_clause(names, receipt, title, sentences) if title else None)
            if message:
                beside = find_words_beside(office, context)
                hint = f"{HINT}, as in '{beside}'" if beside else HINT
                yield Finding(f"people/{person.id}", path, message, hint, is_certain=False)


def find_words_beside(office: Office, context: CheckContext) -> str | None:
    """Return the first words of the article that name the organization of an office beside it; None if none do."""
    title, names = re.escape(office.title), context.descriptions.records[office.organization or ""].aliases()
    for name in map(re.escape, names):
        owned = rf"(?<!\w){name}(?:['\u2019]s?)?\s(?:[a-z-]+\s)?{title}(?!\w)"
        if match := re.search(
            rf"{owned}|(?<!\w){title}\s(?:of|for|at)\s(?:the\s)?{name}(?!\w)", context.article.text
        ):
            return match[0]
    return None


def find_impossible(title: str, employer: Record) -> str | None:
    """Return that a minister or a mayor cannot be of an organization: of a company, or of the police."""
    office, kind = title.lower().split()[-1], str(getattr(employer, "kind", None) or "")
    words = {word for text in (kind, *employer.aliases()) for word in text.lower().split()}
    if not isinstance(employer, Organization) or office not in RULED or not RULED[office].isdisjoint(words):
        return None
    return f"is {employer.id}, which no {office} can be of"


def find_other_antecedent(
    organization: str,
    receipt: Receipt,
    organizations: Mapping[str, Sequence[re.Pattern[str]]],
    sentences: SentenceMap,
) -> str | None:
    """Return which organization "its" in the words of an office means, if it is not this one."""
    article = sentences.article
    for span in receipt.spans:
        words = article.text[span.start : span.end]
        pronoun = ITS.search(words)
        if pronoun is None:
            continue
        position = span.start + pronoun.start()
        number = sentences.number_at(position)
        for earlier in range(number, max(-1, number - REACH), -1):
            start, end = sentences.ranges[earlier]
            text = article.text[start : min(end, position)]
            places = sorted(
                (match.start(), identifier)
                for identifier, patterns in organizations.items()
                for pattern in patterns
                for match in pattern.finditer(text)
            )
            if places:
                is_meant = organization in (places[0][1], places[-1][1])
                return None if is_meant else f"is {organization}, but '{words}' stands after {places[-1][1]}"
    return None


def is_eponymous(office: Office, context: CheckContext) -> bool:
    """Return whether the title of an office has a word of its organization: the minister of a ministry."""
    names = context.descriptions.records[office.organization or ""].aliases()
    words = {word[:STEM] for name in names for word in name.lower().split() if len(word) >= STEM}
    return any(word[:STEM] in words for word in office.title.lower().split())


def find_foreign(office: Office, receipt: Receipt, title: Receipt, context: CheckContext) -> str | None:
    """Return that an inferred organization is only told of, is another than that of the title, or named elsewhere."""
    organization = office.organization or ""
    for span in receipt.spans:
        words = text_of(span, context)
        said = SAID.match(words)
        is_speaker = said is not None and context.descriptions.mention(organization, said[0])
        if said and not is_speaker and context.descriptions.mention(organization, words):
            return f"is {organization}, of which '{words}' only tells"
    topics = stems_of(office.title)
    alike = [
        record.id
        for record in context.of_kind("organizations")
        if any(topics & stems_of(name) for name in record.aliases())
    ]
    if alike and organization not in alike:
        return f"is {organization}, but '{office.title}' has a word of {alike[0]}"
    return find_nearer_name(organization, title, context) or find_later_name(office, receipt, title, context)


def find_nearer_name(organization: str, title: Receipt, context: CheckContext) -> str | None:
    """Return that the passage of an office names others before it, and not its organization; None if it does."""
    for span in title.spans:
        passage = context.article.passage(span.passage)
        if context.descriptions.mention(organization, passage):
            return None
        before = passage[: span.start - context.article.passages[span.passage - 1][0]]
        others = [record.id for record in context.of_kind("organizations") if mentions(record, before)]
        if others:
            return f"is {organization}, but the passage of the office names only {', '.join(others)} before it"
    return None


def stems_of(text: str) -> set[str]:
    """Return the first letters of the words of a title or a name by which both are of one thing: audit, auditor."""
    return {word[:TOPIC] for word in text.lower().split() if len(word) >= TOPIC and word not in RANKS}


def find_later_name(office: Office, receipt: Receipt, title: Receipt, context: CheckContext) -> str | None:
    """Return that words of an inferred organization are after those of its office, where others are named before."""
    organization = office.organization or ""
    spans = [span for span in receipt.spans if context.descriptions.mention(organization, text_of(span, context))]
    last = max((span.passage for span in title.spans), default=0)
    if not spans or not last or any(span.passage <= last for span in spans):
        return None
    near = "\n".join(context.article.passage(number) for number in range(max(1, last - 1), last + 1))
    others = [
        record.id
        for record in context.of_kind("organizations")
        if record.id != organization and context.descriptions.mention(record.id, near)
    ]
    if not others or context.descriptions.mention(organization, near):
        return None
    words = spans[0].exact or text_of(spans[0], context)
    return f"is {organization}, but '{words}' is after the office, before which others are named: {', '.join(others)}"


def text_of(span: Span, context: CheckContext) -> str:
    """Return the text of a span."""
    return context.article.text[span.start : span.end]


def find_told(patterns: Sequence[re.Pattern[str]], receipt: Receipt, sentences: SentenceMap) -> str | None:
    """Return that an organization is only that to which somebody tells something in the sentences of an office."""
    text = sentences.text_of(receipt.spans)
    names = [match for pattern in patterns for match in pattern.finditer(text)]
    is_told = bool(names) and all(TOLD.search(text[: match.start()]) for match in names)
    return f"is {names[0][0]}, which is only told something there" if is_told else None


def find_other_clause(
    patterns: Sequence[re.Pattern[str]], receipt: Receipt, title: Receipt, sentences: SentenceMap
) -> str | None:
    """Return that a verb is between an organization and each office in its sentence; None unless all are apart."""
    gaps = []
    for number in sentences.numbers_of(receipt.spans) & sentences.numbers_of(title.spans):
        first, text = sentences.ranges[number][0], sentences.text(number)
        groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
        for span in title.spans:
            start, end = span.start - first, span.end - first
            for match in (match for pattern in patterns for match in pattern.finditer(text)):
                low, high = (match.end(), start) if match.end() <= start else (end, match.start())
                between = [group for group in groups if low <= group.start < high]
                is_holder = any(holds(group, text[group.end : max(group.end, start)]) for group in between)
                gaps.append((match[0], None if is_holder or not between else between[0].text))
    is_apart = bool(gaps) and all(verb for _, verb in gaps)
    return f"is {gaps[0][0]}, but '{gaps[0][1]}' stands between it and the office" if is_apart else None


def holds(group: VerbGroup, after: str) -> bool:
    """Return whether a verb, with the words after it up to an office, says that somebody holds the office."""
    verbs = {*group.text.lower().split()}
    return not HOLDING.isdisjoint(verbs) or (not BE.isdisjoint(verbs) and "," not in after)


def find_distance(person: Record, receipt: Receipt, title: Receipt | None, sentences: SentenceMap) -> str | None:
    """Return that the sentences of an organization name neither the person nor the office; None if they do."""
    numbers = sentences.numbers_of(receipt.spans)
    is_beside = title is not None and numbers & sentences.numbers_of(title.spans)
    names = [name_pattern(name) for name in person.aliases()]
    if is_beside or any(pattern.search(sentences.text(number)) for number in numbers for pattern in names):
        return None
    words = sentences.article.text[receipt.spans[0].start : receipt.spans[0].end]
    return f"is from '{words}', a sentence that names neither the person nor the office"
