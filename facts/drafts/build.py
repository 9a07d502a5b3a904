"""Build: a draft and its article into a sheet that is anchored and verified, or all that is wrong with it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from facts.drafts.expansion.additions import Addition
from facts.drafts.expansion.sheets import Expansion, SheetExpander
from facts.drafts.explanations import LABEL, explain, explain_unnamed, field_path
from facts.drafts.files import DraftFile
from facts.drafts.problems import DraftIssue, DraftLog
from facts.drafts.reading.specs import CLAIM_KEYS
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.repair import parse_with_repairs
from facts.model.article import Article
from facts.sheets.loader import parse_sheet, validate_sheet
from facts.sheets.problems import Issue, SheetError
from facts.sheets.sheet import Sheet
from facts.sheets.writer import format_sheet
from facts.verify import Report, verify
from facts.verify.sentence_map import SentenceMap
from facts.verify.uncovered import Uncovered, find_uncovered
from facts.verify.unstated import find_unstated, list_quotations, models_of
from facts.verify.untold_sentences import find_untold

COVERAGE = ("source", "passages")
"""The record and the field of problems about passages without a receipt."""
MAX_UNCITED = 40
"""Passages without a receipt that are listed."""
TERMS = (
    ('use basis "inferred" with a note why', "add a `note` that says why"),
    ("Add the span that names it", "Quote the words that name it"),
    ("add the span that has them", "quote them"),
    ("add the span that has it", "quote it"),
    ("cite the", "quote the"),
    ("Cite words", "Quote words"),
    ("which none of its spans", "which none of its quotations"),
    ("which is in none of its spans", "which is in none of its quotations"),
    ("Add it", "Write it"),
    ("Use the article's words, or", "Quote the words that say it, or"),
)
"""Words of messages about sheets, and those of drafts."""


@dataclass(frozen=True)
class Build:
    """What a draft was built into: a sheet and the report of its verification, or problems."""

    problems: Sequence[DraftIssue]
    omitted: int = 0
    """The number of problems that are not listed."""
    sheet: Sheet | None = None
    report: Report | None = None
    text: str = ""
    """The text of the sheet's file."""
    uncovered: Sequence[Uncovered] = ()
    """What the article states and no words of the draft quote."""
    unstated: Sequence[Uncovered] = ()
    """The figures and dates that words of the draft quote, but no field states."""
    additions: Sequence[Addition] = ()
    """What is in the sheet and has no entry of its own in the draft."""
    warnings: Sequence[DraftIssue] = ()
    """What a person must look at; beside problems, of the records that have none."""

    def to_error(self) -> SheetError:
        """Return the error to raise for the problems."""
        return SheetError(self.problems, self.omitted)


def build(file: str, text: str, article: Article, name: str) -> Build:
    """Return the sheet that the draft `text` of `file` stands for, or every problem; `name` is its id by default."""
    log = DraftLog(file)
    root = parse_with_repairs(text, CLAIM_KEYS, log)
    if root is None or log.is_full:
        return Build(tuple(log), log.omitted)
    locator = QuoteLocator(article)
    expansion = SheetExpander(locator, log).expand(root, name)
    if log.is_full:
        return Build(tuple(log), log.omitted)
    sheet, issues = validate_sheet(file, expansion.raw)
    report = verify(file, sheet, article) if sheet else None
    for issue in select_issues(expansion, list_issues(issues, report)):
        explained = explain(expansion, issue, locator)
        log.report(expansion.line_of(issue.record, field_path(issue)), *describe(explained))
    for issue in find_uncited(expansion, article):
        log.report(expansion.line_of(*COVERAGE), *describe(issue))
    warnings = tuple(
        as_draft_issue(explain_unnamed(expansion, issue, locator), file, expansion)
        for issue in (report.warnings if report else ())
        if not (expansion.has_failures(issue.record) or (log and (issue.record, issue.field) == COVERAGE))
    )
    if log and sheet and report and all(problem.record for problem in log):
        untold = find_untold_elsewhere(expansion, sheet, report, article)
        warnings += tuple(as_draft_issue(issue, file, expansion) for issue in untold)
    if log or sheet is None:
        return Build(tuple(log), log.omitted, warnings=warnings)
    sheet_text = format_sheet(sheet)
    sheet = parse_sheet(file, json.loads(sheet_text))
    return Build(
        problems=(),
        sheet=sheet,
        report=report,
        text=sheet_text,
        uncovered=find_uncovered(article, list_quotations(sheet, article)),
        unstated=tuple(find_unstated(sheet, article)),
        additions=expansion.additions,
        warnings=warnings,
    )


