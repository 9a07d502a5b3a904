"""Contradictions between a sheet and the words that it rests on: statuses, relations, speakers, contract values."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.model.article import Article
from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.attributions import Attributions, is_apart
from facts.verify.contract_values import PERIOD, ContractValues
from facts.verify.finding import Finding
from facts.verify.grammar.stances import DENIALS, denies_claim, find_stances, has_negation, joins_denial
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.spans import span_text
from facts.verify.speech import Speakers
from facts.verify.statuses import OFFICE_STATUSES, PAYMENT_STATUSES, StatusOwner, judge_status
from facts.verify.tokens import list_words
from facts.verify.vocabulary import normalize

STATUS_FIELDS = ("status", "advance_status")
"""The last names of the fields that hold a status."""
CLAIM_NOUNS = word_set(
    "report reports claim claims allegation allegations accusation accusations suggestion suggestions"
)
"""Nouns for what another says, which somebody denies."""
DELIVERY = "delivery.status"
"""The status that may rest on a date without a verb, and is then judged by the verbs of its sentence."""
TO_COME = ("planned", "threatened", "negotiated", "conditional")
"""Statuses that are doubted, if inferred, where their words leave them open: what is over may also hold."""
OVER = ("occurred", "standing")
"""Statuses that a delivery cannot have by a sentence that only tells what is to come."""
HAD_TO = re.compile(r"had\sto\s", re.IGNORECASE)
"""How verbs begin of what has mostly happened, though they may tell an obligation: had to hire."""
STAYING = re.compile(
    r"(?:will|shall|is\sto|is\s(?:set|due|likely)\sto)\s(?:\w+ly\s)?(?:stay|remain|continue)(?!\w)", re.IGNORECASE
)
"""Verbs of who holds an office now, and will: will stay on as head."""
RELATIVE = re.compile(r"(?:\s(?:under|for|by|with|from|in|on|to|at|of|after))?\s(?:which|who|whom|whose|that)\s")
"""How a clause about something else begins."""
MAX_CLAIM = 12
"""The most characters after the words of a relation that may tell what is denied: denied | this."""
STATUSES_IN_WORDS = " or "


def find_contradictions(records: Mapping[str, Sequence[Record]], article: Article) -> Iterator[Finding]:
    """Yield each field of the records of a sheet, by kind, that the words of its receipt contradict."""
    by_id = {record.id: record for group in records.values() for record in group}
    values = ContractValues(records.get("contracts", ()), by_id, article)
    speakers = Speakers(records, article)
    attributions, sentences = Attributions(records, speakers), SentenceMap(article)
    for kind, group in records.items():
        for record in group:
            name = f"{kind}/{record.id}"
            yield from check_statuses(name, kind, record, sentences)
            if kind == "statements":
                yield from check_speaker(name, record, speakers, attributions)
                yield from check_relations(name, record, by_id, article)
            elif kind == "contracts":
                yield from check_value(name, record, values)


def check_statuses(name: str, kind: str, record: Record, sentences: SentenceMap) -> Iterator[Finding]:
    """Yield each status of a record that the verbs of its words contradict, or those of the date of a delivery."""
    article = sentences.article
    for field in record.fields:
        receipt = record.evidence.get(field.path)
        if field.path.rsplit(".", 1)[-1] not in STATUS_FIELDS or not field.is_filled or receipt is None:
            continue
        is_denied = kind == "statements" and is_denied_by_other(record, receipt, sentences)
        owner = StatusOwner(words_of(record), kind == "statements", is_part="." in field.path, is_denied=is_denied)
        meanings = next((table for table in (PAYMENT_STATUSES, OFFICE_STATUSES) if field.value in table), {})
        status = meanings.get(field.value, field.value)
        judgement = judge_status(status, owner, parts_of(receipt, article))
        is_own = judgement is not None or field.path != DELIVERY
        judgement = judgement if is_own else judge_status(status, owner, sentences_of(receipt, sentences))
        is_kept = field.value == "current" and judgement is not None and STAYING.match(judgement.text)
        if judgement is None or judgement.verdict == "supported" or is_kept:
            continue
        is_future = status in OVER and "planned" in judgement.statuses
        is_certain = judgement.verdict == "contradicted" and (is_own or is_future)
        is_open, is_done = judgement.verdict == "open", status == "occurred" and HAD_TO.match(judgement.text)
        if is_open and (is_done or (receipt.basis != "stated" and status not in TO_COME)):
            continue
        says = f"'{judgement.text}' says that {judgement.meaning}"
        own = [choice for choice, meaning in meanings.items() if meaning in judgement.statuses]
        choices = STATUSES_IN_WORDS.join(own if meanings else sorted(judgement.statuses))
        hint = f"{f'Use {choices}, or quote' if choices else 'Quote'} the words that say {field.value}"
        yield Finding(name, field.path, f"is {field.value}, but {says}", hint, is_certain)


def is_denied_by_other(record: Record, receipt: Receipt, sentences: SentenceMap) -> bool:
    """Return whether the speaker of a statement is named between a verb that denies it and each of some words."""
    speaker = record.evidence.get("speaker")
    places = [(own, span) for own in (speaker.spans if speaker else ()) for span in receipt.spans if own.exact]
    return bool(places) and all(
        own.start <= span.end
        and not DENIALS.isdisjoint(list_words(sentences.ahead_of(own.start)))
        and not CLAIM_NOUNS.isdisjoint(list_words(sentences.ahead_of(own.end)))
        and sentences.number_at(own.start) == sentences.number_at(span.start)
        for own, span in places
    )


def words_of(record: Record) -> frozenset[str]:
    """Return the words of a record's title, kind and id, in lower case."""
    texts = (getattr(record, record.title_field), getattr(record, "kind", None), record.id.replace("-", " "))
    return frozenset(normalize(word).strip(".,") for text in texts if isinstance(text, str) for word in text.split())


