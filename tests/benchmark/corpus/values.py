"""Values of the corpus: dates of every precision, amounts, shares and quantities, as raw JSON."""

from random import Random
from typing import Any

from tests.benchmark.corpus.pools import Pools

FIRST_YEAR, LAST_YEAR, FREQUENT_YEAR = 1960, 2030, 2019
PRECISIONS = {
    "day": 24,
    "month": 22,
    "year": 20,
    "season": 6,
    "decade": 6,
    "century": 1,
    "until": 5,
    "since": 4,
    "years": 5,
    "months": 3,
    "uncertain": 2,
    "yearless": 2,
}
"""How dates are stated, and how often."""
OPERATORS = {"=": 62, ">=": 6, ">": 8, "<=": 8, "<": 3, "~": 8, "..": 5}
MAGNITUDES = 12
"""Amounts have up to so many digits."""


def build_date(random: Random) -> dict[str, Any]:
    """Return a date between 1960 and 2030, with limits where its year is unknown."""
    year = round(random.triangular(FIRST_YEAR, LAST_YEAR, FREQUENT_YEAR))
    month, day = random.randint(1, 12), random.randint(1, 28)
    within = None
    match random.choices(list(PRECISIONS), list(PRECISIONS.values()))[0]:
        case "day":
            edtf = f"{year}-{month:02}-{day:02}"
        case "month":
            edtf = f"{year}-{month:02}"
        case "season":
            edtf = f"{year}-{random.randint(21, 24)}"
        case "decade":
            edtf = f"{year // 10}X"
        case "century":
            edtf = f"{year // 100}XX"
        case "until":
            edtf = f"[..{year}-{month:02}-{day:02}]"
        case "since":
            edtf = f"{year}-{month:02}/.."
        case "years":
            edtf = f"{year}/{year + random.randint(1, 9)}"
        case "months":
            edtf = f"{year}-{month:02}/{year + 1}-{random.randint(1, 12):02}"
        case "uncertain":
            edtf = f"{year}-{month:02}{random.choice('?~%')}"
        case "yearless":
            edtf, within = f"XXXX-{month:02}", f"{year}-01/{year + random.randint(0, 2)}-12"
        case _:
            edtf = str(year)
    return {"edtf": edtf, **({"within": within} if within else {})}


def build_money(random: Random, pools: Pools) -> dict[str, Any]:
    """Return an amount of money between 1 and 10 to the power of 12."""
    amount = round_number(random, 10 ** random.uniform(0, MAGNITUDES))
    operator = random.choices(list(OPERATORS), list(OPERATORS.values()))[0]
    money = {"operator": operator, "amount": str(amount), "currency": pools.currencies.draw(random)}
    if amount < 1000 and operator != ".." and random.random() < 0.3:
        money["amount"] += f".{random.randint(1, 99):02}"
    return {**money, "to": str(amount + round_number(random, amount))} if operator == ".." else money


def build_share(random: Random) -> dict[str, Any]:
    """Return a part of one."""
    percent = random.randint(1, 99)
    operator = random.choices(list(OPERATORS), list(OPERATORS.values()))[0]
    return {
        "operator": operator,
        "value": f"{percent / 100:.2f}",
        **({"to": f"{(percent + 1) / 100:.2f}"} if operator == ".." else {}),
    }


def build_quantity(random: Random, pools: Pools) -> dict[str, Any]:
    """Return a quantity, or only a word in place of a number."""
    unit = pools.labels.draw(random) if random.random() < 0.7 else None
    if random.random() < 0.3:
        return {"value": None, "unit": unit}
    value = round_number(random, 10 ** random.uniform(0, 5))
    operator = random.choices(list(OPERATORS), list(OPERATORS.values()))[0]
    to = {"to": value + round_number(random, value)} if operator == ".." else {}
    return {"operator": operator, "value": value, "unit": unit, **to}


def round_number(random: Random, number: float) -> int:
    """Return a number of 1 or more, rounded as articles do: to one, two, or three digits, or not at all."""
    digits = random.choice((1, 2, 2, 3, 14))
    return max(1, int(float(f"{number:.{digits}g}")))
