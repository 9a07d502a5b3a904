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
from facts.model.receipt import fingerprint
from facts.model.record import Record
from facts.model.source import Source
from facts.model.values import Frozen, Slug, Telling
from facts.sheets.checks import Rules
from facts.sheets.problems import Problem, SheetError

BUNDLED = Path(__file__).parent.parent / "data"
SCHEMA = "sheet.schema.json"
EPOCH = datetime.fromtimestamp(0, UTC)
LARGEST = 64 * 1024 * 1024


class Head(Frozen):
    """What a sheet says of itself."""

    id: Slug = Field(description="the sheet's name, in its address")
    title: Telling = Field(description="what the article is about, in our words")
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


def paths(places: Iterable[Path]) -> list[Path]:
    """Return the sheet files in `places`, each a file or a directory of `*.json`, in order of name.

    Raises SheetError for a place that does not exist or a directory without sheets.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for place in places:
        inside = [place] if place.is_file() else sorted(place.glob("*.json")) if place.is_dir() else []
        files = [path for path in inside if not path.name.endswith(".schema.json")]
        problems += [Problem(str(path), "", "", "is no file", "Remove it") for path in files if not path.is_file()]
        if not files:
            what = "holds no *.json file" if place.is_dir() else "does not exist"
            problems.append(Problem(str(place), "", "", what, "Name a sheet or a directory of sheets"))
        found += files
    if problems:
        raise SheetError(problems)
    return list(dict.fromkeys(found))


def read(path: Path) -> Sheet:
    """Return the sheet in the file `path`; raise SheetError with every problem that it has."""
    with readable(path):
        modified = path.stat().st_mtime
    return replace(parse(path.name, content(path)), modified=datetime.fromtimestamp(modified, UTC))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Have it raise SheetError if the file `path` cannot be read."""
    try:
        yield
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise SheetError([Problem(path.name, "", "", message, "Name a file that can be read")]) from None


def load(files: Sequence[Path]) -> Iterator[Sheet]:
    """Yield the sheet of each file as it is read; at the end, raise SheetError for all that do not load."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in files:
        try:
            sheet = read(path)
        except SheetError as error:
            problems += error.problems
            continue
        if sheet.id in seen:
            message = f"has the id of {seen[sheet.id]}"
            problems.append(Problem(path.name, "sheet", "id", message, "Give each sheet an id of its own"))
        seen[sheet.id] = path.name
        yield sheet
    if problems:
        raise SheetError(problems)


def content(path: Path) -> dict[str, Any]:
    """Return the JSON object in the file `path`; raise SheetError if it holds none."""

    def refuse(message: str, remedy: str) -> SheetError:
        return SheetError([Problem(path.name, "", "", message, remedy)])

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = sorted(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
            raise ValueError(f"a name stands twice in one object: {', '.join(twice[:5])}")
        return found

    try:
        with readable(path):
            if path.stat().st_size > LARGEST:
                raise refuse(f"is larger than {LARGEST} bytes", "Split it by article")
            text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text, object_pairs_hook=once)
        canonical(found).encode()
    except (ValueError, RecursionError) as error:
        raise refuse(f"is no JSON: {error}", "Correct the file at that place") from None
    if not isinstance(found, dict):
        raise refuse("is no JSON object", "See `python -m facts schema`")
    return found


def parse(file: str, raw: Mapping[str, Any]) -> Sheet:
    """Return the sheet in the JSON object `raw` of `file`; raise SheetError with every problem that it has."""
    rules = Rules(file, raw)
    head = rules.model(Head, "sheet", {name: raw[name] for name in Head.model_fields if name in raw})
    records: dict[str, tuple[Record, ...]] = {}
    for kind in KINDS.values():
        rows = raw.get(kind.name, [])
        if not isinstance(rows, list):
            rules.add("sheet", kind.name, "is no list", "Write a list of records")
            rows = []
        found = (rules.record(kind, number, row) for number, row in enumerate(rows))
        records[kind.name] = tuple(record for record in found if record)
    for name in sorted(raw.keys() - KINDS.keys() - Head.model_fields.keys() - {"$schema"}):
        rules.add("sheet", name, "is no part of a sheet", f"Use {', '.join(KINDS)}")
    if not isinstance(raw.get("$schema", SCHEMA), str):
        rules.add("sheet", "$schema", "is no text", f"Write {SCHEMA}")
    if head:
        rules.receipted("source", head.source)
        rules.coverage(head.source)
    if rules.problems or head is None:
        raise SheetError(rules.problems)
    return Sheet(head.id, head.title, fingerprint(canonical(raw)), head.source, records)


def canonical(raw: Mapping[str, Any]) -> str:
    """Return a JSON object with sorted names and no spaces: what a sheet's digest is of."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a sheet file, made from the models."""
    fields: dict[str, Any] = {
        kind.name: (list[kind.model], Field(default=[], description=kind.about))  # type: ignore[name-defined]
        for kind in KINDS.values()
    }
    fields["schema_"] = (str, Field(default=SCHEMA, alias="$schema", description="where this schema stands"))
    model: type[BaseModel] = create_model("Sheet", __base__=Head, **fields)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema()
