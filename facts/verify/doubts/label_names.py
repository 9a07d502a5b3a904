"""Labels with the name of what they label: city of Norvik, where city is what kind of thing Norvik is."""

import re
from collections.abc import Iterator

from facts.model.record import ACTORS, Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

NEVER = "(?!)"
OF = r"\s(?:of|in|for)\s(?:the\s)?"


def find_named_labels(context: CheckContext) -> Iterator[Finding]:
    """Yield each label of a record that goes on with the name of the record, or of somebody, after a preposition."""
    names = [name for kind in ACTORS for record in context.of_kind(kind) for name in record.aliases()]
    proper = [re.escape(name.lower()) for name in names if name[:1].isupper()]
    pattern = re.compile(rf"(?P<noun>\S.*?){OF}(?:{'|'.join(proper) or NEVER})")
    for kind, records in context.records.items():
        for record in records:
            for path, label in list_labels(record):
                if match := pattern.fullmatch(label):
                    message = f"is '{label}', which has a name in it"
                    hint = f"Write the noun alone, as in `{path.rpartition('.')[2]}: {match['noun']}`"
                    yield Finding(f"{kind}/{record.id}", path, message, hint)


def list_labels(record: Record) -> list[tuple[str, str]]:
    """Return the labels of a record with their paths."""
    fields = [field for field in record.fields if field.metadata.is_label]
    return [(field.path, field.value) for field in fields if isinstance(field.value, str)]
