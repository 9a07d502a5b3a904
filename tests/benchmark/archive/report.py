"""Tables of what was measured, in Markdown."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from tests.benchmark.archive.engines import LoadedArchive
from tests.benchmark.archive.measure import Measurement
from tests.benchmark.archive.questions import Question
from tests.benchmark.archive.target import Target
from tests.benchmark.archive.web import ArchiveServer
from tests.benchmark.table import format_table

MOST_GROWTH = 3.0
"""Maximum ratio of the time of the largest archive to that of the smallest."""
GROUP_PERCENTILE, QUESTION_PERCENTILE = 99, 90
"""The slowest queries of a group, and of one question, which has too few for its 99th percentile to be no chance."""
LEAST_LEAD = 3.0
"""Minimum ratio of the time of datasette to ours."""
MOST_ROWS = 40
"""The questions that are listed at most."""

Times = Mapping[tuple[str, int], Sequence[float]]
"""The milliseconds of queries, by target."""


def load_table(archives: Sequence[LoadedArchive]) -> str:
    """Return how fast each archive was loaded, and how large it is."""
    headings = ["archive", "sheets", "facts and gaps", "seconds", "rows per second"]
    headings += ["ms of CPU per 1,397 rows", "of the database's server", "kB per 1,397 rows", "MB"]
    rows = []
    for target in archives:
        load = target.load
        per_sheet = [load.cpu * 1e3, load.server_cpu * 1e3, load.size / 1e3]
        cells = [f"{load.sheets:,}", f"{load.rows:,}", f"{load.seconds:,.1f}", f"{load.rows / load.seconds:,.0f}"]
        cells += [f"{value / load.bundled_sheets:,.0f}" for value in per_sheet]
        rows.append([f"{target.engine.name}, {target.facts:,} facts", *cells, f"{load.size / 1e6:,.1f}"])
    return format_table(headings, rows)


def group_table(measurement: Measurement) -> str:
    """Return the median and the 99th percentile of each group of questions, and how the former grows."""
    groups: dict[str, list[Question]] = {}
    for question in measurement.queries:
        groups.setdefault(question.group, []).append(question)
    rows = []
    for group, questions in groups.items():
        times = {
            target.key: [time for question in questions for time in measurement.timings[question, target.key]]
            for target in measurement.targets
        }
        worst = worst_growth(measurement, questions)
        rows.append(
            [f"{group} ({len(questions)})", *time_cells(measurement.targets, times, GROUP_PERCENTILE), *worst]
        )
    names = target_names(measurement.targets)
    headings = ["questions (number of them)", *time_headings(measurement.targets)]
    return format_table([*headings, *(f"{name}: most growth of one" for name in names)], rows)


def question_table(measurement: Measurement, questions: Iterable[Question]) -> str:
    """Return the median and the 90th percentile of each question, and how the former grows."""
    rows = []
    for question in questions:
        times = {target.key: measurement.timings.get((question, target.key), []) for target in measurement.targets}
        cells = time_cells(measurement.targets, times, QUESTION_PERCENTILE)
        rows.append([question.name, *cells, *worst_growth(measurement, [question])])
    names = target_names(measurement.targets)
    headings = ["question", *time_headings(measurement.targets), *(f"{name}: growth" for name in names)]
    return format_table(headings, rows)


def time_headings(targets: Sequence[Target]) -> list[str]:
    """Return the headings of the times at each target."""
    return [f"{target.name} {target.facts:.0e}".replace("e+0", "e") for target in targets]


def time_cells(targets: Sequence[Target], times: Times, percent: int) -> list[str]:
    """Return the median and a percentile at each target, in milliseconds; the latter bold if too slow."""
    cells = []
    for target in targets:
        values = times[target.key]
        if not values:
            cells.append("")
            continue
        slowest = percentile(values, percent)
        text = f"{slowest:,.1f}"
        cells.append(f"{median(values):,.2f} / {f'**{text}**' if slowest > target.p99_limit else text}")
    return cells


def worst_growth(measurement: Measurement, questions: Sequence[Question]) -> list[str]:
    """Return the most that the median of one of the questions grows at each target; bold if it is too much."""
    cells = []
    for name in target_names(measurement.targets):
        ratios = [ratio for question in questions if (ratio := growth(measurement, question, name)) is not None]
        worst = max(ratios, default=None)
        text = "" if worst is None else f"{worst:.1f}"
        cells.append(f"**{text}**" if worst is not None and worst > MOST_GROWTH else text)
    return cells


def growth(measurement: Measurement, question: Question, engine: str) -> float | None:
    """Return the median of the largest archive of an engine by that of the smallest; None if one has none."""
    keys = [target.key for target in measurement.targets if target.name == engine]
    first, last = (measurement.timings[question, key] for key in (keys[0], keys[-1]))
    return median(last) / median(first) if first and last else None


def find_slow(measurement: Measurement) -> list[Question]:
    """Return the questions that are too slow, or slow down too much, at a target with a limit: the worst first."""
    targets = [target for target in measurement.targets if target.p99_limit < math.inf]
    scores: dict[Question, float] = {}
    for question in measurement.queries:
        ratios = [growth(measurement, question, name) or 0 for name in target_names(targets)]
        times = ((target.p99_limit, measurement.timings[question, target.key]) for target in targets)
        limits = [percentile(values, QUESTION_PERCENTILE) / limit for limit, values in times if values]
        score = max(max(ratios) / MOST_GROWTH, 0, *limits)
        if score > 1:
            scores[question] = score
    return sorted(scores, key=lambda question: -scores[question])


def target_names(targets: Sequence[Target]) -> list[str]:
    """Return the name of each target, whatever its size."""
    return list(dict.fromkeys(target.name for target in targets))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def server_table(servers: Sequence[ArchiveServer]) -> str:
    """Return how fast each server started, and its memory then and in the end."""
    headings = ["server", "start to first response, s", "memory then, MB", "after all questions, MB"]
    rows = [
        [
            f"{server.name}, {server.facts:,} facts",
            f"{server.server.startup_seconds:.2f}",
            f"{server.startup_memory:.0f}",
            f"{server.read_memory():.0f}",
        ]
        for server in servers
    ]
    return format_table(headings, rows)


def rival_table(measurement: Measurement, servers: Sequence[Target], rivals: Sequence[Target]) -> str:
    """Return the medians of the questions that datasette answers, and how many times longer it takes."""
    pairs = [(server, rival) for server in servers for rival in rivals if server.facts == rival.facts]
    headings = ["question"]
    for server, rival in pairs:
        headings += [*time_headings([server, rival]), "datasette : this"]
    rows = []
    for question in measurement.queries:
        if not any(rival.can_answer(question) for rival in rivals):
            continue
        cells = [question.name]
        for pair in pairs:
            own, other = (measurement.timings.get((question, target.key)) for target in pair)
            ratio = median(other) / median(own) if own and other else None
            cells += [f"{median(values):,.1f}" if values else "" for values in (own, other)]
            cells.append("" if ratio is None else f"{ratio:.1f}" if ratio >= LEAST_LEAD else f"**{ratio:.1f}**")
        rows.append(cells)
    return format_table(headings, rows)
