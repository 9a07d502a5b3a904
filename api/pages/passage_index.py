"""The passages of a sheet, each with the records that cite it."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.passages import Passage
from api.pages.sheet_index import SheetIndex

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
    links, statements = index.links(context), index.statements
    speeches: dict[PageLink, list[PageLink]] = {}
    says = [record_id for record_id, is_here in passage.records.items() if is_here]
    rests = [record_id for record_id, is_here in passage.records.items() if not is_here]
    leaning = [record_id for record_id in rests if record_id in statements]
    others = [record_id for record_id in rests if record_id not in statements]
    for record_id in says[:share]:
        speeches.setdefault(links.speakers[record_id], []).append(links.summaries[record_id])
    return PassageEntry(
        passage,
        speeches=[SpeechLine(speaker, summaries) for speaker, summaries in speeches.items()],
        leaning=[links.numbers[record_id] for record_id in leaning[:share]],
        others=[links.records[record_id] for record_id in others[:share]],
        more=sum(max(0, len(records) - share) for records in (says, leaning, others)),
    )
