"""Ids of countries: codes of two letters."""

import re
from collections.abc import Sequence
from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import PointedTo
from facts.drafts.reading.specs import FieldSpec
from facts.verify.country_names import codes_by_adjective, codes_by_name

CODE = re.compile("[A-Z]{2}")


def require_country(spec: FieldSpec, value: Any) -> None:
    """Raise ClaimError for an id that is no code of a country, where only a country is possible."""
    is_country = spec.metadata.reference is not None and spec.metadata.reference.kinds == ("countries",)
    if is_country and isinstance(value, str) and not CODE.fullmatch(value):
        hint = "Write a code of two letters such as NO or no, or words of the article that name a country"
        raise ClaimError(f"is taken for the id `{value}`, which is no country", hint)


def require_no_country(name: str, words: str, kinds: Sequence[str]) -> None:
    """Raise ClaimError for words whose name is that of a country, where none is possible: Nigeria's ambassador."""
    code = codes_by_name().get(name) or codes_by_adjective().get(name)
    if code is not None:
        raise country_error(code, kinds, words)


def is_stray(pointer: PointedTo) -> bool:
    """Return whether a reference points to the code of a country, where none is possible."""
    is_code = CODE.fullmatch(pointer.target) is not None
    return is_code and bool(pointer.kinds) and "countries" not in pointer.kinds


def country_error(code: str, kinds: Sequence[str], words: str) -> ClaimError:
    """Return the error that some words, or an id, stand for a country, where none is possible."""
    hint = f"Leave it out, and write its country apart: `country: {words}`"
    return ClaimError(f"names {code}, a country, and takes {' or '.join(kinds)}: '{words}'", hint)