def find_untold_elsewhere(expansion: Expansion, sheet: Sheet, report: Report, article: Article) -> Iterator[Issue]:
    """Yield the sentences in which no record has words, but of passages that a record with a problem may cite."""
    failing = {number for record in expansion.records.values() if record.failed for number in record.passages()}
    passages = {number for number, records in report.coverage if records} - failing
    spans = [span for model in models_of(sheet) for receipt in model.evidence.values() for span in receipt.spans]
    if finding := find_untold(spans, passages, SentenceMap(article)):
        yield Issue("", finding.record, finding.field, finding.message, finding.hint)


def list_issues(issues: Iterable[Issue], report: Report | None) -> Sequence[Issue]:
    """Return the issues of a sheet, and the problems of its report of other fields.

    What counts things that no words name is told by one message, whose value with a note mends the number too.
    """
    invalid = [relocate(issue) for issue in issues]
    reported = {(issue.record, field_path(issue).split(".")[0]) for issue in invalid}
    later = [
        issue
        for issue in (report.problems if report else ())
        if (issue.record, field_path(issue).split(".")[0]) not in reported
    ]
    labelled = {(issue.record, field_path(issue)) for issue in later if LABEL.fullmatch(issue.message)}
    return [
        *invalid,
        *(
            issue
            for issue in later
            if LABEL.fullmatch(issue.message) or (issue.record, field_path(issue)) not in labelled
        ),
    ]


def build_file(file: DraftFile) -> Build:
    """Return what the draft in a file is built into; raise SheetError if it, or its article, cannot be read."""
    return build(file.path.name, file.read_draft(), file.read_article(), file.name)


def select_issues(expansion: Expansion, issues: Sequence[Issue]) -> Iterator[Issue]:
    """Yield each issue that does not follow from a problem of the draft that is reported already."""
    for issue in issues:
        if issue.field == "evidence" and expansion.has_failures(issue.record):
            continue
        if (issue.record, issue.field) != COVERAGE and not expansion.has_failed(issue.record, field_path(issue)):
            yield issue


def relocate(issue: Issue) -> Issue:
    """Return an issue of the sheet's header as one of the source, if it is about its fields."""
    if issue.record == "sheet" and issue.field.startswith("source."):
        return replace(issue, record="source", field=issue.field.removeprefix("source."))
    return issue


def describe(issue: Issue) -> tuple[str, str, str, str]:
    """Return the parts of an issue of a sheet in the words of drafts."""
    message, hint = issue.message, issue.hint
    for term, replacement in TERMS:
        message, hint = message.replace(term, replacement), hint.replace(term, replacement)
    return issue.record, field_path(issue), message, hint


def as_draft_issue(issue: Issue, file: str, expansion: Expansion) -> DraftIssue:
    """Return an issue of a sheet as one of its draft, at the line of its field."""
    return DraftIssue(file, *describe(issue), expansion.line_of(issue.record, field_path(issue)))


def find_uncited(expansion: Expansion, article: Article) -> Iterator[Issue]:
    """Yield an issue for each passage that no receipt cites, unless a quotation with a problem may be in it."""
    covered = {number for expanded in expansion.records.values() for number in expanded.passages()}
    factless = expansion.records["source"].values.get("factless", [])
    covered |= {entry.get("passage") for entry in factless}
    uncited = sorted({*range(1, len(article.passages) + 1)} - covered)
    for number in uncited[:MAX_UNCITED]:
        words = " ".join(article.passage(number).split()[:8])
        message = f"passage {number} has no receipt: '{words}'"
        hint = f"Quote it in a record, or write why it has no facts: `source: {{factless: {{{number}: reason}}}}`"
        yield Issue("", *COVERAGE, message, hint)
    if len(uncited) > MAX_UNCITED:
        message = f"{len(uncited) - MAX_UNCITED} more passages have no receipt"
        yield Issue("", *COVERAGE, message, "Go on with these, then build again")
