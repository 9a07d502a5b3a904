"""`build`: build a sheet from a draft and its article, or report every problem."""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from typing import Any

from facts.commands.command import Command, add_json_argument
from facts.commands.files import write_file
from facts.commands.notes import describe_text, print_notes
from facts.commands.output import as_json, print_problems, print_warnings, status_word
from facts.drafts.build import build
from facts.drafts.expansion.additions import Addition
from facts.drafts.files import DraftFile
from facts.drafts.loader import find_drafts
from facts.kinds import KINDS
from facts.sheets.loader import DRAFT_SUFFIXES
from facts.sheets.problems import MAX_ISSUES, Issue, SheetError
from facts.sheets.progress import track
from facts.sheets.sheet import Sheet
from facts.verify.uncovered import Uncovered

WATCH_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Job:
    """A draft to build, and the file of the sheet."""

    draft: DraftFile
    output: Path
    is_listed: bool = False
    """Whether the draft is one of a directory."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft was built into: the text of a sheet with a summary, or problems."""

    problems: Sequence[Issue]
    omitted: int = 0
    text: str = ""
    summary: dict[str, Any] | None = None
    warnings: Sequence[Issue] = ()
    uncovered: Sequence[Uncovered] = ()
    unstated: Sequence[Uncovered] = ()
    additions: Sequence[Addition] = ()
    notes: Sequence[str] = ()


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("draft", type=Path, metavar="DRAFT", help="draft (YAML or JSON), or a directory of drafts")
    article_help = "text of the article, in UTF-8 (default: the file of the draft's name that ends in .txt)"
    parser.add_argument("article", type=Path, nargs="?", metavar="ARTICLE", help=article_help)
    output_help = "file of the sheet, or directory of the sheets (default: beside the draft, ending in .json)"
    parser.add_argument("-o", "--output", type=Path, metavar="SHEET", help=output_help)
    parser.add_argument("--watch", action="store_true", help="build again on every change, until Ctrl+C")
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Build drafts and write their sheets, each one completely or not at all; print every problem."""
    if not options.watch:
        return build_all(list_jobs(options), options)
    built: dict[Path, tuple[object, ...]] = {}
    try:
        while True:
            jobs = list_jobs(options)
            changed = [job for job in jobs if built.get(job.draft.path) != file_states(job)]
            built |= {job.draft.path: file_states(job) for job in changed}
            if changed:
                build_all(changed, options)
                sys.stdout.flush()
            time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        return 0


def file_states(job: Job) -> tuple[object, ...]:
    """Return what changes when the draft or the article of a job does."""
    paths = (job.draft.path, job.draft.article)
    return tuple((path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None for path in paths)


def list_jobs(options: Namespace) -> list[Job]:
    """Return the drafts to build; raise SheetError if there are none, or one would be overwritten by its sheet."""
    path: Path = options.draft
    if not path.is_dir():
        output = options.output or path.with_suffix(".json")
        draft = DraftFile(path, options.article) if options.article else DraftFile.beside(path)
        if output == path:
            raise invalid(path, "is also the file of the sheet", "Name another one with --output")
        return [Job(draft, output / f"{path.stem}.json" if output.is_dir() else output)]
    if options.article:
        raise invalid(path, "is a directory, but an article is named", "Put each article beside its draft")
    directory = options.output or path
    drafts = find_drafts(path)
    if not drafts:
        endings = " or ".join(f"*{suffix}" for suffix in DRAFT_SUFFIXES)
        raise invalid(path, f"contains no {endings} file", "Name a draft, or a directory of drafts")
    return [Job(DraftFile.beside(draft), directory / f"{draft.stem}.json", is_listed=True) for draft in drafts]


def invalid(path: Path, message: str, hint: str) -> SheetError:
    """Return the error that a path cannot be built."""
    return SheetError([Issue(str(path), "", "", message, hint)])


def build_all(jobs: Sequence[Job], options: Namespace) -> int:
    """Build drafts and write their sheets; print what came of them and return the exit status."""
    listed: list[Issue] = []
    omitted = 0
    written: list[Outcome] = []
    warnings: list[Issue] = []
    notes: list[str] = []
    drafts: dict[str, str] = {}
    for job, outcome in track(build_jobs(jobs), len(jobs)):
        listed += outcome.problems
        omitted += outcome.omitted
        notes += outcome.notes
        if outcome.summary is None:
            warnings += outcome.warnings
            continue
        try:
            drafts.setdefault(outcome.summary["id"], job.draft.path.name)
            write_sheet(job, outcome, drafts[outcome.summary["id"]])
            written.append(outcome)
        except SheetError as error:
            listed += error.problems
    problems = SheetError(listed, omitted).problems
    if options.json:
        warnings += [warning for outcome in written for warning in outcome.warnings]
        print(json.dumps(to_json(problems, warnings, written, notes)))
        return bool(problems)
    print_notes(notes)
    for outcome in written:
        print_outcome(outcome, is_listed=len(jobs) > 1)
    print_warnings(warnings)
    return print_problems(problems, options)


def write_sheet(job: Job, outcome: Outcome, first: str) -> None:
    """Write the sheet of a draft; raise SheetError if the draft `first` has its id, or the file cannot be written."""
    path, output = job.draft.path, job.output
    if first != path.name and outcome.summary:
        message = f"has the same id as {first}: {outcome.summary['id']}"
        raise SheetError([Issue(path.name, "", "id", message, "Give each draft its own id")])
    if job.is_listed and output.is_symlink():
        raise invalid(output, "is a symbolic link in a directory", "Remove it, or build its draft by name")
    write_file(output, outcome.text)


def build_jobs(jobs: Sequence[Job]) -> Iterator[tuple[Job, Outcome]]:
    """Yield each job with its outcome, in order; several are built in parallel."""
    workers = min(len(jobs), cpu_count() or 1)
    if workers < 2:
        yield from ((job, build_job(job)) for job in jobs)
        return
    with ProcessPoolExecutor(workers) as executor:
        yield from zip(jobs, executor.map(build_job, jobs), strict=True)


def build_job(job: Job) -> Outcome:
    """Return what a draft is built into."""
    try:
        text, article = job.draft.read_draft(), job.draft.read_article()
        result = build(job.draft.path.name, text, article, job.draft.name)
    except SheetError as error:
        return Outcome(error.listed, error.omitted)
    notes = describe_text(job.draft.article, article)
    if result.sheet is None or result.report is None:
        return Outcome(result.problems, result.omitted, warnings=result.warnings, notes=notes)
    accounted = {"passages": result.report.passages, "unexamined": list_unexamined(result.sheet)}
    summary = {"sheet": str(job.output), "id": result.sheet.id} | result.sheet.counts | accounted
    lists = (result.warnings, result.uncovered, result.unstated, result.additions)
    return Outcome((), 0, result.text, summary, *lists, notes)


def to_json(
    problems: Sequence[Issue], warnings: Sequence[Issue], written: Sequence[Outcome], notes: Sequence[str]
) -> dict[str, object]:
    """Return what came of drafts as a JSON object."""
    sheets = [
        (outcome.summary or {})
        | {
            "added": [addition.as_json() for addition in outcome.additions],
            "uncovered": [finding.as_json() for finding in outcome.uncovered],
            "unstated": [finding.as_json() for finding in outcome.unstated],
        }
        for outcome in written
    ]
    rows = [as_json(problem) for problem in problems]
    listed = [as_json(warning) for warning in warnings]
    return {"problems": rows, "warnings": listed, "sheets": sheets, "notes": list(dict.fromkeys(notes))}


def print_outcome(outcome: Outcome, *, is_listed: bool) -> None:
    """Print what a draft was built into, what may be wrong, and, of a single draft, what was added or left out."""
    for addition in () if is_listed else outcome.additions[:MAX_ISSUES]:
        print(addition)
    for finding in () if is_listed else outcome.uncovered[:MAX_ISSUES]:
        print(f"{finding.passage:5}  under no receipt: {finding.kind} '{finding.words}'")
    for finding in () if is_listed else outcome.unstated[:MAX_ISSUES]:
        print(f"{finding.passage:5}  quoted, but in no field: {finding.kind} '{finding.words}'")
    print_warnings(outcome.warnings)
    print(f"{status_word(True)} {format_summary(outcome.summary or {}, len(outcome.uncovered))}")


def list_unexamined(sheet: Sheet) -> dict[str, list[str]]:
    """Return the fields of each record that nobody has examined."""
    fields: dict[str, list[str]] = {}
    for record, field in sheet.iter_unexamined():
        fields.setdefault(record, []).append(field)
    return fields


def format_summary(summary: dict[str, Any], uncovered: int) -> str:
    """Return what was built on one line, with how much is under no receipt."""
    phrases = ", ".join(kind.count_phrase(summary[name]) for name, kind in KINDS.items() if summary[name])
    passages, unexamined = summary["passages"], sum(map(len, summary["unexamined"].values()))
    text = f"{summary['sheet']}: {phrases}; {passages} of {passages} passages accounted for"
    text += f"; {uncovered} under no receipt" if uncovered else ""
    return f"{text}; {unexamined} fields unexamined" if unexamined else text


BUILD = Command(
    name="build",
    summary="Build a sheet from a draft and its article, or report every problem",
    add_arguments=add_arguments,
    run=run,
)
