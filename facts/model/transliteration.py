"""Transliteration of Latin letters to ASCII, for ids."""

import unicodedata
from functools import lru_cache

LETTERS = {
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u0131": "i",
    "\u00f0": "d",
    "\u00fe": "th",
}
"""Letters of the Latin script that have no decomposition."""
INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad")


@lru_cache(maxsize=1024)
def transliterate(cluster: str) -> str:
    """Return a character as part of an id: its letters without accents, or a hyphen; nothing for an invisible one."""
    if cluster in INVISIBLE:
        return ""
    letters = unicodedata.normalize("NFKD", LETTERS.get(cluster.casefold(), cluster.casefold()))
    slug = "".join(char for char in letters if char.isascii() and char.isalnum())
    return slug or "-"
