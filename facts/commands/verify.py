"""`verify`: compare a sheet with the text of its article."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import read_article
from facts.commands.notes import describe_text, print_notes
from facts.commands.output import as_json, print_problems, print_warnings, status_word
from facts.commands.pairs import find_pairs
from facts.model.plurals import count_noun
from facts.sheets.loader import read_sheet
from facts.sheets.problems import MAX_ISSUES, Issue, IssueLog, SheetError
from facts.sheets.progress import track
from facts.sheets.sheet import Sheet
from facts.verify import Report, verify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)
    help_ = "report figures, dates and quotations of the article under no receipt as problems"
    parser.add_argument("--strict", action="store_true", help=help_)


@dataclass(frozen=True)
class Verified:
    """A sheet that was compared with its article."""

    path: Path
    sheet: Sheet
    report: Report
    problems: Sequence[Issue]


def run(options: Namespace) -> int:
    """Compare each sheet with its article; print the coverage of each passage, what it leaves out, and every problem.

    Of a directory of sheets only the problems and the summaries are printed.
    """
    pairs = find_pairs(options.sheet, options.article)
    notes: list[str] = []
    problems: list[Issue] = []
    results: list[Verified] = []
    for path, article_path in track(pairs, len(pairs)):
        try:
            sheet, article = read_sheet(path), read_article(article_path)
        except SheetError as error:
            problems += error.problems
            continue
        notes += describe_text(article_path, article)
        report = verify(path.name, sheet, article)
        uncovered = uncovered_issues(path.name, report) if options.strict else ()
        results.append(Verified(path, sheet, report, [*report.problems, *uncovered]))
        problems += results[-1].problems
    if options.json:
        print(json.dumps(results_as_json(results, problems, options.sheet.is_dir()) | {"notes": notes}))
        return bool(problems)
    print_notes(notes)
    if not options.sheet.is_dir():
        print_coverage(results, options.strict)
    print_warnings([warning for result in results for warning in result.report.warnings])
    status = print_problems(problems, options)
    for result in results:
        name = f"{result.path.name}: " if options.sheet.is_dir() else ""
        print(f"{status_word(not result.problems)} {name}{format_report(result.report, len(result.problems))}")
    return status


def print_coverage(results: Sequence[Verified], is_strict: bool) -> None:
    """Print the citations of each passage, and the figures without a receipt unless they are problems."""
    for result in results:
        for number, records in result.report.coverage:
            print(f"{number:5}  {', '.join(records) or coverage_note(result.sheet, number)}")
        for finding in result.report.uncovered[:MAX_ISSUES] if not is_strict else ():
            print(f"{finding.passage:5}  under no receipt: {finding.kind} '{finding.words}'")


def results_as_json(results: Sequence[Verified], problems: Sequence[Issue], is_list: bool) -> dict[str, object]:
    """Return the report of a sheet, or a list of those of a directory, with all problems and warnings."""
    rows = [{"file": result.path.name, **report_as_json(result.report)} for result in results]
    if not is_list:
        rows = [report_as_json(result.report) for result in results]
    warnings = [as_json(warning) for result in results for warning in result.report.warnings]
    members: dict[str, object] = {"problems": [as_json(problem) for problem in problems], "warnings": warnings}
    return members | ({"sheets": rows} if is_list else rows[0] if rows else {})


def report_as_json(report: Report) -> dict[str, object]:
    """Return a report as a JSON object, without its problems and warnings."""
    return {
        "passages": report.passages,
        "covered": report.covered,
        "factless": report.factless,
        "coverage": dict(report.coverage),
        "uncovered": [finding.as_json() for finding in report.uncovered],
    }


def uncovered_issues(file: str, report: Report) -> Sequence[Issue]:
    """Return the figures without a receipt as problems, a limited number of them; the last one counts the rest."""
    log = IssueLog()
    for finding in report.uncovered:
        log.add(finding.to_issue(file))
    return log.to_error().problems


def format_report(report: Report, problems: int) -> str:
    """Return a one-line summary of a report with a number of problems."""
    accounted = report.covered + report.factless
    counts = [count_noun(problems, "problem")]
    if report.warnings:
        counts.append(count_noun(len(report.warnings), "warning"))
    if report.uncovered:
        counts.append(f"{len(report.uncovered):,} under no receipt")
    return (
        f"{accounted} of {report.passages} passages accounted for ({report.covered} with a receipt, "
        f"{report.factless} without facts), {report.spans} spans verified, {', '.join(counts)}"
    )


def coverage_note(sheet: Sheet, number: int) -> str:
    """Return why the passage `number` has no receipt."""
    reasons = [f"no fact: {entry.reason}" for entry in sheet.source.factless if entry.passage == number]
    return " ".join(reasons) or "MISSING"


VERIFY = Command(
    name="verify", summary="Compare a sheet with the text of its article", add_arguments=add_arguments, run=run
)
