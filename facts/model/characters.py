"""Characters that are refused in the texts of a sheet, because they are invisible."""

import unicodedata

JOINERS = frozenset("\xad\u200c\u200d")
"""Soft hyphens and joiners: words of many languages are written with them."""
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Arabic and Syriac signs that Unicode counts as format characters, though they are printed."""
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
"""Letters, marks and symbols that are blank."""
REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Control, format, private-use and surrogate characters, and separators of lines and paragraphs."""


def require_visible(text: object) -> object:
    """Return `text`; raise ValueError if it is blank, or has outer spaces or characters that cannot be seen.

    Values of other types are returned unchanged, for the validation of the type.
    """
    if not isinstance(text, str) or (text.isascii() and text.isprintable() and text and text == text.strip()):
        return text
    is_printable = text.isprintable() and FILLERS.isdisjoint(text)  # what `is_invisible` says of all of it at once
    if not is_printable and (character := next(filter(is_invisible, text), None)):
        raise ValueError(f"contains {describe_character(character)}, which cannot be seen")
    if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        raise ValueError("has no visible character")
    if text != text.strip():
        raise ValueError("begins or ends with a space")
    return text


def is_invisible(character: str) -> bool:
    """Return whether a character is neither printed nor a space nor part of how a word is written."""
    if character in FILLERS:
        return True
    is_allowed = character in JOINERS or character in VISIBLE_FORMATS
    return unicodedata.category(character) in REFUSED_CATEGORIES and not is_allowed


def describe_character(character: str) -> str:
    """Return the code point of a character, with its name if it has one: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
