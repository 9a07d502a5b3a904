"""What a draft is to write, in the hints of issues of the sheet that it is built into."""

import re
from dataclasses import replace

from facts.drafts.expansion.sheets import Expansion
from facts.drafts.from_sheet import format_notations
from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.name_proposals import propose_name
from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.limits import PUBLISHED
from facts.drafts.reading.specs import FieldSpec, find_spec
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.phrases import find_phrases
from facts.model.record import Record
from facts.sheets.messages import MISSING
from facts.sheets.problems import Issue
from facts.verify.context import Excerpt
from facts.verify.readings import DateReading
from facts.verify.verification import NOT_SAID

SOURCE = "source"
"""The record of the article itself, whose date takes no limits from its publication."""
LABEL = re.compile(re.escape(NOT_SAID).replace(re.escape("{label}"), "(?P<label>.*)"))
"""The message about a label that the words of its receipt do not have."""
UNNAMED = re.compile(r"refers to (?P<target>\S+), which (?:none of its spans|no sentence that is cited) names")
"""The message about words that do not name what a field refers to."""
YEARLESS = re.compile(r"(?P<message>is (?P<value>\S+), but '(?P<words>.*)' has no year): .*")
"""The message about a year that a date has and its words have not."""
EDTF_YEAR = re.compile(r"\d{4}")
ALIAS = re.compile(r", add another name of it that they have to its `\w+`")
"""The part of its hint about the other names of a record."""


def explain(expansion: Expansion, issue: Issue, locator: QuoteLocator) -> Issue:
    """Return an issue with the hint that its draft needs, or as it is."""
    explained = explain_yearless(explain_label(expansion, explain_missing(expansion, issue)), locator)
    return explain_unnamed(expansion, explained, locator)


def explain_missing(expansion: Expansion, issue: Issue) -> Issue:
    """Return an issue about a required field that is missing with what the field holds and how it is written."""
    expanded = expansion.records.get(issue.record)
    spec = find_spec(expanded.model, field_path(issue)) if expanded and issue.message == MISSING else None
    if spec is None:
        return issue
    examples = spec.info.examples or spec.choices
    example = f", such as `{spec.name}: {examples[0]}`" if examples else ""
    title = spec.default.begins if spec.default else None
    noted = (
        f", else with a note, as in `{spec.name}: {{{examples[0]}: its words, note: why}}`"
        if title and examples
        else ""
    )
    example = f" in a word of the record's sentence{example}{noted}" if noted else example
    other = f", or begin `{title}` with it" if title else ""
    if expanded and issubclass(expanded.model, Record) and spec.name == expanded.model.title_field:
        other = ", or make it the key of the record"
    if field_path(issue).startswith("relations."):
        other = ", as in `disputes: {other-id: its words, note: why}`"
    return replace(issue, message="is missing", hint=f"Write {spec.info.description}{example}{other}")


def explain_yearless(issue: Issue, locator: QuoteLocator) -> Issue:
    """Return an issue about a year that the words of a date do not have with how others that tell it are cited."""
    yearless = YEARLESS.fullmatch(issue.message)
    if yearless is None:
        return issue
    name, words = field_path(issue).rpartition(".")[2], yearless["words"]
    year = EDTF_YEAR.search(yearless["value"])
    telling = find_year(year[0], locator) if year else None
    alone = f"Write `{name}: {format_flow(words)}`"
    published = None if issue.record == SOURCE else locator.published
    if year and published and abs(int(year[0]) - published.day.year) <= 1:
        hint = f"{alone}, or `{name}: {format_flow({'quote': words, 'within': PUBLISHED})}`"
    elif year and telling:
        within = {"quote": words, "within": {year[0]: telling, "note": "why it is that year"}}
        hint = f"{alone}, or if it is that year `{name}: {format_flow(within)}`"
    else:
        hint = f"{alone}: no words of the article tell {year[0] if year else 'a year'}"
    return replace(issue, message=yearless["message"], hint=hint)


def find_year(year: str, locator: QuoteLocator) -> str | None:
    """Return the first words of the article for a date in a year; None if it has none."""
    for start, end in locator.article.passages:
        for phrase, reading in find_phrases("date", Excerpt(locator.article.text, start, end)):
            if isinstance(reading, DateReading) and year in reading.edtf:
                return phrase
    return None


def explain_label(expansion: Expansion, issue: Issue) -> Issue:
    """Return an issue about a label with how it is written, and one about the id of the sheet with where that is."""
    if (issue.record, issue.field) == ("sheet", "id"):
        return replace(issue, hint="Begin the draft with `id:` and words of your own, such as `id: new-ferries`")
    label, expanded = LABEL.fullmatch(issue.message), expansion.records.get(issue.record)
    spec = find_spec(expanded.model, field_path(issue)) if label and expanded else None
    if label is None or spec is None or expanded is None:
        return issue
    path, value, words = field_path(issue), label["label"], "the words"
    container = expanded.container_of(path).get(path.rpartition(".")[2])
    if isinstance(container, dict) and (notations := [*format_notations(container)]):
        value, words = notations[0], next(iter(texts_of(expanded, path)), words)
    hint = f"Quote the words that say it, or write `{spec.name}: {format_flow({value: words, 'note': 'why'})}`"
    return replace(issue, hint=hint + hint_at_title(spec))


def explain_unnamed(expansion: Expansion, issue: Issue, locator: QuoteLocator) -> Issue:
    """Return an issue about words that do not name what a field refers to with words that do beside them."""
    unnamed, expanded = UNNAMED.fullmatch(issue.message), expansion.records.get(issue.record)
    if unnamed is None or expanded is None:
        return issue
    path, target = field_path(issue), unnamed["target"]
    texts = texts_of(expanded, path)
    is_one = sum(pointer.field == path for pointer in expanded.pointers) <= 1
    finder = MentionFinder(expansion.records, locator)
    pair = propose_name(texts if texts and is_one else ["its words"], target, finder)
    alias = ALIAS.search(issue.hint)
    hint = f"Quote words that name it too, as in `{pair}`{f', or{alias[0][1:]}' if alias else ''}"
    return replace(issue, hint=hint)


def texts_of(expanded: Expanded, path: str) -> list[str]:
    """Return the words that a field quotes."""
    spans = expanded.evidence.get(path, {}).get("spans", ())
    return [span["exact"] for span in spans if "exact" in span]


def hint_at_title(spec: FieldSpec) -> str:
    """Return the end of a hint for a label: that it may be left out, or which title may begin with it."""
    title = spec.default.begins if spec.default else None
    if title is None:
        return ""
    if not spec.info.is_required():
        return f", or leave it out: `{title}` tells it"
    return f", or begin `{title}` with it, and leave `{spec.name}` out"


def field_path(issue: Issue) -> str:
    """Return the path of the field that an issue concerns, also if it is about its receipt or gap."""
    return issue.field.removeprefix("evidence.").removeprefix("gaps.")
