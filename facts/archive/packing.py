"""Packing: compress texts and numbers for storage in a column of the database."""

from array import array
from collections.abc import Sequence
from sys import byteorder
from threading import local
from typing import Literal

from pydantic_core import from_json, to_json
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

LEVEL = 1
END_OF_HEAD = b"\n"
TypeCode = Literal["B", "H", "I"]
NUMBER: TypeCode = "I"
"""The type code of numbers: they have 32 bits."""


class ThreadDecompressor(local):
    """A decompressor for each thread, because one cannot serve several at the same time."""

    def __init__(self, dictionary: ZstdCompressionDict | None = None) -> None:
        self.decompress = ZstdDecompressor(dict_data=dictionary).decompress


decompressor = ThreadDecompressor()


def compress(data: bytes) -> bytes:
    """Return bytes compressed by Zstandard (RFC 8878)."""
    return ZstdCompressor(level=LEVEL).compress(data)


def decompress(data: bytes) -> bytes:
    """Return the bytes that were compressed."""
    return decompressor.decompress(data)


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


def pack_numbers(numbers: "array[int]") -> bytes:
    """Return whole numbers as bytes in little-endian order."""
    if byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def unpack_numbers(data: bytes, typecode: str = NUMBER) -> "array[int]":
    """Return the numbers that were packed."""
    numbers = array(typecode, data)
    if byteorder == "big":
        numbers.byteswap()
    return numbers


def shorten(numbers: "array[int]", typecode: TypeCode) -> "array[int]":
    """Return numbers that are short enough for a type code in less bytes each."""
    count = numbers.itemsize // array(typecode).itemsize
    parts = memoryview(numbers).cast("B").cast(typecode)
    return array(typecode, parts[(0 if byteorder == "little" else count - 1) :: count].tobytes())
