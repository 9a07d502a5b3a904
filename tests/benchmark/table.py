"""Tables: what was measured, in Markdown."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tests.benchmark.load import Rate

Rounds = dict[tuple[str, str], list[Rate]]
"""The rates of a question and a server, a round each."""


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def rates(rounds: Rounds, servers: Sequence[str]) -> str:
    """Return requests a second, and the ratios of ours to each other, both as medians of the rounds."""
    others = servers[1:]
    head = ["requests a second", *servers, *(f"ours : {name}" for name in others)]
    return compared(head, rounds, servers, lambda rate: rate.requests_a_second, "{:,.0f}", False)


def processor(rounds: Rounds, servers: Sequence[str]) -> str:
    """Return processor time a request, and the ratios of each other's to ours, both as medians of the rounds."""
    head = ["server CPU, µs a request", *servers, *(f"{name} : ours" for name in servers[1:])]
    return compared(head, rounds, servers, lambda rate: rate.cpu, "{:,.0f}", True)


def compared(
    head: Sequence[str],
    rounds: Rounds,
    servers: Sequence[str],
    figure: Callable[[Rate], float],
    form: str,
    less: bool,
) -> str:
    """Return a table of one figure; ratios are above 1 where ours is better, be `less` better or more."""
    rows = []
    for question in dict.fromkeys(question for question, _ in rounds):
        found = {name: list(map(figure, rounds.get((question, name), ()))) for name in servers}
        ours = found[servers[0]]
        ratios = []
        for name in servers[1:]:
            pairs = zip(found[name], ours, strict=False) if less else zip(ours, found[name], strict=False)
            ratios.append([one / other for one, other in pairs])
        figures = [form.format(median(found[name])) if found[name] else "" for name in servers]
        rows.append([question, *figures, *(f"{median(ratio):.2f}" if ratio else "" for ratio in ratios)])
    return markdown(head, rows)


def spread(rounds: Rounds) -> str:
    """Return how far the rounds of one question and one server lie apart."""
    apart = []
    for found in rounds.values():
        seen = [rate.requests_a_second for rate in found]
        apart.append((max(seen) - min(seen)) / median(seen))
    return f"Between the slowest and the fastest round: {median(apart):.0%} of the median, at most {max(apart):.0%}."
