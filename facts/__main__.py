"""`python -m facts`: the tool for those who write and check fact sheets."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facts.archive import COLLECTIONS, Archive
from facts.formats import FORMATS, Document, formats_for
from facts.kinds import KINDS, count_phrase
from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.sheets.json_schema import sheet_json_schema
from facts.sheets.loader import BUNDLED, find_sheets, load_sheets, read_json, read_sheet
from facts.sheets.problems import Issue, SheetError
from facts.sheets.sheet import Sheet
from facts.verify import Report, verify

EPILOG = """\
A sheet on its way from the article to the server:
  write it       passages and exact words in hand, see `python -m facts schema` for the shape
  anchor it      python -m facts anchor sheet.json article.txt    fills in positions and fingerprints
  check it       python -m facts check sheet.json                 holds it against the rules of a sheet
  verify it      python -m facts verify sheet.json article.txt    holds it against the article
  serve it       python -m api --sheets sheet.json

exit status: 0 all is well, 1 something is wrong with a sheet, 2 the command line cannot be read
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = build_parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except SheetError as error:
        return print_problems(error.problems, options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    found = argparse.ArgumentParser(
        "fact-sheet",
        description="Check, verify, anchor and export fact sheets.",
        epilog=EPILOG,
        formatter_class=plain,
    )
    commands = found.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Any, about: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=f"{about}.")
        made.set_defaults(run=run, json=False)
        return made

    checking = command("check", run_check, "Load sheets and tell everything that is wrong with them")
    checking.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help="files or directories (the bundled)")
    verifying = command("verify", run_verify, "Hold a sheet against the text of its article")
    anchoring = command("anchor", run_anchor, "Fill in start, end and digest of every span, in the sheet's own file")
    for made in (verifying, anchoring):
        made.add_argument("sheet", type=Path, metavar="SHEET")
        made.add_argument("article", type=Path, metavar="ARTICLE", help="the article as UTF-8 text")
    for made in (checking, verifying, anchoring):
        made.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    command("schema", run_schema, "Print the JSON Schema of a sheet")
    exporting = command("export", run_export, "Write records, facts, gaps or a timeline as the API serves them")
    exporting.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help="files or directories (the bundled)")
    exporting.add_argument("--collection", choices=COLLECTIONS, default="facts", help="what to write (facts)")
    exporting.add_argument("--format", choices=FORMATS, default="json", help="how to write it (json)")
    return found


def run_check(options: argparse.Namespace) -> int:
    """Load sheets; tell what each holds, or everything that is wrong."""
    sheets = list(load_sheets(find_sheets(options.sheets or [BUNDLED])))
    if options.json:
        print(json.dumps({"problems": [], "sheets": [{"id": sheet.id} | counts(sheet) for sheet in sheets]}))
    for sheet in () if options.json else sheets:
        held = ", ".join(count_phrase(count, KINDS[kind]) for kind, count in counts(sheet).items() if count)
        print(f"{status_word(True)} {sheet.id}: {held}")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Hold a sheet against its article; tell the coverage, or everything that does not fit."""
    sheet, article = read_sheet(options.sheet), read_article(options.article)
    report = verify(options.sheet.name, sheet, article)
    if options.json:
        coverage = dict(report.coverage)
        summary = {"passages": report.passages, "covered": report.covered, "factless": report.factless}
        print(json.dumps({"problems": as_json(report.problems)} | summary | {"coverage": coverage}))
        return bool(report.problems)
    for number, records in report.coverage:
        print(f"{number:5}  {', '.join(records) or coverage_note(sheet, number)}")
    told = print_problems(report.problems, options)
    print(f"{status_word(not told)} {summary_of(report)}")
    return told


def summary_of(report: Report) -> str:
    """Return a report in one sentence."""
    accounted = report.covered + report.factless
    return (
        f"{accounted} of {report.passages} passages accounted for ({report.covered} under a receipt, "
        f"{report.factless} without facts), {report.spans} spans held against the article, "
        f"{len(report.problems)} problems"
    )


def run_anchor(options: argparse.Namespace) -> int:
    """Fill in the spans of a sheet in its own file; leave it as it is if that cannot be done for every one."""
    raw = read_json(options.sheet)
    if problems := anchor(options.sheet.name, raw, read_article(options.article)):
        return print_problems(problems, options)
    atomic_write(options.sheet, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    print(
        json.dumps({"problems": []})
        if options.json
        else f"{status_word(True)} {options.sheet.name}: every span is anchored"
    )
    return 0


def run_schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a sheet."""
    print(json.dumps(sheet_json_schema(), indent=2))
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write every item of a collection, in a format of the API."""
    archive = Archive.build(load_sheets(find_sheets(options.sheets or [BUNDLED])))
    collection = COLLECTIONS[options.collection]
    written = FORMATS[options.format]
    if not written.supports("list", collection):
        suiting = ", ".join(found.name for found in formats_for("list", collection))
        print(f"{options.collection} cannot be written as {options.format}, but as {suiting}", file=sys.stderr)
        return 2
    document = Document(
        collection=collection,
        scope="list",
        items=archive.walk(collection.name),
        complete=True,
        kind_of=archive.kind_of,
        article_digests=archive.articles,
        modified=archive.changed,
    )
    for chunk in written.write(document):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0


def read_article(path: Path) -> Article:
    """Return the article in a file; raise SheetError if it cannot be read."""
    try:
        return Article.read(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise SheetError(
            [Issue(str(path), "", "", f"cannot be read ({reason})", "Name the article's text")]
        ) from None


def atomic_write(path: Path, text: str) -> None:
    """Write `text` to the file `path`, or to what it links to, whole or not at all; its mode stays."""
    target = path.resolve()
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.chmod(target.stat().st_mode)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def print_problems(problems: Sequence[Issue], options: argparse.Namespace) -> int:
    """Tell problems, as JSON to a program, and return the exit status that goes with them."""
    if options.json:
        print(json.dumps({"problems": as_json(problems)}))
    for problem in () if options.json else problems:
        print(f"{status_word(False)} {problem}", file=sys.stderr)
    return bool(problems)


def as_json(problems: Sequence[Issue]) -> list[dict[str, str]]:
    """Return problems as JSON objects."""
    return [{name: getattr(problem, name) for name in Issue.__slots__} for problem in problems]


def counts(sheet: Sheet) -> dict[str, int]:
    """Return how many records of each kind a sheet holds."""
    return {kind: len(records) for kind, records in sheet.records.items()}


def coverage_note(sheet: Sheet, number: int) -> str:
    """Return why a passage is under no receipt."""
    reasons = [f"no fact: {entry.reason}" for entry in sheet.source.factless if entry.passage == number]
    return " ".join(reasons) or "MISSING"


def status_word(good: bool) -> str:
    """Return the word that begins a line, in colour on a terminal."""
    word, colour = ("ok", 32) if good else ("wrong", 31)
    stream = sys.stdout if good else sys.stderr
    return f"\033[{colour}m{word}\033[0m" if stream.isatty() and "NO_COLOR" not in os.environ else word


if __name__ == "__main__":
    sys.exit(main())
