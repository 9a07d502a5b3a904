"""Convert errors of pydantic to messages that say how to correct a field."""

import re
from collections.abc import Sequence

from pydantic_core import ErrorDetails

from facts.model.characters import describe_character
from facts.model.lookalikes import compose
from facts.model.transliteration import transliterate
from facts.sheets.suggestions import format_suggestion, suggest_choice, suggest_country

DERIVED_FIELDS = frozenset({"derived", "earliest", "latest", "least", "greatest"})
ANCHOR = "Run `anchor`"
ANCHORED_FIELDS = frozenset({("source", name) for name in ("digest", "characters", "passages")})
MISSING = "field required"
"""The message about a required field without a value."""
COMPUTED = "is computed and must not be written by hand"
HINTS = {
    "missing": "Add it",
    "extra_forbidden": "Remove it, or correct its name",
    "literal_error": "Use one of these values",
}
QUOTED = re.compile(r"'([^']*)'")
NOT_SLUG = re.compile(r"[^a-z0-9]+")
COUNTRY_ERROR = re.compile(r"alpha-2 code|\[A-Z\]\{2\}")
"""What the messages about a country's code have in common."""
SLUG_ERROR = re.compile(r"\[a-z0-9\]\+")


def explain_error(details: ErrorDetails) -> tuple[str, str]:
    """Return the message and the hint for an error of pydantic."""
    message = MISSING if details["type"] == "missing" else details["msg"].removeprefix("Value error, ")
    hint = HINTS.get(details["type"], "Correct it")
    if details["type"] == "extra_forbidden":
        return (COMPUTED, "Remove it") if details["loc"][-1] in DERIVED_FIELDS else ("is not a known field", hint)
    if details["loc"][:2] in ANCHORED_FIELDS:
        hint = ANCHOR
    if details["loc"][-1:] == ("passage",) and details["input"] is None:
        return "is null: `reanchor` could not place it", "Set it to the number of the passage, then run `anchor`"
    if isinstance(details["input"], str):
        message = explain_pattern(details["input"], message)
        hint = suggest_value(details["input"], details) or hint
    return message[:1].lower() + message[1:], hint


def explain_pattern(text: str, message: str) -> str:
    """Return a message that names the character for which a pattern of texts rejects `text`."""
    if "pattern" in message and "\\x00" in message:
        character = next((char for char in text if not char.isprintable()), None)
        return f"contains {describe_character(character)}" if character else "is empty or begins or ends with a space"
    return message


def suggest_value(text: str, details: ErrorDetails) -> str | None:
    """Return the hint for a value that is close to an accepted one; None if it is not."""
    suggestion: str | None = None
    message, context = details["msg"], details.get("ctx", {})
    if details["type"] == "literal_error":
        suggestion = suggest_choice(text, QUOTED.findall(str(context.get("expected"))))
    elif COUNTRY_ERROR.search(message):
        suggestion = suggest_country(text)
    if suggestion is None and details["type"] == "string_pattern_mismatch" and SLUG_ERROR.search(message):
        suggestion = suggest_slug(text)
    return None if suggestion in {None, text} else format_suggestion(str(suggestion))


def suggest_slug(text: str) -> str | None:
    """Return `text` in the form of an id; None if it has no letters for one."""
    letters = "".join(map(transliterate, compose(text[:64])))
    return NOT_SLUG.sub("-", letters).strip("-") or None


def is_too_deep(errors: Sequence[ErrorDetails]) -> bool:
    """Return whether a record is nested too deeply to be parsed as JSON."""
    return any(details["type"] == "json_invalid" for details in errors)


def hides_spans(details: ErrorDetails) -> bool:
    """Return whether spans of the article may be where an error is, so that they cannot be read."""
    location = details["loc"]
    is_evidence = "evidence" in location[:2] and location[-1] not in {"basis", "note"}
    return details["type"] == "model_type" or (
        is_evidence and (details["type"] == "extra_forbidden" or details["type"].endswith("_type"))
    )
