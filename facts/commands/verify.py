"""`verify`: compare a sheet with the text of its article."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import read_article
from facts.commands.output import as_json, print_problems, print_warnings, status_word
from facts.sheets.loader import read_sheet
from facts.sheets.problems import MAX_ISSUES, Issue, IssueLog, count_problems
from facts.sheets.sheet import Sheet
from facts.verify import Report, verify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)
    help_ = "report figures, dates and quotations of the article under no receipt as problems"
    parser.add_argument("--strict", action="store_true", help=help_)


def run(options: Namespace) -> int:
    """Compare a sheet with its article; print the coverage of each passage, what it leaves out, and every problem."""
    sheet, article = read_sheet(options.sheet), read_article(options.article)
    report = verify(options.sheet.name, sheet, article)
    problems = [*report.problems, *(uncovered_issues(options.sheet.name, report) if options.strict else ())]
    if options.json:
        print(json.dumps(report_as_json(report, problems)))
        return bool(problems)
    for number, records in report.coverage:
        print(f"{number:5}  {', '.join(records) or coverage_note(sheet, number)}")
    for finding in report.uncovered[:MAX_ISSUES] if not options.strict else ():
        print(f"{finding.passage:5}  under no receipt: {finding.kind} '{finding.words}'")
    print_warnings(report.warnings)
    status = print_problems(problems, options)
    print(f"{status_word(not status)} {format_report(report, len(problems))}")
    return status


def report_as_json(report: Report, problems: Sequence[Issue]) -> dict[str, object]:
    """Return a report as a JSON object, with these problems."""
    return {
        "problems": [as_json(problem) for problem in problems],
        "warnings": [as_json(warning) for warning in report.warnings],
        "passages": report.passages,
        "covered": report.covered,
        "factless": report.factless,
        "coverage": dict(report.coverage),
        "uncovered": [finding.as_json() for finding in report.uncovered],
    }


def uncovered_issues(file: str, report: Report) -> Sequence[Issue]:
    """Return what stands under no receipt as problems, a limited number of them; the last one counts the rest."""
    log = IssueLog()
    for finding in report.uncovered:
        log.add(finding.to_issue(file))
    return log.to_error().problems


def format_report(report: Report, problems: int) -> str:
    """Return a one-line summary of a report with a number of problems."""
    accounted = report.covered + report.factless
    counts = [count_problems(problems)]
    if report.warnings:
        counts.append(f"{len(report.warnings):,} {'warning' if len(report.warnings) == 1 else 'warnings'}")
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
