"""Kept answers: finished answers, bounded in bytes, that a flood of new questions cannot push out."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from hashlib import blake2b

from api.http.encoding import ENCODERS
from api.http.headers import Headers

REPRESENTATION = frozenset({b"content-length", b"content-encoding", b"content-type", b"content-disposition"})
OVERHEAD = 1024
"""What an answer costs besides its bodies and its header fields: keys, the objects themselves."""
FIELDS = 6
"""How many times the size of its header fields a form takes for them, in all their shapes."""
MOST_NAMES = 8
"""So many spellings of one question are remembered, the last."""
SPELLING = 300
"""What a spelling costs besides its bytes."""


@dataclass(slots=True)
class Representation:
    """An answer in one content coding, ready to be sent."""

    etag: bytes
    body: bytes
    headers: Headers
    lines: bytes
    """The header fields as they stand on the wire."""
    unchanged: Headers
    """Those of a 304."""
    unchanged_lines: bytes


@dataclass(slots=True)
class CachedResponse:
    """A finished answer, in every coding that was asked for so far."""

    key: Hashable
    headers: Headers
    body: bytes
    forms: dict[str, Representation] = field(default_factory=dict)
    names: list[Hashable] = field(default_factory=list)
    besides: int = field(init=False)
    """Bytes that each form takes besides its body, about."""

    def __post_init__(self) -> None:
        """Measure the header fields once."""
        self.besides = FIELDS * len(lines(self.headers))

    @property
    def size(self) -> int:
        """Bytes that the answer takes, about."""
        text = sum(len(part) for part in self.key if isinstance(part, str)) if isinstance(self.key, tuple) else 0
        forms = sum(len(form.body) + self.besides for form in self.forms.values())
        return OVERHEAD + 4 * text + forms

    def form(self, coding: str) -> Representation:
        """Return the answer in `coding`, which is made when first asked for."""
        found = self.forms.get(coding)
        if found is None:
            found = self.forms[coding] = self.made(coding)
        return found

    def made(self, coding: str) -> Representation:
        """Return the answer in `coding`, with a strong entity tag of its own (RFC 9110, section 8.8.3)."""
        body = self.body if coding == "identity" else ENCODERS[coding](self.body)
        etag = b'"%b"' % blake2b(coding.encode() + b"\n" + body, digest_size=16).hexdigest().encode()
        headers = [*self.headers, (b"etag", etag), (b"content-length", b"%d" % len(body))]
        if coding != "identity":
            headers.append((b"content-encoding", coding.encode()))
        unchanged = [header for header in headers if header[0] not in REPRESENTATION]
        return Representation(etag, body, headers, lines(headers), unchanged, lines(unchanged))


class ResponseCache:
    """Answers by key, at most `limit` bytes of them.

    A segmented least-recently-used store: a new answer is on probation, in what the proven ones leave free;
    one that is asked for again is proven. The proven take at most four fifths, and only they push each other
    out of there. So a flood of questions that are asked once passes through a fifth of the room, and what
    is asked for again and again stays.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.probation: OrderedDict[Hashable, CachedResponse] = OrderedDict()
        self.proven: OrderedDict[Hashable, CachedResponse] = OrderedDict()
        self.by_name: dict[Hashable, tuple[CachedResponse, Representation]] = {}
        self.sizes: dict[Hashable, int] = {}
        self.bytes = self.proven_bytes = self.hits = self.misses = self.evictions = 0

    @property
    def answers(self) -> int:
        """How many answers are kept."""
        return len(self.sizes)

    def named(self, name: Hashable) -> Representation | None:
        """Return the form that a request spelled just so was answered with before."""
        found = self.by_name.get(name)
        if found is None:
            return None
        answer, form = found
        self.hits += 1
        self.touch(answer)
        return form

    def get(self, key: Hashable) -> CachedResponse | None:
        """Return the answer to a question, however it is spelled."""
        answer = self.held(key)
        if answer is None:
            self.misses += 1
            return None
        self.hits += 1
        self.touch(answer)
        return answer

    def keep(self, answer: CachedResponse) -> None:
        """Keep a new answer, if it is not so large that it would push out too many others."""
        answer.form("identity")
        self.forget(answer.key)
        if answer.size <= self.limit // 8:
            self.probation[answer.key] = answer
            self.measure(answer)

    def name(self, name: Hashable, answer: CachedResponse, form: Representation) -> None:
        """Remember that a request spelled as `name` is answered with a form of `answer`, which may have grown."""
        if self.held(answer.key) is not answer:
            return
        if name not in self.by_name:
            answer.names.append(name)
        self.by_name[name] = (answer, form)
        if len(answer.names) > MOST_NAMES:
            del self.by_name[answer.names.pop(0)]
        self.measure(answer)

    def held(self, key: Hashable) -> CachedResponse | None:
        """Return the answer that is kept for a question, without noting that it was asked for."""
        return self.proven.get(key) or self.probation.get(key)

    def forget(self, key: Hashable) -> None:
        """Forget the answer to a question, if there is one."""
        proven, answer = key in self.proven, self.held(key)
        if answer is None:
            return
        del (self.proven if proven else self.probation)[key]
        size = self.sizes.pop(key)
        self.bytes -= size
        self.proven_bytes -= size * proven
        for name in answer.names:
            self.by_name.pop(name, None)

    def clear(self) -> None:
        """Forget every answer."""
        self.probation.clear()
        self.proven.clear()
        self.by_name.clear()
        self.sizes.clear()
        self.bytes = self.proven_bytes = 0

    def touch(self, answer: CachedResponse) -> None:
        """Note that an answer was asked for again."""
        key = answer.key
        if key in self.proven:
            self.proven.move_to_end(key)
        elif self.probation.pop(key, None):
            self.proven[key] = answer
            self.proven_bytes += self.sizes[key]
            self.settle()

    def settle(self) -> None:
        """Put the proven answers that were asked for longest ago on probation again, where they take too much."""
        while self.proven_bytes > self.limit * 4 // 5 and len(self.proven) > 1:
            oldest, moved = self.proven.popitem(last=False)
            self.proven_bytes -= self.sizes[oldest]
            self.probation[oldest] = moved

    def measure(self, answer: CachedResponse) -> None:
        """Take the size of an answer anew, and make room for it."""
        size, before = answer.size + sum(map(len_of, answer.names)), self.sizes.get(answer.key, 0)
        self.sizes[answer.key] = size
        self.bytes += size - before
        if answer.key in self.proven:
            self.proven_bytes += size - before
            self.settle()
        while self.bytes > self.limit:
            self.evict()

    def evict(self) -> None:
        """Forget the answer on probation that was asked for longest ago; if there is none, the oldest proven."""
        self.forget(next(iter(self.probation or self.proven)))
        self.evictions += 1


def lines(headers: Headers) -> bytes:
    """Return header fields as they stand on the wire."""
    return b"".join(name + b": " + value + b"\r\n" for name, value in headers)


def len_of(name: Hashable) -> int:
    """Return the bytes that the spelling of a request takes, about."""
    return SPELLING + sum(len(part) for part in name if isinstance(part, bytes)) if isinstance(name, tuple) else 0
