"""Warnings on articles whose text is probably not what an editor displays, such as one with a byte order mark."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from facts.model.article import Article

FEATURES = {
    "a byte order mark": re.compile("\ufeff"),
    "line ends of two characters (CRLF)": re.compile("\r\n"),
    "no-break spaces": re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"),
}


def describe_text(path: Path, article: Article) -> list[str]:
    """Return a note on what in an article makes its positions differ from what one sees; nothing if all is plain."""
    text = article.text
    features = [name for name, pattern in FEATURES.items() if pattern.search(text)]
    if not unicodedata.is_normalized("NFC", text):
        features.append("accents as characters of their own (not NFC)")
    if not features:
        return []
    return [f"{path.name} has {', '.join(features)}: positions and digests are of the file as it is"]


def print_notes(notes: Sequence[str]) -> None:
    """Print each note once, to standard error."""
    for note in dict.fromkeys(notes):
        print(f"note {note}", file=sys.stderr)
