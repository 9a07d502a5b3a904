"""`python -m tests.benchmark.reanchor`: edit articles at random, and count the spans that `reanchor` finds."""

import argparse
import sys
from collections.abc import Sequence
from random import Random
from time import perf_counter

from facts.model.article import Article
from facts.sheets.fingerprints import Fingerprint
from facts.sheets.loader import read_json
from facts.sheets.raw import iter_raw_spans
from tests.conftest import S400, SHARED
from tests.facts.sheets.edited_articles import MINUTES, TRANSFER, Sample, random_sample, sheet_sample, tally_edits


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of articles; return the exit status: 1 if a span is placed wrongly, else 0."""
    parser = argparse.ArgumentParser("python -m tests.benchmark.reanchor", description=__doc__)
    parser.add_argument("--edits", type=int, default=1000, help="edits of each article (default: %(default)s)")
    parser.add_argument("--changes", type=int, default=1, help="the most changes of an edit (default: %(default)s)")
    options = parser.parse_args(arguments)
    print(
        "| article | spans that survive | found | wrong | ms an edit |",
        "| --- | ---: | ---: | ---: | ---: |",
        sep="\n",
    )
    wrong = 0
    for name, sample in list_samples().items():
        start = perf_counter()
        tally = tally_edits(sample, name, options.edits, options.changes)
        milliseconds = (perf_counter() - start) / options.edits * 1000
        share = tally.right / tally.surviving
        print(f"| {name} | {tally.surviving:,} | {share:.2%} | {tally.wrong} | {milliseconds:.0f} |", flush=True)
        wrong += tally.wrong
    return bool(wrong)


def list_samples() -> dict[str, Sample]:
    """Return the articles by name; those outside of the repository only if they are there."""
    samples = {"frigates": sheet_sample()}
    texts = {"minutes": MINUTES, "transfer": TRANSFER}
    case = SHARED.parent / "cases" / "karhu-deal.txt"
    if case.exists():
        texts["vehicles"] = case.read_text(encoding="utf-8")
    for name, text in texts.items():
        samples[name] = random_sample(text, Random(name))  # noqa: S311 - fixed spans
    for path in SHARED.glob("*.txt"):
        spans = [span for _, _, span in iter_raw_spans(read_json(S400))]
        rows = [(span["passage"], span["start"], span["end"], span["digest"], span.get("exact")) for span in spans]
        samples["S-400"] = Sample(Article.read(path), frozenset(Fingerprint(*row) for row in rows))
    return samples


if __name__ == "__main__":
    sys.exit(main())
