"""Happenings that are dated after the article was published, and so cannot be what it tells."""

from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.contract import Contract
from facts.kinds.event import Event
from facts.kinds.statement import Statement
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.verify.finding import Finding

HINT = "Correct the date or its limits, or the status: what is still to come is planned"


def find_later_happenings(records: Mapping[str, Sequence[Record]], published: EdtfDate | None) -> Iterator[Finding]:
    """Yield each date of what is said to have happened that is wholly after the day of publication."""
    last_day = published.latest if published else None
    if published is None or last_day is None:
        return
    for kind, group in records.items():
        for record in group:
            for path, time in iter_past_times(record):
                if is_later(time, last_day):
                    day = f"{time.edtf}, {time.earliest} at the earliest" if time.within else time.edtf
                    message = f"is {day}, after the article was published ({published.edtf}), but has happened"
                    yield Finding(f"{kind}/{record.id}", path, message, HINT)


def is_later(time: EdtfDate, day: str) -> bool:
    """Return whether a date is wholly after a day, or only said to be by a limit after it."""
    is_open_limit = time.edtf.startswith("[..") and "," not in time.edtf
    first = time.latest if is_open_limit and time.earliest is None else time.earliest
    return first is not None and first > day


def iter_past_times(record: Record) -> Iterator[tuple[str, EdtfDate]]:
    """Yield the dates of a record at which something happened, by their paths."""
    times: list[tuple[str, EdtfDate | None]] = []
    if isinstance(record, Statement) or (isinstance(record, Event) and record.status == "occurred"):
        times = [("when", record.when)]
    elif isinstance(record, Contract):
        times = [("signed", record.signed)]
        if record.delivery and record.delivery.status == "occurred":
            times.append(("delivery.started", record.delivery.started))
    yield from ((path, time) for path, time in times if time is not None)
