"""Negotiation: which media type and which content coding an answer has (RFC 9110, section 12)."""

import re
from collections.abc import Sequence
from functools import lru_cache

import mimeparse

from api.cache.store import ENCODERS

IDENTITY_QUALITY = 0.0005
"""The weight of `identity` where it is not named: accepted, but less than all that is."""
QVALUE = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@lru_cache(maxsize=512)
def negotiate_media_type(accept: str, offers: Sequence[str]) -> str | None:
    """Return the one of `offers` that suits an Accept field best, the first on ties; None if none does.

    Nothing to choose from is the empty text. A field that cannot be read is taken as none (section 12.5.1).
    """
    if not accept.strip() or not offers:
        return offers[0] if offers else ""
    plain = {offer.partition(";")[0]: offer for offer in reversed(offers)}
    try:
        best = mimeparse.best_match(list(plain), accept.lower())
    except (mimeparse.MimeTypeParseException, ValueError):
        return offers[0]
    return plain.get(best)


@lru_cache(maxsize=512)
def negotiate_encoding(accept: str | None, small: bool) -> str | None:
    """Return the content coding for a body; None if not even `identity` is accepted.

    Nothing small is compressed, unless the client refuses it as it is. Of codings with equal weight the
    one with the smallest result goes first; a weight of 0 excludes (section 12.5.3).
    """
    if accept is None:
        return "identity"
    weights = dict(map(parse_quality, accept.lower().split(",")))
    others = weights.get("*", 0.0)
    identity = weights.get("identity", weights.get("*", IDENTITY_QUALITY))
    best = max(ENCODERS, key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    if weight > 0 and weight >= identity and not (small and identity > 0):
        return best
    return "identity" if identity > 0 else None


def parse_quality(item: str) -> tuple[str, float]:
    """Return a coding and its weight; one that cannot be read weighs nothing."""
    coding, _, parameter = item.partition(";")
    found = QVALUE.fullmatch(parameter.strip()) if parameter else None
    weight = float(found.group(1)) if found else float(not parameter)
    return coding.strip(), weight
