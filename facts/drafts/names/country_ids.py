"""Ids of countries: codes of two letters."""

import re
from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.reading.specs import FieldSpec

CODE = re.compile("[A-Z]{2}")


def require_country(spec: FieldSpec, value: Any) -> None:
    """Raise ClaimError for an id that is no code of a country, where only a country is possible."""
    is_country = spec.metadata.reference is not None and spec.metadata.reference.kinds == ("countries",)
    if is_country and isinstance(value, str) and not CODE.fullmatch(value):
        hint = "Write a code of two letters such as NO or no, or words of the article that name a country"
        raise ClaimError(f"is taken for the id `{value}`, which is no country", hint)
