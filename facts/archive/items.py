"""Items: rows of the database as they are served."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import RowMapping

from facts.address import address
from facts.collection import Collection
from facts.stored import Stored
from facts.views import View


def item(collection: Collection, row: RowMapping, derived: bool) -> Mapping[str, Any]:
    """Return a row as an item of its collection; without what is computed, if so asked."""
    match = {} if row["definite"] is None else {"match": "definite" if row["definite"] else "possible"}
    if isinstance(collection, View):
        return {"facts": fact, "gaps": gap, "timeline": entry}[collection.rows](row) | match
    if not derived:
        return record(row["json"], derived) | match
    return Stored(row["json"][:-1] + b"," + to_json(match)[1:] if match else row["json"])


def record(text: bytes, derived: bool) -> dict[str, Any]:
    """Return a record from its JSON; without what is computed and the receipts of that, if so asked."""
    found: dict[str, Any] = from_json(text)
    if derived or "derived" not in found:
        return found
    receipts = found["evidence"].items()
    found["evidence"] = {path: receipt for path, receipt in receipts if receipt["basis"] != "derived"}
    del found["derived"]
    return found


def fact(row: RowMapping) -> dict[str, Any]:
    """Return a filled field: what, who says so, on what basis, when, and where in the article."""
    return place(row) | {
        "value": row["value"],
        **row["receipt"],
        "voice": row["voice"],
        "attributed_to": row["attributed_to"],
        "status": row["status"],
        "earliest": row["earliest"],
        "latest": row["latest"],
        "countries": row["countries"],
    }


def gap(row: RowMapping) -> dict[str, Any]:
    """Return an empty field and why it is empty."""
    return place(row) | {"status": row["gap"], "note": row["note"]}


def entry(row: RowMapping) -> dict[str, Any]:
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


def place(row: RowMapping) -> dict[str, Any]:
    """Return what a row is about."""
    about = {"sheet": row["sheet"], "subject": row["subject"], "url": address(row["subject"])}
    return about | {"title": row["title"], "property": row["path"]}
