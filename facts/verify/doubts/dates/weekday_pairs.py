"""Dates that the words of a sheet put on weekdays which cannot both be right: 12 March a Thursday, 11 March too."""

import re
from collections.abc import Iterator

from facts.model.receipt import Receipt
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.finding import Finding

DAY = re.compile(r"(?P<month>[\dX]{4}-\d\d)-(?P<day>\d\d)")
WEEK = len(WEEKDAYS)
HINT = "Correct the date of one of them, or write `{ambiguous: why}`"


def find_weekday_pairs(context: CheckContext) -> Iterator[Finding]:
    """Yield each date whose words have a weekday that another date of its month does not allow."""
    months: dict[str, tuple[int, str, str]] = {}
    for kind, records in context.records.items():
        for record in records:
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                day = DAY.fullmatch(field.value.edtf) if isinstance(field.value, EdtfDate) else None
                weekday = find_weekday(receipt) if receipt and day else None
                if day is None or weekday is None:
                    continue
                first = (WEEKDAYS.index(weekday) - int(day["day"])) % WEEK
                name = f"{kind}/{record.id}"
                other = months.setdefault(day["month"], (first, name, f"{day[0]} '{weekday}'"))
                if other[0] != first:
                    message = f"is {day[0]}, '{weekday}', but {other[1]} has {other[2]}"
                    yield Finding(name, field.path, message, HINT, is_certain=False)


def find_weekday(receipt: Receipt) -> str | None:
    """Return the only weekday in the words of a receipt; None without one, or where they count from another day."""
    words = " ".join(span.exact or "" for span in receipt.spans)
    days = [day for day in WEEKDAYS if re.search(rf"(?<!\w){day}(?!\w)", words)]
    return days[0] if len(days) == 1 else None
