"""`reanchor`: move the spans of a sheet to where they are in an edited article."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facts.commands.command import Command, add_json_argument, add_sheet_and_article_arguments
from facts.commands.files import read_article, replace_file
from facts.commands.notes import describe_text, print_notes
from facts.commands.output import as_json, print_problems, status_word
from facts.commands.pairs import find_pairs_to_rewrite
from facts.model.article import Article
from facts.sheets.json_parser import parse_json
from facts.sheets.json_text import rewrite_json
from facts.sheets.loader import read_text
from facts.sheets.problems import Issue, SheetError
from facts.sheets.progress import track
from facts.sheets.reanchor import LEFT, SpanMove, reanchor

STATES = ("moved", *LEFT)
MAX_LISTED_PLACES = 10
HINTS = {
    "changed": "Correct `exact` and set `passage`, then run `anchor`",
    "gone": "Remove the span, or what rests on it",
    "ambiguous": "Set `passage` and `start`, then run `anchor`",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheet_and_article_arguments(parser)
    add_json_argument(parser)


def run(options: Namespace) -> int:
    """Move the spans of each sheet and rewrite its file; the exit status is 1 if a span is left."""
    pairs = find_pairs_to_rewrite(options.sheet, options.article)
    problems: list[Issue] = []
    notes: list[str] = []
    results: list[tuple[Path, Article, list[SpanMove]]] = []
    for sheet, path in track(pairs, len(pairs)):
        try:
            article = read_article(path)
            results.append((sheet, article, reanchor_file(sheet, article)))
            notes += describe_text(path, article)
        except SheetError as error:
            problems += error.problems
    is_complete = not problems and not any(move.state in LEFT for *_, moves in results for move in moves)
    if options.json:
        summaries = [summarize(article, moves) for _, article, moves in results]
        extra: dict[str, Any] = {"notes": notes} | ({"problems": list(map(as_json, problems))} if problems else {})
        if options.sheet.is_dir():
            files = [{"file": sheet.name} for sheet, *_ in results]
            print(json.dumps({"sheets": [file | one for file, one in zip(files, summaries, strict=True)]} | extra))
        else:
            print(json.dumps((summaries[0] if summaries else {}) | extra))
        return not is_complete
    print_notes(notes)
    print_problems(problems, options)
    for sheet, article, moves in results:
        print_moves(sheet, article, moves)
    return not is_complete


def reanchor_file(sheet: Path, article: Article) -> list[SpanMove]:
    """Move the spans of the sheet in a file and return what became of each; raise SheetError if that fails."""
    text = read_text(sheet)
    before, raw = parse_json(sheet.name, text), parse_json(sheet.name, text)
    moves = reanchor(raw, article)
    replace_file(sheet, text, rewrite_json(text, before, raw))
    return moves


def summarize(article: Article, moves: Sequence[SpanMove]) -> dict[str, Any]:
    """Return the moves as JSON: how many spans were kept, and the others by their state."""
    lists = {state: [move_json(article, move) for move in moves if move.state == state] for state in STATES}
    return {"kept": sum(move.state == "kept" for move in moves)} | lists


def move_json(article: Article, move: SpanMove) -> dict[str, Any]:
    """Return a move as JSON."""
    row: dict[str, Any] = {"record": move.record, "field": move.field}
    row |= {"passage_before": move.before, "passage_after": move.after, "exact": move.exact}
    if move.state == "ambiguous":
        row["places"] = [
            {"passage": article.passage_at(start), "start": start, "end": end}
            for start, end in move.places[:MAX_LISTED_PLACES]
        ]
    return row


def print_moves(sheet: Path, article: Article, moves: Sequence[SpanMove]) -> None:
    """Print the spans that are left to standard error, and a summary."""
    counts = {state: sum(move.state == state for move in moves) for state in ("kept", *STATES)}
    for move in moves:
        if move.state in LEFT:
            problem = Issue(sheet.name, move.record, move.field, describe_move(article, move), HINTS[move.state])
            print(f"{status_word(False)} {problem}", file=sys.stderr)
    is_complete = not any(counts[state] for state in LEFT)
    print(f"{status_word(is_complete)} {sheet.name}: {', '.join(f'{n} {state}' for state, n in counts.items())}")


def describe_move(article: Article, move: SpanMove) -> str:
    """Return what became of a span that is left, in words."""
    name = f"passage {move.before}" if move.before else "the span"
    words = f" ({move.exact})" if move.exact else ""
    if move.state == "gone":
        return f"cites {name}{words}, which is gone"
    if move.state == "changed":
        return f"cites {name}{words}, now passage {move.after}, which has other text there"
    starts = [start for start, _ in move.places[:MAX_LISTED_PLACES]]
    places = " or ".join(f"passage {article.passage_at(start)} from {start}" for start in starts)
    return f"cites {name}{words}, which may be in {places}"


REANCHOR = Command(
    name="reanchor",
    summary="Move every span to where it is in an edited article, in place",
    add_arguments=add_arguments,
    run=run,
)
