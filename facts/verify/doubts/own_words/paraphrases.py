"""Titles, summaries and other own words compared with the sentences of their record: numbers, names, negations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from facts.kinds.contract import Contract
from facts.model.fields import RecordField
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.converses import find_converses
from facts.verify.doubts.own_words.denied_objects import find_denied_objects
from facts.verify.doubts.own_words.granted import find_granted
from facts.verify.doubts.own_words.lost_negations import NEGATIONS, NEGATIVE, find_lost_negations, find_words
from facts.verify.doubts.own_words.open_questions import find_open_questions
from facts.verify.doubts.own_words.opposites import find_opposites
from facts.verify.doubts.own_words.turned_clauses import find_turned_clauses
from facts.verify.doubts.own_words.turned_conditions import find_turned_conditions
from facts.verify.doubts.own_words.turned_times import find_other_times, find_turned_order
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import (
    PRONOUN,
    Vocabulary,
    find_names,
    join_names,
    list_numbers,
    mentions,
    name_pattern,
    normalize,
)

QUANTITY = "quantity"
LIMITS = ".within"
"""End of the path of a date's limits, whose words say nothing of the record."""
REMARK = re.compile(
    r"(?:is|are|was|were) not (?:said|stated|named|given|clear|known)|does not (?:say|state|name|explain|give)"
)
"""What own words say of the article, and not of what it tells."""
REFUSING = word_set("refuse refuses refused decline declined neglects neglected")
"""Verbs of own words that say that somebody does not do something."""
UNREAL = re.compile(
    r"(?<!\w)(?:(?:should|could|would|might|ought to) have \w+|(?:has|have|had|is|are|was|were) yet to \w+)",
    re.IGNORECASE,
)
"""Words for what has not happened."""
PERSON = re.compile(r"(?<!\w)(?:he|she|him|his|her)(?!\w)", re.IGNORECASE)
"""Pronouns for one person."""
FACTS = ("occurred", "standing", "asserted")
"""Statuses of events that are no plans."""
HINT = "Correct it, or quote the words that say so"


def find_loose_words(context: CheckContext) -> Iterator[Finding]:
    """Yield own words with a number, a name or a negation that the sentences which their record cites do not have."""
    records, sentences = context.records, context.sentences
    by_id = {record.id: record for record in chain.from_iterable(records.values())}
    for kind, group in records.items():
        for record in group:
            fields = [field for field in record.fields if is_paraphrase(field)]
            spans = [
                span
                for path, receipt in record.evidence.items()
                if not path.endswith(LIMITS)
                for span in receipt.spans
            ]
            cited = Vocabulary(sentences.text_of(spans) if fields else "")
            names = [*names_of(record, by_id), *names_before(spans, records, sentences)] if fields else []
            for field in fields:
                receipt = record.evidence.get(field.path)
                own = Vocabulary(sentences.text_of(spans_of(record, field.path)))
                texts = field.value if isinstance(field.value, tuple) else (field.value,)
                faults = [fault for text in texts for fault in iter_faults(text, own, cited, names)]
                if receipt and any(span.exact for span in receipt.spans):
                    faults += [fault for text in texts for fault in find_turned(text, own.text)]
                if receipt and field.path == record.title_field and tells_fact(kind, record):
                    words = "; ".join(filter(None, (field.value, getattr(record, "kind", None))))
                    faults += find_lost(words, receipt, sentences, speaker_names(record, by_id))
                for fault in faults:
                    yield Finding(f"{kind}/{record.id}", field.path, fault, HINT, is_certain=False)


def spans_of(record: Record, path: str) -> list[Span]:
    """Return the spans of own words; those of the title of a contract are also those of how many things it is for."""
    is_title = path == record.title_field and isinstance(record, Contract)
    paths = (path, QUANTITY) if is_title else (path,)
    return [span for name in paths if (receipt := record.evidence.get(name)) for span in receipt.spans]


def find_lost(text: str, receipt: Receipt, sentences: SentenceMap, names: Sequence[str]) -> Iterator[str]:
    """Yield that own words assert what their words deny, or what a verb or a sentence before or after these does."""
    lost = [*find_lost_negations(text, receipt, sentences, names)]
    lost = lost or [*find_denied_objects(text, receipt, sentences, names)]
    lost = lost or [*find_open_questions(text, receipt, sentences)]
    yield from lost or find_turned_clauses(text, receipt, sentences)


def find_turned(text: str, sentences: str) -> Iterator[str]:
    """Yield how own words turn sentences round: in their words, in a condition, or in who does it."""
    yield from find_turned_conditions(text, sentences)
    yield from find_granted(text, sentences)
    yield from find_other_times(text, sentences)
    opposites = [*find_opposites(text, sentences)] or [*find_turned_order(text, sentences)]
    yield from opposites or find_converses(text, sentences)


def tells_fact(kind: str, record: Record) -> bool:
    """Return whether a record is a statement, or an event that happened or holds: what is planned is not denied."""
    return kind == "statements" or (kind == "events" and getattr(record, "status", None) in FACTS)


def iter_faults(text: str, own: Vocabulary, cited: Vocabulary, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with own words, by the sentences of their field and record, and the names it refers to."""
    for number, value in dict.fromkeys(list_numbers(text)):
        if value not in own.numbers and number.lower() != PRONOUN:
            yield f"contains '{number}', which its sentences do not have"
    capitals = (match for match in find_names(text) if not text.startswith(match[0]))
    for name in join_names(text, (match for match in capitals if not is_known(match[0], cited, names))):
        yield f"contains '{name}', which no sentence of the record has"
    is_denied = bool(find_words(own.text, NEGATIVE)) or UNREAL.search(own.text) is not None
    if (negations := find_words(REMARK.sub("", text), NEGATIONS | REFUSING)) and not is_denied:
        yield f"denies with '{negations[0]}' what its sentences do not deny"


def is_known(name: str, cited: Vocabulary, names: Sequence[str]) -> bool:
    """Return whether a word is one of cited sentences or of the names of records, or is a number."""
    pattern = name_pattern(normalize(name))
    return name[0].isdigit() or cited.contains(name) or any(map(pattern.search, names))


def is_paraphrase(field: RecordField) -> bool:
    """Return whether a field is filled with own words that may be a sentence."""
    return field.metadata.is_own_words and field.is_filled and not field.metadata.is_label


def speaker_names(statement: Record, records: Mapping[str, Record]) -> list[str]:
    """Return the names of the speaker of a statement, and the words for a group that has no record."""
    speaker, named = getattr(statement, "speaker", None), getattr(statement, "named", None)
    aliases = records[speaker].aliases() if isinstance(speaker, str) and speaker in records else ()
    return [*aliases, *([named] if named else ())]


def names_before(
    spans: Sequence[Span], records: Mapping[str, Sequence[Record]], sentences: SentenceMap
) -> Iterator[str]:
    """Yield the names of the people for whom a pronoun of sentences may stand: the sentence before has them."""
    for number in sentences.numbers_of(spans) - {0}:
        starts = sentences.starts[number - 1 : number + 1]
        if PERSON.search(sentences.text(number)) and "\n" not in sentences.article.text[starts[0] : starts[1]]:
            before = sentences.text(number - 1)
            people = records.get("people", ())
            yield from (name for person in people if mentions(person, before) for name in person.aliases())


def names_of(record: Record, records: Mapping[str, Record]) -> list[str]:
    """Return the names, ids and titles of all records that a record refers to."""
    targets = [target for field in record.fields for target in field.references]
    others = [records[name] for name in targets if name in records]
    return [*targets, *(name for other in others for name in (other.display_title(records), *other.aliases()))]
