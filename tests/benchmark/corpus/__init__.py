"""The corpus: invented articles with fixed data, as many as wanted, for the benchmark of the archive."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from facts.sheets.loader import parse_sheet
from facts.sheets.sheet import Sheet
from tests.benchmark.corpus.contracts import build_contracts, build_media
from tests.benchmark.corpus.pools import Pools, build_pools
from tests.benchmark.corpus.raw_record import RawRecord
from tests.benchmark.corpus.raw_sheet import RawSheet
from tests.benchmark.corpus.statements import build_events, build_statements
from tests.benchmark.corpus.subjects import (
    build_countries,
    build_organizations,
    build_people,
    build_places,
    build_systems,
)
from tests.benchmark.corpus.vocabulary import to_slug

SEED = 10
BUILDERS: Mapping[str, Callable[[RawSheet], Iterator[RawRecord]]] = {
    "contracts": build_contracts,
    "countries": build_countries,
    "systems": build_systems,
    "people": build_people,
    "organizations": build_organizations,
    "places": build_places,
    "events": build_events,
    "statements": build_statements,
    "media": build_media,
}
BUNDLED_COUNTS = {
    "contracts": 3,
    "countries": 6,
    "systems": 4,
    "people": 7,
    "organizations": 14,
    "places": 7,
    "events": 29,
    "statements": 62,
    "media": 4,
}
"""The records of the bundled sheet, of each kind."""
BUNDLED_EVERY = 5
"""Every so many sheets one has as many records as the bundled one."""
ROWS_PER_RECORD = 10.5
"""The facts and gaps of a record, on average."""
LEAST_ROWS, MOST_ROWS = 20, 3000
"""The facts and gaps of the other sheets."""
BIBLIOGRAPHY = {"headline": 0.7, "byline": 0.5, "publisher": 0.6, "published": 0.7, "url": 0.4}
"""Frequency with which an article says this of itself."""


def generate_sheets(facts: int, seed: int = SEED) -> Iterator[Sheet]:
    """Yield sheets that together have about as many facts; fewer of them are the first ones of more."""
    for raw in generate_raw_sheets(facts, seed):
        yield parse_sheet(f"{raw['id']}.json", raw)


def write_corpus(directory: Path, facts: int, seed: int = SEED) -> list[Path]:
    """Write such sheets into files of a directory; return their paths, in order of name."""
    return [write_sheet(directory, number, raw) for number, raw in enumerate(generate_raw_sheets(facts, seed))]


def write_sheet(directory: Path, number: int, raw: Mapping[str, Any]) -> Path:
    """Write sheet `number` into a file of a directory, and return its path."""
    path = directory / f"{number:06}.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def generate_raw_sheets(facts: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield such sheets as raw JSON. Derived values are no part of a sheet, and are not counted."""
    count = number = 0
    while count < facts:
        raw = build_raw_sheet(number, build_pools(seed), seed)
        yield raw
        count += count_facts(raw)
        number += 1


def count_facts(raw: Mapping[str, Any]) -> int:
    """Return the number of filled fields of a sheet."""
    records = [raw["source"], *(record for kind in BUILDERS for record in raw[kind])]
    return sum(len(record["evidence"]) for record in records)


def build_raw_sheet(number: int, pools: Pools, seed: int = SEED) -> dict[str, Any]:
    """Return a sheet as raw JSON: the same for the same number and seed."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - fixed data
    sheet = RawSheet(random, pools, draw_counts(random, number))
    source = sheet.begin("source")
    for name, chance in BIBLIOGRAPHY.items():
        source.set(name, build_bibliography(sheet, name) if random.random() < chance else None)
    records = {kind: [record.finish() for record in build(sheet)] for kind, build in BUILDERS.items()}
    title = sheet.words(4, 12)
    header = {"id": f"{to_slug(str(title))[:40].strip('-') or 'sheet'}-{number}", "title": title}
    described = sheet.text.build_source() | source.finish()
    del described["id"]
    if not source.evidence:
        described["factless"] = [{"passage": 1, "reason": "it says nothing of the article"}]
    return {**header, "source": described, **records}


def draw_counts(random: Random, number: int) -> dict[str, int]:
    """Return the number of records of each kind: those of the bundled sheet, or any from very few to many."""
    if number % BUNDLED_EVERY == BUNDLED_EVERY - 1:
        return dict(BUNDLED_COUNTS)
    rows = math.exp(random.uniform(math.log(LEAST_ROWS), math.log(MOST_ROWS)))
    weights = dict(BUNDLED_COUNTS)
    weights[random.choice(("contracts", "statements", "events", "systems"))] *= random.randint(1, 12)
    kinds = random.choices(list(weights), list(weights.values()), k=max(1, round(rows / ROWS_PER_RECORD) - 1))
    return {kind: kinds.count(kind) for kind in weights} | {"countries": max(1, kinds.count("countries"))}


def build_bibliography(sheet: RawSheet, name: str) -> Any:
    """Return what an article says of itself under `name`."""
    if name == "published":
        return {"edtf": f"{sheet.random.randint(1990, 2030)}-{sheet.random.randint(1, 12):02}"}
    slug = to_slug(str(sheet.words(2, 5))) or "news"
    return f"https://news.example/{slug}" if name == "url" else sheet.words(2, 9)
