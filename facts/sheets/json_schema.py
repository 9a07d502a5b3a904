"""The JSON Schema of a sheet file, for editors and other programs."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, create_model

from facts.kinds import KINDS
from facts.sheets.sheet import SheetHeader

SCHEMA_FILE = "sheet.schema.json"
"""The name of the schema's file beside the bundled sheets."""


@cache
def sheet_json_schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a sheet file, generated from the models."""
    fields: dict[str, Any] = {
        kind.name: (list[kind.model], Field(default=[], description=kind.description))  # type: ignore[name-defined]
        for kind in KINDS.values()
    }
    fields["schema_"] = (str, Field(default=SCHEMA_FILE, alias="$schema", description="location of this schema"))
    model: type[BaseModel] = create_model("Sheet", __base__=SheetHeader, **fields)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema()
