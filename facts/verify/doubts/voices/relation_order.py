"""Relations of statements that run backwards, or past the claim that was told last."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.attributions import principals_of
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.paraphrases import speaker_names
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

DISPUTES = "disputes"
ANAPHOR = re.compile(
    r"(?<!\w)(?:the|that|this|these|those|such)\s(?:\w+\s)?(?:claims?|allegations?|accusations?|charges?|comparison|figures?"
    r"|estimates?|reports?|criticism|remarks?|assertions?|statement|view|complaints?)(?!\w)"
    r"|(?<!\w)(?:den(?:ied|ies)|reject(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed)|contest(?:s|ed))\s"
    r"(?:it|this|that(?=\s*[.,;]|$))(?!\w)",
    re.IGNORECASE,
)
"""Words for the claim that was told last."""
COGNATES: Mapping[str, str] = {
    "accusation": "accus",
    "allegation": "alleg",
    "complaint": "complain",
    "criticism": "critici",
    "comparison": "compar",
    "estimate": "estimat",
    "assertion": "assert",
    "charge": "charg",
    "remark": "remark",
}
"""How the verb begins of each noun for a claim."""
REPROACHES = ("accusation", "allegation", "charge", "criticism", "complaint")
"""How nouns begin for a claim that blames somebody."""
BLAMES = re.compile(r"(?<!\w)(?:accus|alleg|charg|critici|complain|blam|denounc|condemn|attack|fault)", re.IGNORECASE)
"""How verbs begin that blame somebody."""
NEARER_HINT = "Give the relation to that statement, or quote the words that name whose claim is disputed"
HINT = "Give the relation to the later statement, or quote the words that name whose claim is disputed"


def find_reversed_relations(context: CheckContext) -> Iterator[Finding]:
    """Yield each statement that disputes one whose words are all after its own, and names nobody who makes it."""
    sentences = context.sentences
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    statements = context.of_kind("statements")
    for statement in statements:
        own, words = statement.evidence.get("summary"), statement.evidence.get("relations")
        if own is None or words is None:
            continue
        for relation in getattr(statement, "relations", ()):
            target = by_id.get(relation.statement)
            other = target.evidence.get("summary") if target else None
            if relation.type != DISPUTES or target is None or other is None:
                continue
            text = sentences.text_of([*own.spans, *words.spans])
            is_named = any(name_pattern(name).search(text) for name in speaker_names(target, by_id))
            anaphor = ANAPHOR.search(text)
            is_meant = anaphor is not None and has_cognate(anaphor[0], sentences.text_of(other.spans))
            nearer = (
                find_nearer(statement, target, statements, by_id, sentences) if anaphor and not is_meant else None
            )
            if nearer and anaphor and is_reproach(anaphor[0], target, by_id[nearer], sentences):
                nearer = None
            message = find_fault(own, words, other, sentences, is_named=is_named)
            if message or (nearer and not is_named):
                fault = message or f", but {nearer} is the claim that the article tells last before it"
                hint = HINT if message else NEARER_HINT
                name = f"statements/{statement.id}"
                yield Finding(name, "relations", f"disputes {target.id}{fault}", hint, is_certain=False)


def has_cognate(anaphor: str, text: str) -> bool:
    """Return whether a text has the verb of the noun for a claim, such as accused for the accusation."""
    noun = anaphor.lower().split()[-1]
    stem = next((verb for name, verb in COGNATES.items() if noun.startswith(name)), None)
    return stem is not None and re.search(rf"(?<!\w){stem}", text, re.IGNORECASE) is not None


def is_reproach(anaphor: str, target: Record, nearer: Record, sentences: SentenceMap) -> bool:
    """Return whether words such as the criticism mean a claim that blames somebody, and no nearer one."""
    texts = [sentences.text_of(record.evidence["summary"].spans) for record in (target, nearer)]
    noun = anaphor.lower().split()[-1]
    return noun.startswith(REPROACHES) and [bool(BLAMES.search(text)) for text in texts] == [True, False]


def find_fault(own: Receipt, words: Receipt, other: Receipt, sentences: SentenceMap, *, is_named: bool) -> str | None:
    """Return that the words of a dispute are in the sentence of the other statement, or that this one comes first."""
    numbers, others = sentences.numbers_of(own.spans), sentences.numbers_of(other.spans)
    first = words.spans[0]
    if sentences.numbers_of(words.spans) <= others - numbers and max(numbers) < min(others):
        return f", whose own sentence has '{sentences.article.text[first.start : first.end]}'"
    ends = max(span.end for span in (*own.spans, *words.spans))
    is_earlier = ends <= min(span.start for span in other.spans) and not is_named
    return ", which the article tells only after it" if is_earlier else None


def find_nearer(
    statement: Record,
    target: Record,
    statements: Sequence[Record],
    records: Mapping[str, Record],
    sentences: SentenceMap,
) -> str | None:
    """Return the statement of somebody else that is told last before another one; None if it may be the target's."""
    others = [other for other in statements if not are_allied(other, statement, records)]
    before = [other for other in others if start_of(other) < start_of(statement)]
    nearest = max(before, key=start_of, default=None)
    if nearest is None or nearest.id == target.id or start_of(target) > start_of(nearest):
        return None
    is_beside = sentences.number_at(start_of(nearest)) == sentences.number_at(start_of(target))
    return None if is_beside or are_allied(nearest, target, records) else nearest.id


def start_of(statement: Record) -> int:
    """Return where the first words of a statement are."""
    receipt = statement.evidence.get("summary")
    return min(span.start for span in receipt.spans) if receipt else 0


def are_allied(first: Record, second: Record, records: Mapping[str, Record]) -> bool:
    """Return whether two statements have one speaker, or speakers of whom one speaks for the other."""
    allies = []
    for statement in (first, second):
        speaker: str = getattr(statement, "speaker", None) or getattr(statement, "named", None) or ""
        allies.append({speaker, *(principals_of(records[speaker]) if speaker in records else ())})
    return not allies[0].isdisjoint(allies[1])
