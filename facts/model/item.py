"""Fields that the models of records, rows and pages have in common in responses."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from facts.urls import record_url

EXAMPLE_SHEET = "s400-turkey"
"""The id of a sheet, for examples."""

Match = Literal["definite", "possible"]
TotalRelation = Literal["eq", "gte"]
"""Whether a total is exact, or the least that it may be."""
CountryId = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
"""A country, as ISO 3166 alpha-2."""
UriReference = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]


class ResponseModel(BaseModel):
    """A part of a response: every field is required in its JSON Schema, null where it is empty."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True, defer_build=True)


def sheet_field() -> Any:
    """Return the field that holds the id of an item's sheet."""
    return Field(description="id of the sheet", examples=[EXAMPLE_SHEET])


def url_field(subject: str) -> Any:
    """Return the field that holds the permanent URL of an item, `subject` being an example."""
    return Field(description="permanent URL", examples=[record_url(subject)])


def match_field() -> Any:
    """Return the field for how an item matches the dates and the limits of a query; null without any."""
    return Field(None, description="how the item matches the requested dates and limits; null without any")
