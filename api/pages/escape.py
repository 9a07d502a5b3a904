"""HTML escaping."""

import re

from markupsafe import escape

SPECIAL = re.compile("[&<>\"']")


def escape_text(value: object) -> str:
    """Return a value as HTML: as it is if it is HTML already, else its text with what is special in HTML escaped."""
    if hasattr(value, "__html__"):
        return str(value.__html__())
    text = str(value)
    return str(escape(text)) if SPECIAL.search(text) else text
