"""The names by which an article calls the subject of a record."""

import re

from facts.kinds.country import Country
from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.kinds.place import Place
from facts.kinds.system import System
from facts.record import Record


def names(record: Record) -> tuple[str, ...]:
    """Return the names of a record's subject; none for what has no name, such as an event."""
    match record:
        case Country():
            return record.name, *record.also_called
        case Organization():
            return record.name, *filter(None, [record.short_name]), *record.also_called
        case Person():
            return record.name, record.name.split()[-1]
        case System():
            return record.name, *(designation.name for designation in record.designations)
        case Place():
            return (record.name,)
        case _:
            return ()


def named(record: Record, text: str) -> bool:
    """Return whether `text` names the record's subject; what has no name passes."""
    return not names(record) or any(pattern(name).search(text) for name in names(record))


def pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name, its plural and its possessive: in any case, unless it is an abbreviation."""
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", flags)
