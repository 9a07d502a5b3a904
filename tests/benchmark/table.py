"""Tables of the measurements in Markdown."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tests.benchmark.load import Rate

Rounds = dict[tuple[str, str], list[Rate]]
"""The rates by workload and server, one per round."""


def format_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def rates_table(rounds: Rounds, servers: Sequence[str]) -> str:
    """Return requests per second, and the ratio of the first server to each other, as medians of the rounds."""
    ratios = [f"{servers[0]} : {name}" for name in servers[1:]]
    headings = ["requests per second", *servers, *ratios]
    return comparison_table(headings, rounds, servers, lambda rate: rate.requests_per_second, less_is_better=False)


def cpu_table(rounds: Rounds, servers: Sequence[str]) -> str:
    """Return CPU time per request, and the ratio of each other server to the first, as medians of the rounds."""
    ratios = [f"{name} : {servers[0]}" for name in servers[1:]]
    headings = ["server CPU, µs per request", *servers, *ratios]
    return comparison_table(headings, rounds, servers, lambda rate: rate.cpu, less_is_better=True)


def comparison_table(
    headings: Sequence[str],
    rounds: Rounds,
    servers: Sequence[str],
    measure: Callable[[Rate], float],
    less_is_better: bool,
) -> str:
    """Return a table of one measure; ratios above 1 mean that the first server is better."""
    rows = []
    for workload in dict.fromkeys(workload for workload, _ in rounds):
        values = {name: list(map(measure, rounds.get((workload, name), ()))) for name in servers}
        baseline = values[servers[0]]
        ratios = []
        for name in servers[1:]:
            pairs = zip(baseline, values[name], strict=False)
            ratios.append([value / base if less_is_better else base / value for base, value in pairs])
        medians = [f"{median(values[name]):,.0f}" if values[name] else "" for name in servers]
        rows.append([workload, *medians, *(f"{median(ratio):.2f}" if ratio else "" for ratio in ratios)])
    return format_table(headings, rows)


def describe_spread(rounds: Rounds) -> str:
    """Return how far the rounds of a workload on a server differ."""
    spreads = []
    for rates in rounds.values():
        values = [rate.requests_per_second for rate in rates]
        spreads.append((max(values) - min(values)) / median(values))
    return f"Spread of the rounds: {median(spreads):.0%} of the median, at most {max(spreads):.0%}."
