"""Read sheets from JSON files, and validate them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facts.kinds import KINDS
from facts.model.files import describe_file, read_regular_file
from facts.model.receipt import sha256_hex
from facts.sheets.checks import SheetValidator
from facts.sheets.json_parser import canonical_json, parse_canonical_json, parse_json
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.problems import MAX_TOTAL_ISSUES, Issue, IssueLog, SheetError
from facts.sheets.raw import JsonObject
from facts.sheets.sheet import Sheet

BUNDLED = Path(__file__).parent.parent / "data"
"""The directory of the sheets that come with the library."""
DRAFT_SUFFIXES = (".yaml", ".yml")
"""How the names of drafts end, from which sheets are built."""
SHEETS_HINT = "Give the path of a sheet or of a directory of sheets"
DRAFTS_HINT = "Give the path of a sheet or of a draft (*.yaml), or of a directory of them"
MAX_BYTES = 64 * 1024 * 1024


def find_sheets(paths: Iterable[Path], *, accepts_drafts: bool = False) -> list[Path]:
    """Return the sheet files in `paths`, each a file or a directory of `*.json`, in order of name.

    Raises SheetError for a path that does not exist or a directory without sheets; it names drafts as well if the
    caller `accepts_drafts`.
    """
    sheets: list[Path] = []
    problems: list[Issue] = []
    for path in paths:
        if drafts := list_drafts(path):
            hint = f"Build it first: `python -m facts build {path}`"
            message = "is a draft, not a sheet" if drafts == [path] else "contains drafts, but no *.json file"
            problems.append(Issue(str(path), "", "", message, hint))
            continue
        candidates = [path] if path.is_file() else sorted(path.glob("*.json")) if path.is_dir() else []
        files = [file for file in candidates if not file.name.endswith(".schema.json")]
        problems += [Issue(str(file), "", "", "is not a file", "Remove it") for file in files if not file.is_file()]
        if not files:
            kind = describe_file(path)
            message = f"is {kind}, not a file" if kind else "does not exist"
            message = f"contains no *.json file{', and no draft' * accepts_drafts}" if path.is_dir() else message
            problems.append(Issue(str(path), "", "", message, DRAFTS_HINT if accepts_drafts else SHEETS_HINT))
        sheets += files
    if problems:
        raise SheetError(problems)
    return list(dict.fromkeys(sheets))


def list_drafts(path: Path) -> list[Path]:
    """Return the drafts that a path without sheets is or contains."""
    if path.is_file():
        return [path] if path.suffix in DRAFT_SUFFIXES else []
    has_sheets = any(not file.name.endswith(".schema.json") for file in path.glob("*.json"))
    return [] if has_sheets else sorted(file for suffix in DRAFT_SUFFIXES for file in path.glob(f"*{suffix}"))


def read_sheet(path: Path) -> Sheet:
    """Return the sheet in the file `path`; raise SheetError listing every problem."""
    return parse_sheet_file(path, *read_raw_sheet(path))


def read_raw_sheet(path: Path) -> tuple[JsonObject, str]:
    """Return the JSON object in the file `path`, and its digest; raise SheetError if it is none."""
    raw, canonical = parse_canonical_json(path.name, read_text(path))
    return raw, sha256_hex(canonical)


def parse_sheet_file(path: Path, raw: JsonObject, digest: str) -> Sheet:
    """Return the sheet in `raw`, the content of the file `path`; raise SheetError listing every problem."""
    with io_errors(path):
        modified = path.stat().st_mtime
    return replace(parse_sheet(path.name, raw, digest), modified=datetime.fromtimestamp(modified, UTC))


@contextmanager
def io_errors(path: Path) -> Iterator[None]:
    """Turn an OSError into a SheetError that names the file `path`."""
    try:
        yield
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise SheetError([Issue(path.name, "", "", message, "Name a readable file")]) from None


def load_sheets(files: Sequence[Path], read: Callable[[Path], Sheet] = read_sheet) -> Iterator[Sheet]:
    """Yield the sheet of each file once it is read; after the last, raise SheetError for those that do not load."""
    problems = IssueLog(MAX_TOTAL_ISSUES)
    path_by_id: dict[str, Path] = {}
    for path in files:
        try:
            sheet = read(path)
        except SheetError as error:
            problems.extend(error)
            continue
        if sheet.id in path_by_id:
            problems.add(same_id(path, path_by_id[sheet.id]))
            continue
        path_by_id[sheet.id] = path
        yield sheet
    if problems:
        raise problems.to_error()


def same_id(path: Path, first: Path) -> Issue:
    """Return the problem that the sheet in the file `path` has the id of the one in `first`."""
    return Issue(str(path), "sheet", "id", f"has the same id as {first}", "Give each sheet its own id")


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in the file `path`; raise SheetError if it is not one."""
    return parse_json(path.name, read_text(path))


def read_text(path: Path) -> str:
    """Return the text of a JSON file as it is, a byte order mark included; raise SheetError if it cannot be read."""
    with io_errors(path):
        content = read_regular_file(path, MAX_BYTES + 1)
    try:
        if len(content) > MAX_BYTES:
            raise SheetError([Issue(path.name, "", "", f"is larger than {MAX_BYTES} bytes", "Split it by article")])
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SheetError(
            [Issue(path.name, "", "", f"is not valid JSON: {error}", "Correct the file there")]
        ) from None


def parse_sheet(file: str, raw: JsonObject, digest: str | None = None) -> Sheet:
    """Return the sheet in the JSON object `raw` of `file`; raise SheetError listing every problem.

    Its digest is computed if none is passed.
    """
    sheet, problems = validate_sheet(file, raw, digest)
    if problems or sheet is None:
        raise problems.to_error()
    return sheet


def validate_sheet(file: str, raw: JsonObject, digest: str | None = None) -> tuple[Sheet | None, IssueLog]:
    """Return the sheet in `raw`, None if its header is invalid, and every problem.

    If there are problems, invalid records are partial ones, without what is invalid in them.
    """
    validator = SheetValidator(file, raw)
    header = validator.validate_header()
    records = validator.validate_records()
    for name in validator.unknown_parts():
        validator.report("sheet", name, "is not a part of a sheet", f"Use {', '.join(KINDS)}")
    if not isinstance(raw.get("$schema", SCHEMA_FILE), str):
        validator.report("sheet", "$schema", "is not a string", f"Write {SCHEMA_FILE}")
    if header is None:
        return None, validator.problems
    validator.check_evidence("source", header.source)
    validator.check_coverage(header.source)
    records = {kind: (*valid, *validator.partial.get(kind, ())) for kind, valid in records.items()}
    digest = digest or sha256_hex(canonical_json(raw))
    return Sheet(header.id, header.title, digest, header.source, records), validator.problems
