"""Inline Markdown (CommonMark, with the links and footnotes of GitHub's): text that can only be text.

Nothing here holds a line break, and whoever writes a line begins it with words of the project, so that no text of
a sheet begins a block. What could begin an emphasis, a code span, a link, a footnote, HTML, an entity or a formula,
or end a quotation, is escaped. A word that some renderers turn into a link by themselves stands as code, which
they leave alone.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

BLANK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
SPECIAL = re.compile(r'[\\`*\[\]<>#~^"]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\$(?=\S)')
ADDRESS = re.compile(r"://|@|www\.|\w\.[^\W\d_]{2}", re.IGNORECASE)
TICKS = re.compile("`+")


def escape(text: str) -> str:
    """Return `text` as Markdown that renders as the same words and nothing else."""
    words = BLANK.sub(" ", text).split(" ")
    return " ".join(code(word) if ADDRESS.search(word) else SPECIAL.sub(r"\\\g<0>", word) for word in words)


def code(text: str) -> str:
    """Return `text` as a code span."""
    text = BLANK.sub(" ", text)
    longest = max((len(ticks) for ticks in TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{text}{space}{fence}"


def quote_words(text: str) -> str:
    """Return the article's own words, in quotation marks that they cannot end."""
    return f'"{escape(text)}"'


def link(text: str, address: str) -> str:
    """Return a link to `address` that reads `text`."""
    return f"[{escape(text)}]({quote(address, safe='/?&=%+:-._~')})"


def format_value(held: Any) -> str:
    """Return a value as a reader would write it."""
    match held:
        case None:
            return "none"
        case str():
            return escape(held)
        case Mapping():
            return format_composite(held)
        case list():
            return "; ".join(
                f"({format_composite(one)})" if isinstance(one, Mapping) else format_value(one) for one in held
            )
    return str(held)


def format_composite(held: Mapping[str, Any]) -> str:
    """Return a value of several fields: a time, an amount or a quantity as one, any other with its fields by name."""
    match held:
        case {"edtf": edtf, "earliest": earliest, "latest": latest}:
            within = f", within {code(held['within'])}" if held.get("within") else ""
            return f"{code(edtf)} ({earliest or 'open'} to {latest or 'open'}{within}){format_stated(held)}"
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}{format_stated(held)}"
        case {"operator": operator, "value": number, "unit": unit}:
            counted = "no number" if number is None else code(f"{operator} {number}")
            return f"{counted}{f' (unit: {escape(unit)})' if unit else ''}{format_stated(held)}"
    return ", ".join(f"{name}: {format_value(inner)}" for name, inner in held.items())


def format_stated(held: Mapping[str, Any]) -> str:
    """Return the article's words for a value, if it has any."""
    return f", {quote_words(held['stated'])}" if "stated" in held else ""