def parts_of(receipt: Receipt, article: Article) -> Iterator[tuple[str, int, int]]:
    """Yield the passage of each span of a receipt, with the start and the end of the span in it."""
    for span in receipt.spans:
        if span.passage <= len(article.passages):
            first, last = article.passages[span.passage - 1]
            if first <= span.start < span.end <= last:
                yield article.text[first:last], span.start - first, span.end - first


def sentences_of(receipt: Receipt, sentences: SentenceMap) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences that the spans of a receipt touch, with the parts before clauses that tell of other things.

    Such a clause begins after the spans with a relative pronoun: from May, and replaces one under which Oslo paid.
    """
    for number in sorted(sentences.numbers_of(receipt.spans)):
        text, (start, end) = sentences.text(number), sentences.ranges[number]
        last = max((span.end for span in receipt.spans if span.start < end and span.end > start), default=end)
        clause = RELATIVE.search(text, min(last, end) - start)
        yield text, 0, clause.start() if clause else len(text)


def check_speaker(name: str, record: Record, speakers: Speakers, attributions: Attributions) -> Iterator[Finding]:
    """Yield a statement whose quotation stands with the verb of another speaker."""
    receipt = record.evidence.get("summary")
    if receipt is None:
        return
    ranges = [(span.start, span.end) for span in receipt.spans]
    speaker, named = getattr(record, "speaker", None), getattr(record, "named", "")
    is_direct = getattr(record, "form", None) == "direct"
    other = speakers.find_other(speaker, named, ranges, is_direct=is_direct)
    what = "quotation stands" if other else "words of the statement stand"
    other = other or attributions.find_other(speaker, named, ranges, is_direct=is_direct)
    words = record.evidence.get("speaker")
    is_far = bool(speaker and words and words.note is None and is_apart(receipt, words, speaker, speakers))
    if other is not None:
        message = f"is {speaker or named}, but the {what} with '{other.words}', which names {other.name}"
        hint = "Correct the speaker, or cite the passage of this speaker's own words"
        yield Finding(name, "speaker", message, hint, other.is_certain or is_far)
    elif words and is_far:
        message = (
            f"is {speaker}, but its words are in passage {words.spans[0].passage}, far from those of the statement"
        )
        hint = "Cite words beside the statement that name who speaks, or add a note that says why it is this speaker"
        yield Finding(name, "speaker", message, hint)


def check_relations(name: str, record: Record, records: Mapping[str, Record], article: Article) -> Iterator[Finding]:
    """Yield each relation of a statement that its words, or the other statement, contradict."""
    relations, receipt = getattr(record, "relations", ()), record.evidence.get("relations")
    if receipt is None:
        return
    stances = find_stances([span_text(span, article) for span in receipt.spans])
    is_only_type, is_only = len({relation.type for relation in relations}) == 1, len(relations) == 1
    for relation in relations:
        target, is_stated = records.get(relation.statement), relation.origin == "stated"
        if target is None:
            continue
        types, answers = types_between(record, target), types_between(target, record)
        if answers and types.isdisjoint(answers):
            message = f"has {relation.type} to {target.id}, which has {next(iter(answers))} to this statement"
            yield Finding(name, "relations", message, "Let both say the same", is_stated)
        elif relation.type == "similar_view" and stances and "agreement" not in stances:
            is_joint = "disagreement" not in stances and is_joint_denial(record, receipt, target, article)
            if not is_joint:
                message = f"has similar_view to {target.id}, but its words are those of a denial"
                hint = "Use disputes, or quote the words that say that they agree"
                yield Finding(name, "relations", message, hint, is_only_type and (is_stated or is_only))
        elif relation.type == "disputes" and stances == {"agreement"} and is_only_type:
            message = f"has disputes with {target.id}, but its words are those of agreement"
            hint = "Use similar_view, or quote the words that dispute it"
            yield Finding(name, "relations", message, hint, is_stated)


def is_joint_denial(record: Record, receipt: Receipt, target: Record, article: Article) -> bool:
    """Return whether a statement may deny what another one denies too, and not that one: it did not deny this."""
    own_words, words = (" ".join(texts_of(statement, article)) for statement in (record, target))
    if joins_denial(own_words) or "denial" in find_stances(texts_of(target, article)):
        return True
    is_answer = any(denies_claim(article.text[span.start : span.end + MAX_CLAIM]) for span in receipt.spans)
    return has_negation(words) and not is_answer


def types_between(record: Record, target: Record) -> set[str]:
    """Return the types of the relations of a statement to another."""
    return {relation.type for relation in getattr(record, "relations", ()) if relation.statement == target.id}


def texts_of(record: Record, article: Article) -> list[str]:
    """Return the words that a statement's summary rests on."""
    receipt = record.evidence.get("summary")
    return [span_text(span, article) for span in receipt.spans] if receipt else []


def check_value(name: str, record: Record, values: ContractValues) -> Iterator[Finding]:
    """Yield a contract whose value is that of something else."""
    owner = values.find_owner(record)
    if owner is not None:
        stated = record.value.stated  # type: ignore[attr-defined]
        message = f"is '{stated}', which its sentence says of {owner.owner}"
        hint = "Correct the value, or cite the sentence that says it of this contract"
        is_certain = owner.is_certain and not (owner.owner == PERIOD and record.evidence["value"].basis == "inferred")
        yield Finding(name, "value", message, hint, is_certain)
