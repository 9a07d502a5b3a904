"""Figures: fields that hold money, a share or a quantity, whichever the article states."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.share import Share

MONEY, SHARE, QUANTITY = "(money)", "(share)", "(quantity)"
FIGURE_TAGS = frozenset({MONEY, SHARE, QUANTITY})
"""What pydantic adds to the location of an error in a figure; no field has such a name."""


def figure_tag(figure: Any) -> str:
    """Return which figure the fields of an object, or a value, are: money has a currency, a share a value as text."""
    if isinstance(figure, Mapping):
        if figure.keys() & {"amount", "currency"}:
            return MONEY
        return SHARE if isinstance(figure.get("value"), str) and "unit" not in figure else QUANTITY
    return MONEY if isinstance(figure, Money) else SHARE if isinstance(figure, Share) else QUANTITY


def money_or_share_tag(figure: Any) -> str:
    """Return whether the fields of an object, or a value, are money or a share."""
    return MONEY if figure_tag(figure) == MONEY else SHARE


TaggedMoney: TypeAlias = Annotated[Money, Tag(MONEY)]
TaggedShare: TypeAlias = Annotated[Share, Tag(SHARE)]
TaggedQuantity: TypeAlias = Annotated[Quantity, Tag(QUANTITY)]
Figure = TypeAliasType("Figure", Annotated[TaggedMoney | TaggedShare | TaggedQuantity, Discriminator(figure_tag)])
"""Money, a share or a quantity."""
MoneyOrShare = TypeAliasType("MoneyOrShare", Annotated[TaggedMoney | TaggedShare, Discriminator(money_or_share_tag)])
"""Money or a share."""
