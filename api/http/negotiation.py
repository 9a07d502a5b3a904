"""Content negotiation: the media type and the content coding of a response (RFC 9110, section 12)."""

import re
from collections.abc import Sequence
from functools import lru_cache

import mimeparse

from api.http.encoding import ENCODERS

IDENTITY_QUALITY = 0.0005
"""The weight of `identity` where the header does not name it: acceptable, but less than anything that is named."""
QVALUE = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@lru_cache(maxsize=512)
def negotiate_media_type(accept: str, available: Sequence[str]) -> str | None:
    """Return the media type of `available` that matches an Accept header best, the first on ties; None for no match.

    With nothing available it is the empty string. A header that cannot be parsed is ignored (section 12.5.1).
    """
    if not accept.strip() or not available:
        return available[0] if available else ""
    by_essence = {media_type.partition(";")[0]: media_type for media_type in reversed(available)}
    try:
        essence = mimeparse.best_match(list(by_essence), accept.lower())
    except (mimeparse.MimeTypeParseException, ValueError):
        return available[0]
    return by_essence.get(essence)


@lru_cache(maxsize=512)
def negotiate_encoding(accept_encoding: str | None, is_small: bool) -> str | None:
    """Return the content coding for a body; None if not even `identity` is acceptable.

    Small bodies are not compressed unless the client rejects `identity`. Of codings with equal weight the
    one with the smallest result is preferred; a weight of 0 excludes a coding (section 12.5.3).
    """
    if accept_encoding is None:
        return "identity"
    weights = dict(map(parse_quality, accept_encoding.lower().split(",")))
    default = weights.get("*", 0.0)
    identity = weights.get("identity", weights.get("*", IDENTITY_QUALITY))
    best = max(ENCODERS, key=lambda encoding: weights.get(encoding, default))
    weight = weights.get(best, default)
    if weight > 0 and weight >= identity and not (is_small and identity > 0):
        return best
    return "identity" if identity > 0 else None


def parse_quality(item: str) -> tuple[str, float]:
    """Return a content coding and its weight, which is 0 if it cannot be parsed."""
    encoding, _, parameter = item.partition(";")
    qvalue = QVALUE.fullmatch(parameter.strip()) if parameter else None
    weight = float(qvalue.group(1)) if qvalue else float(not parameter)
    return encoding.strip(), weight
