"""`python -m facts`: the tool for those who write and check fact sheets."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facts.archive import COLLECTIONS, Archive
from facts.formats import FORMATS, Document, offered
from facts.kinds import KINDS, counted
from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.sheets.problems import Problem, SheetError
from facts.sheets.sheet import BUNDLED, Sheet, content, load, paths, read, schema
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
    options = parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except SheetError as error:
        return tell(error.problems, options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def parser() -> argparse.ArgumentParser:
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

    checking = command("check", check, "Load sheets and tell everything that is wrong with them")
    checking.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help="files or directories (the bundled)")
    verifying = command("verify", verified, "Hold a sheet against the text of its article")
    anchoring = command("anchor", anchored, "Fill in start, end and digest of every span, in the sheet's own file")
    for made in (verifying, anchoring):
        made.add_argument("sheet", type=Path, metavar="SHEET")
        made.add_argument("article", type=Path, metavar="ARTICLE", help="the article as UTF-8 text")
    for made in (checking, verifying, anchoring):
        made.add_argument("--json", action="store_true", help="answer as JSON, for programs")
    command("schema", print_schema, "Print the JSON Schema of a sheet")
    exporting = command("export", export, "Write records, facts, gaps or a timeline as the API serves them")
    exporting.add_argument("sheets", nargs="*", type=Path, metavar="SHEET", help="files or directories (the bundled)")
    exporting.add_argument("--collection", choices=COLLECTIONS, default="facts", help="what to write (facts)")
    exporting.add_argument("--format", choices=FORMATS, default="json", help="how to write it (json)")
    return found


def check(options: argparse.Namespace) -> int:
    """Load sheets; tell what each holds, or everything that is wrong."""
    sheets = list(load(paths(options.sheets or [BUNDLED])))
    if options.json:
        print(json.dumps({"problems": [], "sheets": [{"id": sheet.id} | counts(sheet) for sheet in sheets]}))
    for sheet in () if options.json else sheets:
        held = ", ".join(counted(count, KINDS[kind]) for kind, count in counts(sheet).items() if count)
        print(f"{mark(True)} {sheet.id}: {held}")
    return 0


def verified(options: argparse.Namespace) -> int:
    """Hold a sheet against its article; tell the coverage, or everything that does not fit."""
    sheet, article = read(options.sheet), read_article(options.article)
    report = verify(options.sheet.name, sheet, article)
    if options.json:
        coverage = dict(report.coverage)
        summary = {"passages": report.passages, "covered": report.covered, "blank": report.blank}
        print(json.dumps({"problems": as_json(report.problems)} | summary | {"coverage": coverage}))
        return bool(report.problems)
    for number, records in report.coverage:
        print(f"{number:5}  {', '.join(records) or blank(sheet, number)}")
    told = tell(report.problems, options)
    print(f"{mark(not told)} {summary_of(report)}")
    return told


def summary_of(report: Report) -> str:
    """Return a report in one sentence."""
    accounted = report.covered + report.blank
    return (
        f"{accounted} of {report.passages} passages accounted for ({report.covered} under a receipt, "
        f"{report.blank} without facts), {report.spans} spans held against the article, "
        f"{len(report.problems)} problems"
    )


def anchored(options: argparse.Namespace) -> int:
    """Fill in the spans of a sheet in its own file; leave it as it is if that cannot be done for every one."""
    raw = content(options.sheet)
    if problems := anchor(options.sheet.name, raw, read_article(options.article)):
        return tell(problems, options)
    replace(options.sheet, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    print(
        json.dumps({"problems": []}) if options.json else f"{mark(True)} {options.sheet.name}: every span is anchored"
    )
    return 0


def print_schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a sheet."""
    print(json.dumps(schema(), indent=2))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write every item of a collection, in a format of the API."""
    archive = Archive.build(load(paths(options.sheets or [BUNDLED])))
    collection = COLLECTIONS[options.collection]
    written = FORMATS[options.format]
    if not written.suits("list", collection):
        suiting = ", ".join(found.name for found in offered("list", collection))
        print(f"{options.collection} cannot be written as {options.format}, but as {suiting}", file=sys.stderr)
        return 2
    document = Document(
        collection=collection,
        scope="list",
        items=archive.walk(collection.name),
        whole=True,
        kinds=archive.kind_of,
        articles=archive.articles,
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
            [Problem(str(path), "", "", f"cannot be read ({reason})", "Name the article's text")]
        ) from None


def replace(path: Path, text: str) -> None:
    """Write `text` to the file `path`, or to what it links to, whole or not at all; its mode stays."""
    target = path.resolve()
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.chmod(target.stat().st_mode)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def tell(problems: Sequence[Problem], options: argparse.Namespace) -> int:
    """Tell problems, as JSON to a program, and return the exit status that goes with them."""
    if options.json:
        print(json.dumps({"problems": as_json(problems)}))
    for problem in () if options.json else problems:
        print(f"{mark(False)} {problem}", file=sys.stderr)
    return bool(problems)


def as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return problems as JSON objects."""
    return [{name: getattr(problem, name) for name in Problem.__slots__} for problem in problems]


def counts(sheet: Sheet) -> dict[str, int]:
    """Return how many records of each kind a sheet holds."""
    return {kind: len(records) for kind, records in sheet.records.items()}


def blank(sheet: Sheet, number: int) -> str:
    """Return why a passage is under no receipt."""
    reasons = [f"no fact: {entry.reason}" for entry in sheet.source.blank if entry.passage == number]
    return " ".join(reasons) or "MISSING"


def mark(good: bool) -> str:
    """Return the word that begins a line, in colour on a terminal."""
    word, colour = ("ok", 32) if good else ("wrong", 31)
    stream = sys.stdout if good else sys.stderr
    return f"\033[{colour}m{word}\033[0m" if stream.isatty() and "NO_COLOR" not in os.environ else word


if __name__ == "__main__":
    sys.exit(main())
