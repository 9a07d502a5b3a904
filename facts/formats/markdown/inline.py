"""Inline Markdown: CommonMark with the links and footnotes of GitHub Flavored Markdown.

No text of a sheet is ever markup. The functions return no line breaks, and the writer starts each line with words of
its own, so text of a sheet cannot start a block. Characters that could start emphasis, a code span, a link, a
footnote, HTML, an entity or a formula, or end a quotation, are escaped. Words that some renderers turn into links are
written as code, which renderers leave alone.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from facts.model.numeric import describe_bounds

WHITESPACE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
SPECIAL = re.compile(r'[\\`*\[\]<>#~^"]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\$(?=\S)')
URL_LIKE = re.compile(r"://|@|www\.|\w\.[^\W\d_]{2}", re.IGNORECASE)
BACKTICKS = re.compile("`+")


def escape(text: str) -> str:
    """Return `text` as Markdown that renders as the same words and nothing else."""
    words = WHITESPACE.sub(" ", text).split(" ")
    return " ".join(code(word) if URL_LIKE.search(word) else SPECIAL.sub(r"\\\g<0>", word) for word in words)


def code(text: str) -> str:
    """Return `text` as a code span."""
    text = WHITESPACE.sub(" ", text)
    longest = max((len(run) for run in BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{text}{space}{fence}"


def quote_words(text: str) -> str:
    """Return words of the article in quotation marks, which the words cannot close."""
    return f'"{escape(text)}"'


def link(text: str, url: str) -> str:
    """Return a link to `url` with `text` as its label."""
    return f"[{escape(text)}]({quote(url, safe='/?&=%+:-._~')})"


def format_value(value: Any) -> str:
    """Return a value as text for people."""
    match value:
        case None:
            return "none"
        case str():
            return escape(value)
        case Mapping():
            return format_composite(value)
        case list():
            return "; ".join(
                f"({format_composite(element)})" if isinstance(element, Mapping) else format_value(element)
                for element in value
            )
    return str(value)


def format_composite(value: Mapping[str, Any]) -> str:
    """Return an object as text: a time, an amount or a quantity in one phrase, others as a list of named fields."""
    match value:
        case {"edtf": edtf, "earliest": earliest, "latest": latest}:
            within = f", within {code(value['within'])}" if value.get("within") else ""
            return f"{code(edtf)} ({earliest or 'open'} to {latest or 'open'}{within}){format_stated(value)}"
        case {"amount": amount, "currency": currency}:
            return f"{describe_bounds(value['operator'], amount, value['to'])} {currency}{format_stated(value)}"
        case {"operator": operator, "value": number, "to": to}:
            bounds = "no number" if number is None else describe_bounds(operator, number, to)
            unit = f" (unit: {escape(value['unit'])})" if value.get("unit") else ""
            return f"{bounds}{unit}{format_stated(value)}"
    return ", ".join(f"{name}: {format_value(content)}" for name, content in value.items())


def format_stated(value: Mapping[str, Any]) -> str:
    """Return the article's words for a value, or an empty string if it has none."""
    return f", {quote_words(value['stated'])}" if "stated" in value else ""
