"""Statements in the order of the article, with the subjects of each speaker and those that speakers share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.pages.context import PageContext, PageLink
from api.pages.sheet_index import SheetIndex, StatementEntry
from api.pages.words import FORM_WORDS, describe_code

MAX_SUBJECTS = 9
MAX_SPEAKERS = 16
SUBJECT_KINDS = frozenset({"contracts", "countries", "systems", "organizations", "places"})


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement on one line: what is said, how, and where."""

    link: PageLink
    status: str
    form: str
    passages: tuple[PageLink, ...]
    number: int


@dataclass(frozen=True, slots=True)
class RelationSide:
    """One of two statements that a relation is between."""

    speaker: PageLink
    summary: PageLink


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation of two statements, and whether the article or an editor sees it."""

    left: RelationSide
    right: RelationSide
    type: str
    verb: str
    is_editorial: bool
    note: str


@dataclass(frozen=True, slots=True)
class SpeechView:
    """A statement, and how the article reports it."""

    speaker: PageLink
    form: str
    status: str
    before: PageLink | None
    after: PageLink | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Number of times that a speaker speaks of each subject; `others` is the number of the rest."""

    speaker: PageLink
    total: int
    cells: tuple[tuple[int, str, str], ...]
    """Number, radius of its disc, and the URL of the statements."""
    others: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who says what about whom: speakers by the subjects most spoken of."""

    subjects: tuple[PageLink, ...]
    other_count: int
    rows: tuple[MatrixRow, ...]


def statement_line(context: PageContext, index: SheetIndex, entry: StatementEntry) -> StatementLine:
    """Return the line of a statement."""
    passages = tuple(PageLink(str(number), context.passage_url(index.id, number)) for number in entry.passages)
    link = index.links(context).summaries[entry.id]
    return StatementLine(link, entry.status, describe_code(entry.form), passages, entry.number)


def view_side(context: PageContext, index: SheetIndex, entry: StatementEntry) -> RelationSide:
    """Return one side of a relation."""
    links = index.links(context)
    return RelationSide(links.speakers[entry.id], links.summaries[entry.id])


def view_relations(
    context: PageContext, index: SheetIndex, ids: Iterable[str] | None = None
) -> Iterator[RelationView]:
    """Yield the relations between the statements of a sheet, those from or to one of `ids` if there are any.

    A relation that is recorded with both statements is yielded once, from the side that is wanted.
    """
    wanted = None if ids is None else frozenset(ids)
    seen: set[tuple[str, frozenset[str]]] = set()
    for entry in sorted(index.statements.values(), key=lambda entry: wanted is not None and entry.id not in wanted):
        for relation in entry.relations:
            other = index.statements.get(relation["statement"])
            if other is None or (wanted is not None and not {entry.id, other.id} & wanted):
                continue
            key = (relation["type"], frozenset({entry.id, other.id}))
            if key in seen:
                continue
            seen.add(key)
            yield RelationView(
                left=view_side(context, index, entry),
                right=view_side(context, index, other),
                type=relation["type"],
                verb=describe_code(relation["type"]),
                is_editorial=relation["origin"] == "editorial",
                note=relation["note"],
            )


def count_subjects(
    context: PageContext, index: SheetIndex, entries: Sequence[StatementEntry]
) -> list[tuple[PageLink, int]]:
    """Return what statements are about, with how many are, the most frequent first."""
    counts = Counter(record_id for entry in entries for record_id in dict.fromkeys(entry.about))
    return [(context.link(index.id, record_id), count) for record_id, count in counts.most_common(MAX_SUBJECTS)]


def view_matrix(context: PageContext, index: SheetIndex) -> Matrix:
    """Return who says what about whom in a sheet."""
    by_speaker: dict[str, list[StatementEntry]] = {}
    for entry in index.statements.values():
        by_speaker.setdefault(entry.speaker or entry.named, []).append(entry)
    counts = Counter(
        record_id
        for entry in index.statements.values()
        for record_id in dict.fromkeys(entry.about)
        if record_id in index.records and index.records[record_id].kind in SUBJECT_KINDS
    )
    subjects = [record_id for record_id, _ in counts.most_common(MAX_SUBJECTS)]
    speakers = sorted(by_speaker.items(), key=lambda pair: -len(pair[1]))[:MAX_SPEAKERS]
    return Matrix(
        subjects=tuple(context.link(index.id, record_id) for record_id in subjects),
        other_count=len(counts) - len(subjects),
        rows=tuple(matrix_row(context, index, speaker, entries, subjects) for speaker, entries in speakers),
    )


def matrix_row(
    context: PageContext, index: SheetIndex, speaker: str, entries: Sequence[StatementEntry], subjects: Sequence[str]
) -> MatrixRow:
    """Return a row of the matrix: how many statements of a speaker are about each subject."""
    counts = Counter(subject for entry in entries for subject in dict.fromkeys(entry.about))
    cells = []
    for subject in subjects:
        count = counts[subject]
        url = context.list_url("statements", index.id, speaker=speaker, about=subject) if count else ""
        cells.append((count, f"{6 * min(count, 12) ** 0.5:.1f}", url))
    others = sum(set(subjects).isdisjoint(entry.about) for entry in entries)
    return MatrixRow(index.links(context).speakers[entries[0].id], len(entries), tuple(cells), others)


def view_speech(context: PageContext, index: SheetIndex, statement: str) -> SpeechView:
    """Return what only the page of a statement has; its neighbours are those in the order of the article."""
    entries, entry = list(index.statements.values()), index.statements[statement]
    place = entry.number - 1
    neighbours = [entries[number] if 0 <= number < len(entries) else None for number in (place - 1, place + 1)]
    before, after = (context.link(index.id, other.id) if other else None for other in neighbours)
    return SpeechView(
        speaker=index.links(context).speakers[entry.id],
        form=FORM_WORDS.get(entry.form, entry.form),
        status=entry.status,
        before=before,
        after=after,
    )
