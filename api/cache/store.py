"""The store of the response cache: a segmented LRU, bounded in bytes."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain

from api.http.encoding import ENCODERS
from api.http.headers import Headers

RawKey = tuple[bytes, bytes, bytes | None, bytes | None]
"""What identifies a request before anything is parsed: raw path, query string, Accept and Accept-Encoding."""

REPRESENTATION_HEADERS = frozenset({b"content-length", b"content-encoding", b"content-type", b"content-disposition"})
"""Headers that a 304 response does not repeat (RFC 9110, section 15.4.5)."""
ETAG_LENGTH = 32
"""Hexadecimal digits of an entity tag: 128 bits of a SHA-256, for which processors have instructions."""
ENTRY_OVERHEAD = 1024
"""Approximate bytes of a cached response besides its bodies, headers and aliases."""
HEADER_COPIES = 6
"""Copies of its headers that a representation holds, in one form or another."""
MAX_ALIASES = 32
"""The number of raw requests stored for each response."""
ALIAS_OVERHEAD = 350
"""Approximate bytes of an alias besides those of its raw key."""


@dataclass
class Representation:
    """A response in one content coding; its serialized forms are created on first use."""

    etag: bytes
    body: bytes
    headers: Headers

    @cached_property
    def raw_headers(self) -> bytes:
        """The headers as they are sent."""
        return serialize_headers(self.headers)

    @cached_property
    def not_modified_headers(self) -> Headers:
        """The headers of a 304 response."""
        return [header for header in self.headers if header[0] not in REPRESENTATION_HEADERS]

    @cached_property
    def raw_not_modified(self) -> bytes:
        """The headers of a 304 response as they are sent."""
        return serialize_headers(self.not_modified_headers)

    def dated(self, last_modified: bytes) -> "Representation":
        """Return the representation with another Last-Modified."""
        headers = [(name, last_modified if name == b"last-modified" else value) for name, value in self.headers]
        return Representation(self.etag, self.body, headers)


@dataclass(slots=True)
class CachedResponse:
    """A response with status 200, in every content coding requested so far.

    Its key is a digest of body and headers: responses with the same key are interchangeable.
    """

    headers: Headers
    body: bytes
    representations: dict[str, Representation] = field(default_factory=dict)
    raw_keys: list[RawKey] = field(default_factory=list)
    key: bytes = field(init=False)
    header_cost: int = field(init=False)
    """Approximate bytes that each representation takes for its headers."""

    def __post_init__(self) -> None:
        """Derive the key from the headers of the identity representation, one of which is its entity tag."""
        self.header_cost = HEADER_COPIES * len(b"".join(chain.from_iterable(self.headers)))
        self.key = sha256(self.encoded("identity").raw_headers).digest()

    @property
    def size(self) -> int:
        """Approximate bytes of the response with its representations and aliases."""
        bodies = sum(len(representation.body) + self.header_cost for representation in self.representations.values())
        return ENTRY_OVERHEAD + bodies + sum(map(alias_size, self.raw_keys))

    def encoded(self, encoding: str) -> Representation:
        """Return the representation in `encoding`, which is created on first use."""
        representation = self.representations.get(encoding)
        if representation is None:
            representation = self.representations[encoding] = self.encode(encoding)
        return representation

    def encode(self, encoding: str) -> Representation:
        """Return a new representation with a strong entity tag of its own (RFC 9110, section 8.8.3)."""
        body = self.body if encoding == "identity" else ENCODERS[encoding](self.body)
        digest = sha256(encoding.encode() + b"\n")
        digest.update(body)
        etag = b'"%b"' % digest.hexdigest()[:ETAG_LENGTH].encode()
        headers = [*self.headers, (b"etag", etag), (b"content-length", b"%d" % len(body))]
        if encoding != "identity":
            headers.append((b"content-encoding", encoding.encode()))
        return Representation(etag, body, headers)


@dataclass(slots=True)
class Alias:
    """The response to a raw request, in the content coding that the request negotiates."""

    response: CachedResponse
    representation: Representation
    is_used: bool = False
    """Whether the alias was used since it was added or last given a second chance."""


class ResponseCache:
    """Responses by the digest of their content and by the raw requests for them, at most `limit` bytes.

    A new response starts in the probationary segment; one that is requested again moves to the protected segment,
    which is limited to four fifths of the cache. So a burst of one-off requests passes through the remaining fifth,
    and cannot evict what is requested again and again.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.probation: OrderedDict[bytes, CachedResponse] = OrderedDict()
        self.protected: OrderedDict[bytes, CachedResponse] = OrderedDict()
        self.by_raw_key: dict[RawKey, Alias] = {}
        self.sizes: dict[bytes, int] = {}
        self.bytes = self.protected_bytes = self.hits = self.misses = self.evictions = 0

    @property
    def entries(self) -> int:
        """The number of cached responses."""
        return len(self.sizes)

    def get(self, raw_key: RawKey) -> Representation | None:
        """Return the representation that an identical request was served; None, a miss, if there is none."""
        alias = self.by_raw_key.get(raw_key)
        if alias is None:
            self.misses += 1
            return None
        self.hits += 1
        alias.is_used = True
        self.promote(alias.response)
        return alias.representation

    def put(self, response: CachedResponse) -> CachedResponse:
        """Store a response, unless there is an equal one, or it takes more than an eighth of the cache.

        Return the equal one, else `response` itself.
        """
        stored = self.peek(response.key)
        if stored is not None:
            self.promote(stored)
            return stored
        if response.size <= self.limit // 8:
            self.probation[response.key] = response
            self.resize(response)
        return response

    def alias(self, raw_key: RawKey, response: CachedResponse, representation: Representation) -> None:
        """Have `raw_key` lead to a representation of `response`, which may have grown, if it is stored."""
        if self.peek(response.key) is not response:
            return
        previous = self.by_raw_key.get(raw_key)
        if previous is None or previous.response is not response:
            while len(response.raw_keys) >= MAX_ALIASES:
                self.evict_alias(response)
            response.raw_keys.append(raw_key)
            self.by_raw_key[raw_key] = Alias(response, representation)
            if previous is not None:
                previous.response.raw_keys.remove(raw_key)
                self.resize(previous.response)
        self.resize(response)

    def evict_alias(self, response: CachedResponse) -> None:
        """Remove the oldest alias of a response, or give it a second chance if it was used since the last one."""
        raw_key = response.raw_keys.pop(0)
        alias = self.by_raw_key[raw_key]
        if alias.is_used:
            alias.is_used = False
            response.raw_keys.append(raw_key)
        else:
            del self.by_raw_key[raw_key]

    def peek(self, key: bytes) -> CachedResponse | None:
        """Return the response with a key without marking it as used."""
        return self.protected.get(key) or self.probation.get(key)

    def remove(self, key: bytes) -> None:
        """Remove the response with a key, if there is one, and its aliases."""
        response = self.protected.pop(key, None)
        if response is not None:
            self.protected_bytes -= self.sizes[key]
        else:
            response = self.probation.pop(key, None)
        if response is not None:
            self.bytes -= self.sizes.pop(key)
            for raw_key in response.raw_keys:
                del self.by_raw_key[raw_key]

    def clear(self) -> None:
        """Remove every response."""
        self.probation.clear()
        self.protected.clear()
        self.by_raw_key.clear()
        self.sizes.clear()
        self.bytes = self.protected_bytes = 0

    def promote(self, response: CachedResponse) -> None:
        """Mark a response as requested again."""
        key = response.key
        if key in self.protected:
            self.protected.move_to_end(key)
        elif self.probation.pop(key, None):
            self.protected[key] = response
            self.protected_bytes += self.sizes[key]
            self.demote_overflow()

    def demote_overflow(self) -> None:
        """Move the least recently used protected responses back to probation while the segment exceeds its limit."""
        while self.protected_bytes > self.limit * 4 // 5 and len(self.protected) > 1:
            key, response = self.protected.popitem(last=False)
            self.protected_bytes -= self.sizes[key]
            self.probation[key] = response

    def resize(self, response: CachedResponse) -> None:
        """Account for the current size of a stored response, and evict while the cache exceeds its limit."""
        if self.peek(response.key) is not response:
            return
        size, previous_size = response.size, self.sizes.get(response.key, 0)
        self.sizes[response.key] = size
        self.bytes += size - previous_size
        if response.key in self.protected:
            self.protected_bytes += size - previous_size
            self.demote_overflow()
        while self.bytes > self.limit:
            self.evict()

    def evict(self) -> None:
        """Remove the least recently used response on probation; if there is none, the least recently used of all."""
        self.remove(next(iter(self.probation or self.protected)))
        self.evictions += 1


def serialize_headers(headers: Headers) -> bytes:
    """Return headers as they are sent in HTTP/1.1."""
    lines = [b": ".join(header) for header in headers]
    return b"\r\n".join([*lines, b""])


def alias_size(raw_key: RawKey) -> int:
    """Return the approximate bytes that an alias takes."""
    return ALIAS_OVERHEAD + sum(len(part) for part in raw_key if part is not None)
