"""Errors of tool arguments as messages for agents: which argument is invalid, why, and what is accepted."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from facts.sheets.suggestions import format_suggestion, suggest_choice

MAX_SHOWN = 40
"""The length of an argument that is shown in a message at most."""
NUMBER_ERRORS = frozenset({"greater_than_equal", "int_from_float", "int_parsing", "int_type", "less_than_equal"})

Schema = Mapping[str, Any]


def describe_errors(error: ValidationError, properties: Mapping[str, Schema]) -> str:
    """Return what is wrong with each argument of a tool, given the JSON Schemas of its arguments."""
    return ". ".join(describe_error(details, properties) for details in error.errors())


def describe_error(details: ErrorDetails, properties: Mapping[str, Schema]) -> str:
    """Return what is wrong with one argument, and what is accepted."""
    name = str(details["loc"][0]) if details["loc"] else "argument"
    schema = properties.get(name, {})
    if details["type"] == "missing":
        return f"`{name}` is missing: {schema.get('description', 'it is required')}"
    if details["type"] == "value_error":
        return f"`{name}` {details['msg'].removeprefix('Value error, ')}"
    accepted = describe_accepted(details, schema)
    return f"`{name}` must be {accepted}, not {shorten(details['input'])}{near_miss(details['input'], schema)}"


def describe_accepted(details: ErrorDetails, schema: Schema) -> str:
    """Return what an argument must be."""
    limits = details.get("ctx", {})
    if values := values_of(schema):
        return f"one of {', '.join(values)}"
    if details["type"] in NUMBER_ERRORS:
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    if details["type"] == "string_too_long":
        return f"text of at most {limits['max_length']} characters"
    if details["type"] == "string_type":
        return "text"
    return str(schema.get("description", "another value"))


def values_of(schema: Schema) -> list[str]:
    """Return the values that an argument can have, if they are limited."""
    options = [schema, *schema.get("anyOf", ())]
    return [value for option in options for value in option.get("enum", ())]


def near_miss(value: object, schema: Schema) -> str:
    """Return a hint that names the accepted value that is closest to a text; nothing if none is close."""
    closest = suggest_choice(value, values_of(schema)) if isinstance(value, str) else None
    return f". {format_suggestion(closest)}" if closest else ""


def shorten(value: object) -> str:
    """Return a value as it is shown in a message."""
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}\u2026"
