"""Records and fields in the article's own voice whose words somebody says: an attribution that is missing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.model.article import Article
from facts.model.fields import RecordField
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Span
from facts.model.record import AttributedRecord, Attribution, Record
from facts.model.share import Share
from facts.model.values import EdtfDate
from facts.verify.attributions import Attributions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.paraphrases import LIMITS
from facts.verify.doubts.voices.unnamed_voices import find_group, tell_group
from facts.verify.finding import Finding
from facts.verify.grammar.accusations import find_claimed_act, is_hearsay
from facts.verify.grammar.appositions import is_apposition
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.stances import DENIALS
from facts.verify.grammar.verb_words import ACTS, REFUSALS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

MAIN_FIELDS: Mapping[str, Sequence[str]] = {
    "events": ("status", "title"),
    "contracts": ("value", "signed", "title"),
}
"""The fields, by kind, whose words tell the record, the first that is filled and has words being decisive."""
MARKS = re.compile(r"[\[\]{},]|: | #")
"""What a text in braces has in quotation marks only."""
STATUS = "status"
RELATIVE = re.compile(r"\s(?:that|which|who)\s|(?:\sordered|(?<=\sordered))\s(?:by|from|last|in)\s")
"""What follows words for a thing that a sentence only says something else of: of six boats that it ordered."""
ASIDE = re.compile(r"(?:(?!(?<!\w)that(?!\w))[^.:;])*,\s(?!\w+ing(?!\w))[^,.:;]*")
"""What stands between those who say something and what the article may say itself: said on Monday, in a deal."""
THAT = re.compile(r"(?<!\w)that(?!\w)")
APPEALS = word_set("appeal complaint application")
"""What is said, but for a court to which it is handed in."""
LEGAL = word_set("court courts tribunal judge judges filed lodged filing lodging")
PROMISING = word_set("pledged vowed promised pledges vows promises")
"""Verbs by which a party does, and does not only say, what is promised."""
UNNAMED_VOICE = "Add `attributed_to`, with who that is, tell it in a statement of theirs"
"""What to add where no record is known to tell something."""
JOINT = re.compile(
    r"(?:both\s(?:the\s)?|(?:the|all)\s(?:two|three|four)\s)?(?:sides|parties|companies|governments|countries|ministries|firms)\s"
    r"|(?:(?:the|its|an?)\s|(?=[A-Z]))(?:[\w\u2019'-]+\s){1,4}and\s(?:(?:the|its|an?)\s|(?=[A-Z]))"
)
"""Words for several who tell something together, of whom one alone would be too few."""
Teller = tuple[str, str]


def find_unattributed(context: CheckContext) -> Iterator[Finding]:
    """Yield each event and contract that is narrated, though a speaker is named for all words that tell it.

    Of a contract that is not, yield the first of the fields that each speaker tells.
    """
    attributions, article = context.attributions, context.article
    for kind, paths in MAIN_FIELDS.items():
        for record in context.of_kind(kind):
            if not isinstance(record, AttributedRecord) or record.attributed_to or record.voice != "narrated":
                continue
            receipt = next((record.evidence[path] for path in paths if path in record.evidence), None)
            if receipt is None or receipt.attributed_to:
                continue
            every = [span for other in record.evidence.values() for span in other.spans]
            spans = list_quotations(receipt.spans, article) or list_quotations(every, article)
            teller = find_teller_of(spans, attributions) or find_accuser(record, spans, attributions)
            is_own = teller is not None and "voice" in record.evidence and is_aside(teller, spans, article)
            is_own = is_own or (
                teller is not None and all(is_beside_subject(span, teller, article) for span in spans)
            )
            if teller and not (is_own or is_speech(record, teller)):
                message = f"is empty, but '{teller[1]}' stands with the words of the record"
                entry = f"Add `attributed_to: {teller[0]}`" if teller[0] else hint_at_unnamed(teller[1])
                hint = f"{entry}, or quote words that the article tells itself"
                yield Finding(f"{kind}/{record.id}", "attributed_to", message, hint, is_certain=False)
            if kind == "contracts":
                yield from find_unattributed_fields(record, teller, attributions)


def hint_at_unnamed(words: str) -> str:
    """Return what to do with what the words of no record tell: a group without a name is that of a statement."""
    match = find_group(words)
    if is_hearsay(words) or JOINT.match(words):
        return f"Write `voice: {{attributed: {words}}}`, for no one alone is named who tells it"
    if match is None:
        return UNNAMED_VOICE
    hint = tell_group(match["group"], words)
    return hint[0].upper() + hint[1:]


def is_aside(teller: Teller, spans: Sequence[Span], article: Article) -> bool:
    """Return whether spans may be the article's own words, after a comma that follows who says something.

    They are not if "that" begins a sentence with its own subject, or a verb such as adding stands in between.
    """
    gaps = []
    for span in spans:
        end = article.text.rfind(teller[1], 0, span.start) + len(teller[1])
        gap = article.text[end : span.start] if article.text[:end].endswith(teller[1]) else ""
        groups = [group for sentence in parse_sentences(span.exact or "") for group in sentence.groups]
        is_relative = bool(groups) and groups[0].start == 0
        gaps.append(ASIDE.fullmatch(gap) is not None and (is_relative or not THAT.search(gap)))
    return all(gaps)


def is_beside_subject(span: Span, teller: Teller, article: Article) -> bool:
    """Return whether a span says what the subject of its sentence is, before the words for who tells the rest."""
    first, last = article.passages[span.passage - 1]
    is_after = article.text.find(teller[1], span.end, last) >= 0
    return is_after and is_apposition(article.text[first:last], span.start - first, span.end - first)


def find_accuser(record: Record, spans: Sequence[Span], attributions: Attributions) -> Teller | None:
    """Return who accuses somebody of the act that the title of a record names, where its words have the verb too."""
    title = str(getattr(record, record.title_field))
    acts = [(span, find_claimed_act(span.exact or "", title)) for span in spans]
    tellers = [attributions.find_teller(span.start + act, span.end) for span, act in acts if act is not None]
    return tellers[0] if tellers and len(tellers) == len(spans) else None


def find_unattributed_fields(
    contract: Record, teller: Teller | None, attributions: Attributions
) -> Iterator[Finding]:
    """Yield the first of the figures, dates and statuses of a contract that each speaker but its teller tells."""
    fields: dict[Teller, list[str]] = {}
    for field in contract.fields:
        receipt = contract.evidence.get(field.path)
        if receipt is None or receipt.attributed_to or not is_told(field):
            continue
        spans = [span for span in list_quotations(receipt.spans, attributions.article) if span.exact]
        other = find_teller_of(spans, attributions)
        is_known = any(RELATIVE.match(attributions.article.text, span.end) for span in spans)
        is_own_promise = other is not None and other[1].split()[-1] in PROMISING
        if other and other != teller and not (is_known or is_own_promise or is_told_beside(field.path, contract)):
            fields.setdefault(other, []).append(field.path)
    for other, paths in fields.items():
        first, *further = paths
        message = f"is told without `attributed_to`, but '{other[1]}' stands with its words"
        likewise = f", and likewise for {', '.join(further)}" if further else ""
        whom = other[0] or "ID"
        hint = f"Write `{first}: {{{words_with_value(contract, first)}, attributed_to: {whom}}}`{likewise}"
        yield Finding(f"contracts/{contract.id}", first, message, hint, is_certain=False)


def words_with_value(record: Record, path: str) -> str:
    """Return the words of a field as a draft has them: after a status, and with the note that they have."""
    value: object = record
    for name in path.split("."):
        value = getattr(value, name, None)
    receipt = record.evidence[path]
    noted = value.edtf if isinstance(value, EdtfDate) else "VALUE"
    key = value if isinstance(value, str) else noted if receipt.note else "quote"
    note = f", note: {in_braces(receipt.note)}" if receipt.note else ""
    return f"{in_braces(key)}: {in_braces(receipt.spans[0].exact or '')}{note}"


def in_braces(text: str) -> str:
    """Return a text as it is written inside braces: in quotation marks if a mark of it would end it there."""
    return f"'{text.replace(chr(39), 2 * chr(39))}'" if MARKS.search(text) else text


def is_told_beside(path: str, contract: Record) -> bool:
    """Return whether a path is that of a status in a group of which another field has its own attribution."""
    group, _, name = path.rpartition(".")
    return name == STATUS and any(
        receipt.attributed_to is not None
        for other, receipt in contract.evidence.items()
        if other.rpartition(".")[0] == group
    )


def find_wrong_voices(context: CheckContext) -> Iterator[Finding]:
    """Yield the first field with words that each record attributes to one, while another is named as who says them.

    Who speaks for the one whom the record has, or whom it speaks for, is no other. The words of the title are those
    of the record, whoever tells a field of their own sentence.
    """
    attributions = context.attributions
    for kind in MAIN_FIELDS:
        for record in context.of_kind(kind):
            for path, receipt in record.evidence.items():
                own = getattr(record, "attributed_to", None) if path == record.title_field else None
                voice = own or record.attribution_of(path).attributed_to
                spans = [span for span in receipt.spans if span.exact]
                is_voice = path in Attribution._fields or path.endswith(LIMITS)
                is_told = voice is not None or receipt.attribution_scope == "none"
                teller = find_teller_of(spans, attributions) if is_told and not is_voice else None
                if teller and voice and not teller[0]:
                    teller = attributions.find_described(voice, teller[1], spans[0].start) or "", teller[1]
                if voice is None and teller and receipt.attribution_scope == "none":
                    message = f"is the article's own, but '{teller[1]}' stands with its words"
                    hint = f"Write `attributed_to: {teller[0] or 'ID'}`, or quote words that the article tells itself"
                    yield Finding(f"{kind}/{record.id}", path, message, hint, is_certain=False)
                    break
                if voice is None or teller is None or not teller[0]:
                    continue
                allies = attributions.principals.get(voice, set()) | attributions.principals.get(teller[0], set())
                is_joint = JOINT.match(teller[1]) and voice in attributions.speakers.mentioned_in(teller[1])
                if not (teller[0] == voice or allies & {teller[0], voice} or is_joint):
                    message = f"is attributed to {voice}, but '{teller[1]}' stands with its words"
                    hint = f"Write `attributed_to: {teller[0]}`, or quote the words of {voice}"
                    yield Finding(f"{kind}/{record.id}", path, message, hint, is_certain=False)
                    break


def find_teller_of(spans: Sequence[Span], attributions: Attributions) -> Teller | None:
    """Return who tells all of some spans, the first if there are several; None if the article tells one itself."""
    tellers = [attributions.find_teller(span.start, span.end) for span in spans]
    return tellers[0] if tellers and all(tellers) else None


def is_told(field: RecordField) -> bool:
    """Return whether a field is filled with a figure, a date or a status."""
    is_figure = isinstance(field.value, EdtfDate | Money | Share | Quantity)
    return field.is_filled and (is_figure or field.path.rpartition(".")[2] == STATUS)


def is_speech(record: Record, teller: Teller) -> bool:
    """Return whether the title of a record has a word for something that is said, such as a warning.

    A rejection or a refusal is said only if the record's words, or those for who tells it, have a verb for it; of one
    that somebody else tells than who takes part, the record's words have it.
    """
    identifier, words_of_teller = teller
    words = set(list_words(str(getattr(record, record.title_field))))
    spans = [span for receipt in record.evidence.values() for span in receipt.spans]
    own, theirs = set(list_words(" ".join(span.exact or "" for span in spans))), set(list_words(words_of_teller))
    nouns = ACTS["speech"] & (words - APPEALS if LEGAL & (words | own | theirs) else words)
    participants: Sequence[str] = getattr(record, "participants", ())
    is_other = bool(identifier and participants) and identifier not in participants
    verbs = theirs if is_other else own | theirs
    return bool(nouns - ACTS["refusal"] or (nouns and verbs & (DENIALS | REFUSALS)))


def list_quotations(spans: Sequence[Span], article: Article) -> list[Span]:
    """Return the spans that quote words, without complete passages, on which fields without words rest."""
    passages = frozenset(article.passages)
    return [span for span in spans if span.exact or (span.start, span.end) not in passages]
