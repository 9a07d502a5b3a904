"""Findings: fields that their words contradict, or leave in doubt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A field that its words contradict, with the remedy; where language leaves it open, it is not certain."""

    record: str
    field: str
    message: str
    hint: str
    is_certain: bool = True
