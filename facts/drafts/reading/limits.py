"""Limits of dates without a year that a draft takes from the day of publication: `within: published`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import Expanded, construct
from facts.drafts.reading.fields import WITHIN
from facts.model.source import Source
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.sentence_map import SentenceMap

PUBLISHED = "published"
"""The field of the source, and what stands for its limits."""
TO_COME = ("planned", "negotiated", "conditional", "threatened")
"""The statuses of what is dated after the publication."""
YEAR_NOTE = "within a year of the publication"
EXAMPLE = "{quote: Sept 18, within: {2025: the words that tell the year, note: why}}"
"""A date without a year, with the year that other words of the article tell."""
YEAR_HINT = f"Write `source: {{published: its words}}` with a year, or with `within`, as in `{EXAMPLE}`"
NO_LIMITS = ClaimError("takes its limits from `published`, which has no year", YEAR_HINT)


def fill_limits(records: Mapping[str, Expanded], sentences: SentenceMap) -> None:
    """Write the limits for which a draft has `published`: those of its own, or a year before or after it."""
    source = records["source"]
    for expanded in records.values():
        for path in [path for path in expanded.evidence if path.endswith(f".{WITHIN}")]:
            owner = path.removesuffix(f".{WITHIN}")
            container = expanded.container_of(path)
            if container.get(WITHIN) != PUBLISHED:
                continue
            limits = (
                None if expanded is source else limits_of(source, is_to_come=is_to_come(expanded, owner, sentences))
            )
            if limits is None:
                container.pop(WITHIN)
                expanded.evidence.pop(path)
                expanded.report(expanded.line_of(path), owner, NO_LIMITS)
            else:
                container[WITHIN], expanded.evidence[path] = limits


def is_to_come(expanded: Expanded, path: str, sentences: SentenceMap) -> bool:
    """Return whether a date is that of something that is still to come, by the status beside it, or of its record.

    What stands is to come too where the verb before the date says so: will not open in May.
    """
    parents, _, _ = path.rpartition(".")
    values = expanded.container_of(f"{parents}.status" if parents else "status")
    if expanded.record.startswith("statements/"):
        return False
    if values.get("status") != "standing":
        return values.get("status") in TO_COME
    spans = expanded.evidence.get(path, {}).get("spans", ())
    return any(is_foretold(span["start"], sentences) for span in spans)


def is_foretold(position: int, sentences: SentenceMap) -> bool:
    """Return whether the last verb before a character of its sentence is in the future."""
    groups = [group for sentence in parse_sentences(sentences.ahead_of(position)) for group in sentence.groups]
    return bool(groups) and groups[-1].verb_class == "future"


def limits_of(source: Expanded, *, is_to_come: bool) -> tuple[str, dict[str, Any]] | None:
    """Return the limits that the day of publication gives a date, with their receipt; None if it has no year.

    Its own limits are those of the date too, unless they only tell its year.
    """
    spans = source.evidence[PUBLISHED]["spans"] if PUBLISHED in source.evidence else []
    if within := source.values.get(PUBLISHED, {}).get(WITHIN):
        receipt = source.evidence[f"{PUBLISHED}.{WITHIN}"]
        spans = [*receipt["spans"], *(span for span in spans if span not in receipt["spans"])]
        if not within.isdecimal():
            return within, receipt | {"spans": spans}
    record, _ = construct(source, (PUBLISHED,))
    published = record.published if isinstance(record, Source) else None
    if published is None or published.earliest is None or published.latest is None:
        return None
    first, last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    edges = (first, in_years(last, 1)) if is_to_come else (in_years(first, -1), last)
    receipt = {"basis": "inferred", "note": YEAR_NOTE, "spans": spans}
    return "/".join(edge.isoformat() for edge in edges), receipt


def in_years(day: date, years: int) -> date:
    """Return the same day some years later, or the one before it if that year has no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
