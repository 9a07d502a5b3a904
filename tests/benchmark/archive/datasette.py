"""The facts of an archive as a database for datasette: a table with indexes, one of countries, and full text."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from facts.archive import Archive, Query
from facts.model.edtf import parse
from tests.benchmark.archive.questions import Question

INDEXED = ("sheet", "subject", "property", "basis", "voice", "status", "attributed_to", "earliest", "latest")
COLUMNS = (*INDEXED[:2], "title", "property", "value", *INDEXED[3:], "spans", "countries")
OPEN_ENDS = {"earliest": "0001-01-01", "latest": "9999-12-31"}
"""The days in place of the open ends of dates."""
FILTERS = frozenset({"subject", "property", "basis", "voice", "status", "attributed_to", "country", "date"})
"""The filters of facts that datasette has a column for."""
SCHEMA = """
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, sheet TEXT, subject TEXT, title TEXT, property TEXT, value TEXT, basis TEXT, voice TEXT,
    status TEXT, attributed_to TEXT, earliest TEXT, latest TEXT, spans TEXT, countries TEXT
);
CREATE TABLE countries (fact INTEGER REFERENCES facts (id), country TEXT);
CREATE VIRTUAL TABLE facts_fts USING fts5 (title, property, value, content=facts, content_rowid=id);
"""
INDEXES = "".join(f"CREATE INDEX by_{name} ON facts ({name});\n" for name in INDEXED) + (  # noqa: S608 - the names are constants
    "CREATE INDEX by_country ON countries (country, fact);\n"
    "INSERT INTO facts_fts (facts_fts) VALUES ('rebuild');\nANALYZE;\n"
)


def export_facts(archive: Archive, file: Path) -> None:
    """Write the facts of an archive into a new SQLite file."""
    countries: list[tuple[int, str]] = []

    def rows() -> Iterator[list[Any]]:
        for number, fact in enumerate(archive.iterate("facts"), 1):
            countries.extend((number, country) for country in fact["countries"])
            is_date = isinstance(fact["value"], Mapping) and "edtf" in fact["value"]
            row = {**fact, **{name: fact[name] or end for name, end in OPEN_ENDS.items() if is_date}}
            yield [number, *(to_text(row[name]) for name in COLUMNS)]

    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(SCHEMA)
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.executemany(f"INSERT INTO facts VALUES ({marks})", rows())  # noqa: S608 - only question marks
        connection.executemany("INSERT INTO countries VALUES (?, ?)", countries)
        connection.executescript(INDEXES)


def to_text(value: Any) -> str | None:
    """Return a value as a column has it: texts as they are, anything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, default=dict, ensure_ascii=False)


def has_target(question: Question) -> bool:
    """Return whether datasette can answer a question."""
    has_filters = set(question.filters) <= FILTERS and "," not in "".join(question.filters.values())
    is_sortable = set(question.sort) <= {"subject", "-subject", "property", "-property", "date", "-date"}
    has_whole_words = not any(choice.isdigit() for choice in question.words)
    return (
        question.collection == "facts"
        and has_filters
        and is_sortable
        and has_whole_words
        and not question.facets
        and not (question.sort and question.words)
    )


def build_target(query: Query) -> str:
    """Return the address of the same facts on datasette.

    A country beside other conditions is looked up in a list: `_through` is ignored or confused by them in 0.65.
    """
    params: dict[str, str] = {"_shape": "objects", "_size": str(query.limit)}
    filters = dict(query.filters.active()) if query.filters else {}
    is_alone = len(filters) == 1 and not query.sheet and not query.q
    for name, value in filters.items():
        match name:
            case "country" if is_alone:
                params["_through"] = json.dumps({"table": "countries", "column": "country", "value": value[0]})
            case "country":
                params["countries__arraycontains"] = value[0]
            case "date":
                params |= date_params(value, query.match == "definite")
            case _:
                params[f"{name}__exact"] = value[0]
    texts: Mapping[str, str | None] = {"sheet__exact": query.sheet, "_search": query.q, "_next": query.cursor}
    params |= {name: text for name, text in texts.items() if text}
    for key in query.sort:
        column = key.removeprefix("-").replace("date", "earliest")
        params["_sort_desc" if key.startswith("-") else "_sort"] = column
    return f"/records/facts.json?{urlencode(params)}"


def date_params(expression: str, is_definite: bool) -> dict[str, str]:
    """Return the filters of the days that lie in a date, or may do."""
    date = parse(expression)
    first, last = str(date.earliest), str(date.latest)
    if is_definite:
        return {"earliest__gte": first, "latest__lte": last}
    return {"earliest__lte": last, "latest__gte": first}
