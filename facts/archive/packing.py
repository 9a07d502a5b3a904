"""Packing: texts and numbers as compressed bytes in a column of the database."""

from array import array
from collections.abc import Iterable, Sequence
from sys import byteorder

from pydantic_core import from_json, to_json
from zstandard import ZstdCompressor, ZstdDecompressor

LEVEL = 1
END_OF_HEAD = b"\n"
NUMBER = "I"
"""The type code of numbers: they have 32 bits."""


def compress(data: bytes) -> bytes:
    """Return bytes compressed by Zstandard (RFC 8878)."""
    return ZstdCompressor(level=LEVEL).compress(data)


def decompress(data: bytes) -> bytes:
    """Return the bytes that were compressed."""
    return ZstdDecompressor().decompress(data)


def join(parts: Sequence[bytes]) -> bytes:
    """Return parts as one, with their lengths before them."""
    return to_json(list(map(len, parts))) + END_OF_HEAD + b"".join(parts)


def split(data: bytes) -> list[bytes]:
    """Return the parts that were joined."""
    start = data.index(END_OF_HEAD) + 1
    parts = []
    for length in from_json(data[: start - 1]):
        parts.append(data[start : start + length])
        start += length
    return parts


def pack_numbers(numbers: Iterable[int], typecode: str = NUMBER) -> bytes:
    """Return whole numbers as bytes, the least significant first."""
    values = array(typecode, numbers)
    if byteorder == "big":
        values.byteswap()
    return values.tobytes()


def unpack_numbers(data: bytes, typecode: str = NUMBER) -> "array[int]":
    """Return the numbers that were packed."""
    values = array(typecode, data)
    if byteorder == "big":
        values.byteswap()
    return values
