"""Tables of what was measured, in Markdown."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from tests.benchmark.archive.engines import LoadedArchive
from tests.benchmark.archive.measure import Measurement
from tests.benchmark.archive.questions import Question
from tests.benchmark.table import format_table

MOST_GROWTH = 3.0
"""How many times the time of the smallest archive the largest may take."""
MOST_ROWS = 40
"""The questions that are listed at most."""

Times = Mapping[tuple[str, int], Sequence[float]]
"""The milliseconds of queries, by archive."""


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
            for target in measurement.archives
        }
        worst = worst_growth(measurement, questions)
        rows.append([f"{group} ({len(questions)})", *time_cells(measurement.archives, times), *worst])
    engines = engine_names(measurement.archives)
    headings = ["questions (number of them)", *time_headings(measurement.archives)]
    return format_table([*headings, *(f"{name}: most growth of one" for name in engines)], rows)


def question_table(measurement: Measurement, questions: Iterable[Question]) -> str:
    """Return the median and the 99th percentile of each question, and how the former grows."""
    rows = []
    for question in questions:
        times = {target.key: measurement.timings[question, target.key] for target in measurement.archives}
        rows.append([question.name, *time_cells(measurement.archives, times), *worst_growth(measurement, [question])])
    engines = engine_names(measurement.archives)
    headings = ["question", *time_headings(measurement.archives), *(f"{name}: growth" for name in engines)]
    return format_table(headings, rows)


def time_headings(archives: Sequence[LoadedArchive]) -> list[str]:
    """Return the headings of the times of each archive."""
    return [f"{target.engine.name} {target.facts:.0e}".replace("e+0", "e") for target in archives]


def time_cells(archives: Sequence[LoadedArchive], times: Times) -> list[str]:
    """Return the median and the 99th percentile of each archive, in milliseconds; the latter bold if too slow."""
    cells = []
    for target in archives:
        values = times[target.key]
        if not values:
            cells.append("")
            continue
        slowest = percentile(values, 99)
        text = f"{slowest:,.1f}"
        cells.append(f"{median(values):,.2f} / {f'**{text}**' if slowest > target.engine.p99_limit else text}")
    return cells


def worst_growth(measurement: Measurement, questions: Sequence[Question]) -> list[str]:
    """Return the most that the median of one of the questions grows on each engine; bold if it is too much."""
    cells = []
    for name in engine_names(measurement.archives):
        ratios = [ratio for question in questions if (ratio := growth(measurement, question, name)) is not None]
        worst = max(ratios, default=None)
        text = "" if worst is None else f"{worst:.1f}"
        cells.append(f"**{text}**" if worst is not None and worst > MOST_GROWTH else text)
    return cells


def growth(measurement: Measurement, question: Question, engine: str) -> float | None:
    """Return the median of the largest archive of an engine by that of the smallest; None if one has none."""
    keys = [target.key for target in measurement.archives if target.engine.name == engine]
    first, last = (measurement.timings[question, key] for key in (keys[0], keys[-1]))
    return median(last) / median(first) if first and last else None


def find_slow(measurement: Measurement) -> list[Question]:
    """Return the questions that are too slow, or slow down too much, on any engine: the worst ones first."""
    scores: dict[Question, float] = {}
    for question in measurement.queries:
        ratios = [growth(measurement, question, name) or 0 for name in engine_names(measurement.archives)]
        limits = [
            percentile(values, 99) / target.engine.p99_limit
            for target in measurement.archives
            if (values := measurement.timings[question, target.key])
        ]
        score = max(max(ratios) / MOST_GROWTH, *limits)
        if score > 1:
            scores[question] = score
    return sorted(scores, key=lambda question: -scores[question])


def engine_names(archives: Sequence[LoadedArchive]) -> list[str]:
    """Return the name of each engine."""
    return list(dict.fromkeys(target.engine.name for target in archives))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
