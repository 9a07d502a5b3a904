"""Kept answers: never more than there is room for, the least used out first, and a flood passes through."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.app import create_app
from api.cache.store import MOST_NAMES, OVERHEAD, CachedResponse, Representation, ResponseCache, len_of
from api.http.conditional import http_date
from api.http.encoding import ENCODERS
from api.http.limits import Limits
from facts.archive import Archive

LIST = "/v1/contracts"
EVERY = ("identity", *ENCODERS)
LIMIT = 40_000
LARGEST = LIMIT // 8 - OVERHEAD
"""The longest body that is kept within LIMIT."""
KNOWN = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Step:
    """Something that is done to a store: which question, how long its answer is, in which coding and spelling."""

    act: str
    question: int
    length: int
    coding: str
    spelling: bytes

    @property
    def name(self) -> tuple[bytes, str]:
        """The question as it is spelled here."""
        return self.spelling, f"{self.question} {self.coding}"


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["ask", "ask", "ask", "get", "named", "grow", "clear"]),
        st.integers(0, 20),
        st.sampled_from([0, 10, 500, 2000, LARGEST, LARGEST + 1, LIMIT]),
        st.sampled_from(EVERY),
        st.sampled_from([bytes([65 + number]) * number * 40 for number in range(12)]),
    ),
    max_size=80,
)


def answer(key: object, length: int = 1000) -> CachedResponse:
    """Return an answer whose body is as long as asked, and its own."""
    text = str(key).encode()
    return CachedResponse(key, [], (text * length)[:length])


def asked(kept: ResponseCache, step: Step) -> None:
    """Ask as the front does: by spelling, by question, and if there is nothing, anew."""
    if kept.named(step.name):
        return
    found = kept.get(step.question)
    if found is None:
        found = answer(step.question, step.length)
        kept.keep(found)
    kept.name(step.name, found, found.form(step.coding))


def grown(kept: ResponseCache, step: Step) -> None:
    """Have a kept answer made in every coding, as one question after the other would."""
    found = kept.get(step.question)
    for coding in EVERY if found else ():
        assert found
        kept.name((step.spelling, coding), found, found.form(coding))


ACTS: dict[str, Callable[[ResponseCache, Step], object]] = {
    "ask": asked,
    "get": lambda kept, step: kept.get(step.question),
    "named": lambda kept, step: kept.named(step.name),
    "grow": grown,
    "clear": lambda kept, step: kept.clear(),
    "again": lambda kept, step: kept.keep(answer(step.question, step.length)),
}


def counted(found: CachedResponse) -> int:
    """Return the size of an answer, counted anew."""
    return OVERHEAD + sum(len(form.body) for form in found.forms.values()) + sum(map(len_of, found.names))


def assert_whole(kept: ResponseCache) -> None:
    """Assert that a store is within its limit and that all its books agree with a recount."""
    assert not kept.probation.keys() & kept.proven.keys()
    held = {**kept.probation, **kept.proven}
    assert kept.sizes == {key: counted(found) for key, found in held.items()}
    assert kept.bytes == sum(kept.sizes.values()) <= kept.limit
    assert kept.proven_bytes == sum(kept.sizes[key] for key in kept.proven)
    assert kept.proven_bytes <= kept.limit * 4 // 5 or len(kept.proven) == 1
    assert kept.answers == len(held)
    assert set(kept.by_name) == {name for found in held.values() for name in found.names}
    assert all(held[found.key] is found for found, _ in kept.by_name.values())
    assert all(len(found.names) <= MOST_NAMES for found in held.values())


@KNOWN
@given(STEPS)
def test_there_is_never_more_than_there_is_room_for(steps: list[Step]) -> None:
    """Whatever is asked in whatever order, the bytes stay within the limit and are those of a recount."""
    kept = ResponseCache(LIMIT)
    for step in steps:
        ACTS[step.act](kept, step)
        assert_whole(kept)


@KNOWN
@given(STEPS)
def test_a_question_may_be_answered_twice_at_once(steps: list[Step]) -> None:
    """Two requests that ask the same at once both make the answer and keep it: the store stays whole."""
    kept = ResponseCache(LIMIT)
    for number, step in enumerate(steps):
        ACTS["again" if number % 3 == 2 else step.act](kept, step)
        assert_whole(kept)


def filled(*keys: object) -> ResponseCache:
    """Return a store with room for ten answers of a thousand bytes, and with these in it."""
    kept = ResponseCache(10 * (OVERHEAD + 1000))
    for key in keys:
        kept.keep(answer(key))
    return kept


def test_the_least_recently_used_goes_first() -> None:
    """Answers that were asked for once go in the order in which they came."""
    kept = filled(*range(10))
    assert (kept.answers, kept.evictions) == (10, 0)
    for number in range(5):
        kept.keep(answer(10 + number))
        assert kept.evictions == number + 1
        assert set(kept.sizes) == set(range(number + 1, number + 11))


def test_what_is_asked_for_again_stays_longest() -> None:
    """Of answers that were asked for again, the one that was longest not asked for is the first to go."""
    kept = filled(*range(10))
    for number in (3, 0, 5, 3):
        assert kept.get(number)
    for number in range(100, 120):
        kept.keep(answer(number))
    assert {3, 0, 5} < set(kept.sizes)
    for number in range(200, 207):
        kept.keep(answer(number))
        assert kept.get(number)
    for number in range(300, 303):
        kept.keep(answer(number))
    assert 0 not in kept.sizes
    assert kept.get(3)
    assert_whole(kept)


@pytest.mark.parametrize("codings", [("identity",), EVERY], ids=["plain", "every"])
def test_a_flood_passes_through(codings: tuple[str, ...]) -> None:
    """Ten thousand answers that are asked for once push out none that was asked for twice before."""
    kept = ResponseCache(1_000_000)
    favourites = [f"favourite {number}" for number in range(150)]
    for key in favourites:
        kept.keep(answer(key, 2000))
    for key in favourites:
        assert kept.get(key)
    for key in favourites:
        found = kept.get(key)
        assert found
        for coding in codings:
            kept.name((key.encode(), coding), found, found.form(coding))
    for number in range(10_000):
        made = answer(number, 2000 + number % 3000)
        kept.keep(made)
        kept.name((b"flood", number), made, made.form("identity"))
        assert kept.bytes <= kept.limit
    assert [key for key in favourites if key not in kept.sizes] == []
    assert all(kept.named((key.encode(), coding)) for key in favourites for coding in codings)
    assert_whole(kept)


def test_favourites_do_not_take_all_the_room() -> None:
    """What was asked for twice takes at most four fifths, so that something new can be asked for twice too."""
    kept = ResponseCache(1_000_000)
    for number in range(1000):
        kept.keep(answer(number, 2000))
        assert kept.get(number)
        assert kept.proven_bytes <= kept.limit * 4 // 5
    kept.keep(answer("new", 2000))
    assert kept.get("new")


@pytest.mark.parametrize(("length", "answers"), [(LARGEST, 1), (LARGEST + 1, 0), (LIMIT, 0)])
def test_an_answer_that_is_too_large_is_not_kept(length: int, answers: int) -> None:
    """An answer that would take more than an eighth of the room is not kept, and pushes nothing out."""
    kept = ResponseCache(LIMIT)
    kept.keep(answer("small", 100))
    large = answer("large", length)
    kept.keep(large)
    kept.name((b"large",), large, large.form("identity"))
    assert kept.answers == 1 + answers
    assert bool(kept.named((b"large",))) == bool(answers)
    assert kept.evictions == 0
    assert_whole(kept)


def named(kept: ResponseCache, key: str) -> Representation:
    """Keep an answer that is asked for in two spellings, and return its form."""
    made = answer(key)
    kept.keep(made)
    form = made.form("identity")
    kept.name((key.encode(), 1), made, form)
    kept.name((key.encode(), 2), made, form)
    return form


def test_names_are_forgotten_with_their_answer() -> None:
    """A spelling leads to the form that it was answered with, until the answer is forgotten."""
    kept = filled()
    forms = {key: named(kept, key) for key in "abc"}
    assert kept.named((b"a", 1)) is kept.named((b"a", 2)) is forms["a"]
    for number in range(20):
        kept.keep(answer(number))
    assert [kept.named((key.encode(), 1)) is not None for key in "abc"] == [True, False, False]
    assert kept.by_name.keys() == {(b"a", 1), (b"a", 2)}
    kept.clear()
    assert (kept.named((b"a", 1)), kept.get("a"), kept.answers, kept.bytes) == (None, None, 0, 0)
    assert_whole(kept)


def test_a_name_does_not_lead_to_another_answer_of_its_question() -> None:
    """A form of an answer that is not the one kept now, such as one from before a reload, is not remembered."""
    kept = filled()
    old, new = answer("a", 500), answer("a", 600)
    kept.keep(old)
    kept.clear()
    kept.keep(new)
    kept.name((b"a",), old, old.form("identity"))
    assert kept.named((b"a",)) is None
    assert_whole(kept)


def test_the_proven_leave_room_however_they_grow() -> None:
    """When proven answers are made in further codings, there is still room for what is new."""
    kept = filled(*range(7))
    for number in range(7):
        assert kept.get(number)
    for number in range(7):
        found = kept.get(number)
        for coding in EVERY if found else ():
            assert found
            kept.name((b"a spelling" * 30, number, coding), found, found.form(coding))
    for number in range(100, 120):
        kept.keep(answer(number))
        assert kept.get(number)
    assert_whole(kept)


def test_only_so_many_spellings_are_remembered() -> None:
    """Of a question that is spelled in a thousand ways the last few spellings are remembered."""
    kept = filled("a")
    found = kept.get("a")
    assert found
    for number in range(1000):
        kept.name((b"%d" % number,), found, found.form("identity"))
    assert kept.by_name.keys() == {(b"%d" % number,) for number in range(1000 - MOST_NAMES, 1000)}
    assert_whole(kept)


def test_what_is_forgotten_is_freed_at_once() -> None:
    """No answer that was pushed out, forgotten or too large to be kept waits for the garbage collector."""
    kept = filled()
    gc.collect()
    gc.disable()
    try:
        for number in range(100):
            named(kept, str(number))
            kept.keep(answer(number, 20_000))
        kept.clear()
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_form_is_made_once() -> None:
    """An answer has one form in each coding, with an entity tag of its own that only its content makes."""
    made, other = answer("a"), answer("a")
    forms = {coding: made.form(coding) for coding in EVERY}
    assert all(made.form(coding) is form for coding, form in forms.items())
    assert len({form.etag for form in forms.values()}) == len(EVERY)
    assert {coding: other.form(coding).etag for coding in EVERY} == {name: form.etag for name, form in forms.items()}
    assert not {form.etag for form in forms.values()} & {answer("b").form(coding).etag for coding in EVERY}
    for coding, form in forms.items():
        fields = dict(form.headers)
        assert fields[b"etag"] == form.etag
        assert fields[b"content-length"] == b"%d" % len(form.body)
        assert fields.get(b"content-encoding") == (None if coding == "identity" else coding.encode())


def test_figures_tell_what_happened() -> None:
    """Hits, misses and evictions are counted as they happen."""
    kept = filled(*range(10))
    found = [kept.get(0), kept.get("nothing"), kept.named("nothing"), kept.get(1)]
    kept.keep(answer("new"))
    assert [one is not None for one in found] == [True, False, False, True]
    assert (kept.hits, kept.misses, kept.evictions) == (2, 1, 1)


def test_health_tells_the_figures(archive: Archive) -> None:
    """Health tells how many answers are kept, of how many bytes, and how often they were of use."""
    client = TestClient(create_app(archive), headers={"Accept-Encoding": "identity"})
    before = client.get("/healthz").json()["kept"]
    assert before == {"answers": 0, "bytes": 0, "limit": Limits().cache_bytes, "hits": 0, "misses": 1, "evictions": 0}
    for target in (LIST, LIST, f"{LIST}?", f"{LIST}?limit=1", "/v1/nothing"):
        client.get(target)
    after = client.get("/healthz").json()["kept"]
    assert (after["answers"], after["hits"], after["evictions"]) == (2, 2, 0)
    assert len(client.get(LIST).content) < after["bytes"] < 10**6


def test_what_replaces_is_never_older(archive: Archive) -> None:
    """What is served after a reload is dated later than what was served before it, and never in the future."""
    front = create_app(archive)
    client = TestClient(front)
    for number in range(3):
        before = front.modified
        front.set_archive(archive)
        assert front.modified > before
        answered = client.get(f"{LIST}?limit={number + 1}")
        dated = answered.headers["last-modified"]
        assert parsedate_to_datetime(dated) <= datetime.now(UTC)
        asked = {"If-Modified-Since": http_date(before).decode()}
        assert client.get(LIST, headers=asked).status_code == 200
