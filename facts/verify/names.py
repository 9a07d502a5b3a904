"""The names by which an article calls the subject of a record."""

import re

from facts.model.record import Record


def mentions(record: Record, text: str) -> bool:
    """Return whether `text` names the record's subject; what has no name passes."""
    return not record.aliases() or any(name_pattern(name).search(text) for name in record.aliases())


def name_pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name, its plural and its possessive: in any case, unless it is an abbreviation."""
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", flags)
