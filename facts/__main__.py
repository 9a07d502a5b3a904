"""`python -m facts`: the command-line tool for writing and checking fact sheets."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from facts.archive import Archive
from facts.formats import FORMATS, Document, formats_for
from facts.kinds import KINDS
from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.sheets.json_schema import sheet_json_schema
from facts.sheets.loader import BUNDLED, find_sheets, load_sheets, read_json, read_sheet
from facts.sheets.problems import Issue, SheetError
from facts.sheets.sheet import Sheet
from facts.verify import Report, verify
from facts.verify.reader import Unread, read
from facts.views import COLLECTIONS

EPILOG = """\
From an article to a served sheet:
  write it       with passage numbers and exact words; `python -m facts schema` prints the JSON Schema
  anchor it      python -m facts anchor sheet.json article.txt    adds positions and digests
  check it       python -m facts check sheet.json                 validates the sheet
  read words     python -m facts read "up to $2.5 billion"        shows how `verify` reads an amount or a date
  verify it      python -m facts verify sheet.json article.txt    compares the sheet with the article
  serve it       python -m api --sheets sheet.json

exit status: 0 on success, 1 if a sheet has problems, 2 if the command line is invalid
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    options = build_parser().parse_args(protect_words(sys.argv[1:] if arguments is None else arguments))
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except SheetError as error:
        return print_problems(error.problems, options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def protect_words(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the words of `read` marked as such, because they may begin with a minus sign."""
    if list(arguments[:1]) != ["read"]:
        return list(arguments)
    flags = [argument for argument in arguments[1:] if argument in ("--json", "--help", "-h")]
    return ["read", *flags, "--", *(argument for argument in arguments[1:] if argument not in flags)]


def build_parser() -> argparse.ArgumentParser:
    """Return the command-line parser."""
    parser = argparse.ArgumentParser(
        "fact-sheet",
        description="Check, verify, anchor and export fact sheets.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add_command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=f"{summary}.")
        command.set_defaults(run=run, json=False)
        return command

    check = add_command("check", run_check, "Validate sheets and report every problem")
    verify_command = add_command("verify", run_verify, "Compare a sheet with the text of its article")
    anchor_command = add_command("anchor", run_anchor, "Add start, end and digest to every span, in place")
    read_command = add_command("read", run_read, "Show how words are read as an amount, share, quantity or date")
    add_command("schema", run_schema, "Print the JSON Schema of a sheet")
    export = add_command("export", run_export, "Write records, facts, gaps or the timeline as the API serves them")
    for command in (check, export):
        sheets_help = "sheet files or directories (default: the bundled sheets)"
        command.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help=sheets_help)
    for command in (verify_command, anchor_command):
        command.add_argument("sheet", type=Path, metavar="SHEET", help="sheet file")
        command.add_argument("article", type=Path, metavar="ARTICLE", help="text of the article, in UTF-8")
    read_command.add_argument("words", metavar="WORDS", help="a phrase as an article writes it, in quotation marks")
    for command in (check, verify_command, anchor_command, read_command):
        command.add_argument("--json", action="store_true", help="print the result as JSON")
    export.add_argument("--collection", choices=COLLECTIONS, default="facts", help="default: %(default)s")
    formats = [name for name, format_ in FORMATS.items() if "list" in format_.scopes]
    export.add_argument("--format", choices=formats, default="json", help="default: %(default)s")
    return parser


def run_check(options: argparse.Namespace) -> int:
    """Validate sheets and print their record counts; raise SheetError listing every problem."""
    sheets = list(load_sheets(find_sheets(options.sheets or [BUNDLED])))
    if options.json:
        summaries = [{"id": sheet.id} | count_records(sheet) for sheet in sheets]
        print(json.dumps({"problems": [], "sheets": summaries}))
        return 0
    for sheet in sheets:
        counts = count_records(sheet).items()
        phrases = ", ".join(KINDS[kind].count_phrase(count) for kind, count in counts if count)
        print(f"{status_word(True)} {sheet.id}: {phrases}")
    return 0


def run_verify(options: argparse.Namespace) -> int:
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


def run_read(options: argparse.Namespace) -> int:
    """Print the values that words are read as; the exit status is 1 if there is none."""
    readings = read(options.words)
    unread = readings if isinstance(readings, Unread) else None
    if options.json:
        print(json.dumps([] if isinstance(readings, Unread) else [reading.as_json() for reading in readings]))
    elif isinstance(readings, Unread):
        print(f"{status_word(False)} not read: {unread}", file=sys.stderr)
    else:
        for reading in readings:
            print(f"{status_word(True)} {reading.kind}: {reading}")
    return bool(unread)


def run_anchor(options: argparse.Namespace) -> int:
    """Anchor every span of a sheet and rewrite its file; leave the file unchanged if a span has a problem."""
    raw = read_json(options.sheet)
    if problems := anchor(options.sheet.name, raw, read_article(options.article)):
        return print_problems(problems, options)
    atomic_write(options.sheet, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    message = f"{status_word(True)} {options.sheet.name}: every span is anchored"
    print(json.dumps({"problems": []}) if options.json else message)
    return 0


def run_schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a sheet."""
    print(json.dumps(sheet_json_schema(), indent=2))
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write every item of a collection in one of the API's formats."""
    archive = Archive.build(load_sheets(find_sheets(options.sheets or [BUNDLED])))
    collection = COLLECTIONS[options.collection]
    format_ = FORMATS[options.format]
    if not format_.supports("list", collection):
        supported = ", ".join(available.name for available in formats_for("list", collection))
        message = f"--format must be one of {supported} for {options.collection}, not {options.format}"
        print(f"fact-sheet export: error: {message}", file=sys.stderr)
        return 2
    document = Document(
        collection=collection,
        scope="list",
        items=archive.iterate(collection.name),
        complete=True,
        kind_of=archive.kind_of,
        article_digests=archive.articles,
        modified=archive.modified,
    )
    for chunk in format_.write(document):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0


def read_article(path: Path) -> Article:
    """Return the article in the file `path`; raise SheetError if it cannot be read."""
    try:
        return Article.read(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        issue = Issue(str(path), "", "", f"cannot be read ({reason})", "Name the text file of the article")
        raise SheetError([issue]) from None


def atomic_write(path: Path, text: str) -> None:
    """Replace the content of the file `path`, or of its link target, atomically; keep its mode."""
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def print_problems(problems: Sequence[Issue], options: argparse.Namespace) -> int:
    """Print problems, as JSON with `--json`; return the exit status: 1 if there are any, else 0."""
    if options.json:
        print(json.dumps({"problems": [as_json(problem) for problem in problems]}))
        return bool(problems)
    for problem in problems:
        print(f"{status_word(False)} {problem}", file=sys.stderr)
    return bool(problems)


def as_json(problem: Issue) -> dict[str, str]:
    """Return a problem as a JSON object."""
    return {name: getattr(problem, name) for name in Issue.__slots__}


def count_records(sheet: Sheet) -> dict[str, int]:
    """Return the number of records of each kind in a sheet."""
    return {kind: len(records) for kind, records in sheet.records.items()}


def coverage_note(sheet: Sheet, number: int) -> str:
    """Return why the passage `number` has no receipt."""
    reasons = [f"no fact: {entry.reason}" for entry in sheet.source.factless if entry.passage == number]
    return " ".join(reasons) or "MISSING"


def status_word(ok: bool) -> str:
    """Return the first word of a line of output, coloured on a terminal unless NO_COLOR is set."""
    word, colour = ("ok", 32) if ok else ("wrong", 31)
    stream = sys.stdout if ok else sys.stderr
    return f"\033[{colour}m{word}\033[0m" if stream.isatty() and "NO_COLOR" not in os.environ else word


if __name__ == "__main__":
    sys.exit(main())
