"""Sheets: an article's records, read from a JSON file and checked before anyone sees them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, create_model

from facts.kinds import KINDS
from facts.model.receipt import sha256_hex
from facts.model.record import Record
from facts.model.source import Source
from facts.model.values import FrozenModel, Paraphrase, Slug
from facts.sheets.checks import SheetValidator
from facts.sheets.problems import Issue, SheetError

BUNDLED = Path(__file__).parent.parent / "data"
SCHEMA = "sheet.schema.json"
EPOCH = datetime.fromtimestamp(0, UTC)
MAX_BYTES = 64 * 1024 * 1024


class SheetHeader(FrozenModel):
    """What a sheet says of itself."""

    id: Slug = Field(description="the sheet's name, in its address")
    title: Paraphrase = Field(description="what the article is about, in our words")
    source: Source = Field(description="the article")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article's records."""

    id: str
    title: str
    digest: str
    """SHA-256 of the sheet's JSON with sorted names and no spaces."""
    source: Source
    records: Mapping[str, tuple[Record, ...]]
    """Kind to records, in the order of the file."""
    modified: datetime = EPOCH
    """When its file was last written."""

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        """Yield each record with the name of its kind."""
        for kind, records in self.records.items():
            for record in records:
                yield kind, record


def find_sheets(places: Iterable[Path]) -> list[Path]:
    """Return the sheet files in `places`, each a file or a directory of `*.json`, in order of name.

    Raises SheetError for a place that does not exist or a directory without sheets.
    """
    found: list[Path] = []
    problems: list[Issue] = []
    for place in places:
        inside = [place] if place.is_file() else sorted(place.glob("*.json")) if place.is_dir() else []
        files = [path for path in inside if not path.name.endswith(".schema.json")]
        problems += [Issue(str(path), "", "", "is no file", "Remove it") for path in files if not path.is_file()]
        if not files:
            what = "holds no *.json file" if place.is_dir() else "does not exist"
            problems.append(Issue(str(place), "", "", what, "Name a sheet or a directory of sheets"))
        found += files
    if problems:
        raise SheetError(problems)
    return list(dict.fromkeys(found))


def read_sheet(path: Path) -> Sheet:
    """Return the sheet in the file `path`; raise SheetError with every problem that it has."""
    with io_errors(path):
        modified = path.stat().st_mtime
    return replace(parse_sheet(path.name, read_json(path)), modified=datetime.fromtimestamp(modified, UTC))


@contextmanager
def io_errors(path: Path) -> Iterator[None]:
    """Have it raise SheetError if the file `path` cannot be read."""
    try:
        yield
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise SheetError([Issue(path.name, "", "", message, "Name a file that can be read")]) from None


def load_sheets(files: Sequence[Path]) -> Iterator[Sheet]:
    """Yield the sheet of each file as it is read; at the end, raise SheetError for all that do not load."""
    problems: list[Issue] = []
    seen: dict[str, str] = {}
    for path in files:
        try:
            sheet = read_sheet(path)
        except SheetError as error:
            problems += error.problems
            continue
        if sheet.id in seen:
            message = f"has the id of {seen[sheet.id]}"
            problems.append(Issue(path.name, "sheet", "id", message, "Give each sheet an id of its own"))
        seen[sheet.id] = path.name
        yield sheet
    if problems:
        raise SheetError(problems)


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in the file `path`; raise SheetError if it holds none."""

    def refuse(message: str, remedy: str) -> SheetError:
        return SheetError([Issue(path.name, "", "", message, remedy)])

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = sorted(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
            raise ValueError(f"a name stands twice in one object: {', '.join(twice[:5])}")
        return found

    try:
        with io_errors(path):
            if path.stat().st_size > MAX_BYTES:
                raise refuse(f"is larger than {MAX_BYTES} bytes", "Split it by article")
            text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text, object_pairs_hook=once)
        canonical_json(found).encode()
    except (ValueError, RecursionError) as error:
        raise refuse(f"is no JSON: {error}", "Correct the file at that place") from None
    if not isinstance(found, dict):
        raise refuse("is no JSON object", "See `python -m facts schema`")
    return found


def parse_sheet(file: str, raw: Mapping[str, Any]) -> Sheet:
    """Return the sheet in the JSON object `raw` of `file`; raise SheetError with every problem that it has."""
    rules = SheetValidator(file, raw)
    head = rules.validate_model(
        SheetHeader, "sheet", {name: raw[name] for name in SheetHeader.model_fields if name in raw}
    )
    records: dict[str, tuple[Record, ...]] = {}
    for kind in KINDS.values():
        rows = raw.get(kind.name, [])
        if not isinstance(rows, list):
            rules.report("sheet", kind.name, "is no list", "Write a list of records")
            rows = []
        found = (rules.validate_record(kind, number, row) for number, row in enumerate(rows))
        records[kind.name] = tuple(record for record in found if record)
    for name in sorted(raw.keys() - KINDS.keys() - SheetHeader.model_fields.keys() - {"$schema"}):
        rules.report("sheet", name, "is no part of a sheet", f"Use {', '.join(KINDS)}")
    if not isinstance(raw.get("$schema", SCHEMA), str):
        rules.report("sheet", "$schema", "is no text", f"Write {SCHEMA}")
    if head:
        rules.check_evidence("source", head.source)
        rules.check_coverage(head.source)
    if rules.problems or head is None:
        raise SheetError(rules.problems)
    return Sheet(head.id, head.title, sha256_hex(canonical_json(raw)), head.source, records)


def canonical_json(raw: Mapping[str, Any]) -> str:
    """Return a JSON object with sorted names and no spaces: what a sheet's digest is of."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@cache
def sheet_json_schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a sheet file, made from the models."""
    fields: dict[str, Any] = {
        kind.name: (list[kind.model], Field(default=[], description=kind.description))  # type: ignore[name-defined]
        for kind in KINDS.values()
    }
    fields["schema_"] = (str, Field(default=SCHEMA, alias="$schema", description="where this schema stands"))
    model: type[BaseModel] = create_model("Sheet", __base__=SheetHeader, **fields)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema()
