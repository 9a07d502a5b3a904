"""Parties that a contract has on both sides: who buys from nobody else than itself."""

from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

HINT = "Leave it on the side on which its words have it"


def find_both_sides(context: CheckContext) -> Iterator[Finding]:
    """Yield each contract with a party that buys and supplies, which a country, in which both may be, can do."""
    countries = {record.id for record in context.of_kind("countries")}
    for contract in context.of_kind("contracts"):
        both = [party for party in getattr(contract, "suppliers", ()) if party in getattr(contract, "buyers", ())]
        if both:
            message = f"has {both[0]}, which is among its buyers too"
            is_certain = both[0] not in countries
            yield Finding(f"contracts/{contract.id}", "suppliers", message, HINT, is_certain=is_certain)
