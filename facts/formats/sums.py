"""Sums of amounts of one currency, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from facts.model.plurals import count_noun


def describe_sum(total: Mapping[str, Any]) -> str:
    """Return the sum of the amounts of a facet's value in one currency: `USD 2,500,000 to 3,000,000 in 2 amounts`."""
    least, greatest, count = f"{Decimal(total['least']):,f}", total["greatest"], total["count"]
    if greatest is None:
        amount = f"at least {total['currency']} {least}"
    elif greatest == total["least"]:
        amount = f"{total['currency']} {least}"
    else:
        amount = f"{total['currency']} {least} to {Decimal(greatest):,f}"
    return f"{amount} in {count_noun(count, 'amount')}"
