"""The passages of a sheet, each with the records that rest on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.passages import Passage
from api.pages.sheet_index import SheetIndex, StatementEntry
from api.pages.statements import speaker_link, statement_url

MAX_INDEXED = 120
"""The number of passages whose records are listed at most."""
MAX_RECORDS = 24
"""The number of records of one sort that are listed of a passage at most."""
MAX_ENTRIES = 1200
"""The number of records that are listed of all passages, about; of each an equal share, where there are more."""


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """What someone says in a passage."""

    speaker: PageLink
    statements: Sequence[PageLink]


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage with the records that have a receipt there; `leaning` are statements that only rest on it."""

    passage: Passage
    speeches: Sequence[SpeechLine]
    leaning: Sequence[PageLink]
    others: Sequence[PageLink]
    more: int
    """The number of records that are not listed."""


def view_passages(context: PageContext, index: SheetIndex) -> list[PassageEntry]:
    """Return the first passages of a sheet with the records that rest on each."""
    passages = index.passages[:MAX_INDEXED]
    entries = sum(len(passage.records) for passage in passages)
    share = MAX_RECORDS if entries <= MAX_ENTRIES else max(1, MAX_ENTRIES // (3 * len(passages)))
    return [passage_entry(context, index, passage, share) for passage in passages]


def passage_entry(context: PageContext, index: SheetIndex, passage: Passage, share: int) -> PassageEntry:
    """Return the records that have a receipt in a passage, `share` of each sort at most: what is said in it first."""
    speeches: dict[PageLink, list[PageLink]] = {}
    says = [record_id for record_id, is_here in passage.records.items() if is_here]
    rests = [record_id for record_id, is_here in passage.records.items() if not is_here]
    leaning = [index.statements[record_id] for record_id in rests if record_id in index.statements]
    others = [record_id for record_id in rests if record_id not in index.statements]
    for entry in (index.statements[record_id] for record_id in says[:share]):
        link = PageLink(entry.summary, statement_url(context, index, entry))
        speeches.setdefault(speaker_link(context, index, entry), []).append(link)
    return PassageEntry(
        passage,
        speeches=[SpeechLine(speaker, links) for speaker, links in speeches.items()],
        leaning=[leaning_link(context, index, entry) for entry in leaning[:share]],
        others=[context.link(index.id, record_id) for record_id in others[:share]],
        more=sum(max(0, len(records) - share) for records in (says, leaning, others)),
    )


def leaning_link(context: PageContext, index: SheetIndex, entry: StatementEntry) -> PageLink:
    """Return the link to a statement that rests on a passage, by its speaker and number."""
    text = f"{speaker_link(context, index, entry).text}, statement {entry.number}"
    return PageLink(text, statement_url(context, index, entry))
