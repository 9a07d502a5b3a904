"""Items: rows of the facts table as they are served in each view."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json

from facts.urls import record_url

Row = Mapping[str, Any]


SERVED = frozenset({"title", "value", "receipt", "note", "certainty"})
"""What stands in an item and in no column of its own."""


def written(row: Row) -> dict[str, Any]:
    """Return the columns of a row: those that queries need, and as JSON the items that it is in the views."""
    item = to_json(gap(row) if row["gap"] else fact(row))
    columns = {name: held for name, held in row.items() if name not in SERVED}
    return columns | {"json": item, "entry": to_json(entry(row)) if row["timeline"] else None}


def fact(row: Row) -> dict[str, Any]:
    """Return a filled field: what, who says so, on what basis, when, and where in the article."""
    return place(row) | {
        "value": row["value"],
        **{name: row["receipt"][name] for name in ("basis", "spans", "note", "formula", "inputs")},
        "voice": row["voice"],
        "attributed_to": row["attributed_to"],
        "status": row["status"],
        "earliest": row["earliest"],
        "latest": row["latest"],
        "countries": row["countries"],
    }


def gap(row: Row) -> dict[str, Any]:
    """Return an empty field and why it is empty."""
    return place(row) | {"status": row["gap"], "note": row["note"]}


def entry(row: Row) -> dict[str, Any]:
    """Return an entry of the timeline; `when` is null, and `gap` says why, for the undated."""
    undated = {"status": row["gap"], "note": row["note"]} if row["gap"] else None
    return place(row) | {
        "when": row["value"],
        "gap": undated,
        "earliest": row["earliest"],
        "latest": row["latest"],
        "status": row["status"],
        "certainty": row["certainty"],
        "basis": row["basis"],
        "voice": row["voice"],
        "attributed_to": row["attributed_to"],
        "countries": row["countries"],
    }


def place(row: Row) -> dict[str, Any]:
    """Return what a row is about."""
    about = {"sheet": row["sheet"], "subject": row["subject"], "url": record_url(row["subject"])}
    return about | {"title": row["title"], "property": row["path"]}
