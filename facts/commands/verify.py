"""`verify`: compare a sheet with the text of its article."""

import json
from argparse import ArgumentParser, Namespace

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import read_article
from facts.commands.output import as_json, print_problems, status_word
from facts.sheets.loader import read_sheet
from facts.sheets.sheet import Sheet
from facts.verify import Report, verify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Compare a sheet with its article; print the coverage of each passage and every problem."""
    sheet, article = read_sheet(options.sheet), read_article(options.article)
    report = verify(options.sheet.name, sheet, article)
    if options.json:
        summary = {"passages": report.passages, "covered": report.covered, "factless": report.factless}
        problems = {"problems": [as_json(problem) for problem in report.problems]}
        print(json.dumps(problems | summary | {"coverage": dict(report.coverage)}))
        return bool(report.problems)
    for number, records in report.coverage:
        print(f"{number:5}  {', '.join(records) or coverage_note(sheet, number)}")
    status = print_problems(report.problems, options)
    print(f"{status_word(not status)} {format_report(report)}")
    return status


def format_report(report: Report) -> str:
    """Return a one-line summary of a report."""
    accounted, count = report.covered + report.factless, len(report.problems)
    return (
        f"{accounted} of {report.passages} passages accounted for ({report.covered} with a receipt, "
        f"{report.factless} without facts), {report.spans} spans verified, "
        f"{count} {'problem' if count == 1 else 'problems'}"
    )


def coverage_note(sheet: Sheet, number: int) -> str:
    """Return why the passage `number` has no receipt."""
    reasons = [f"no fact: {entry.reason}" for entry in sheet.source.factless if entry.passage == number]
    return " ".join(reasons) or "MISSING"


VERIFY = Command(
    name="verify", summary="Compare a sheet with the text of its article", add_arguments=add_arguments, run=run
)
