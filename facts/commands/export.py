"""`export`: write a collection in one of the API's formats."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing

from facts.archive import Archive
from facts.commands.command import Command, add_sheets_argument
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.formats import FORMATS, Document, Format, formats_for
from facts.model.collection import Collection
from facts.sheets.loader import BUNDLED
from facts.sheets.progress import track
from facts.views import COLLECTIONS

COLLECTION_HELP = "what to write: the records of a kind, the sheets, or a view of all records (default: %(default)s)"
FORMAT_HELP = "format to write it in; not every collection has each (default: %(default)s)"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sheets_argument(parser)
    parser.add_argument("--collection", choices=COLLECTIONS, default="facts", help=COLLECTION_HELP)
    formats = [name for name, format_ in FORMATS.items() if "list" in format_.document_types]
    parser.add_argument("--format", choices=formats, default="json", help=FORMAT_HELP)


def run(options: Namespace) -> int:
    """Write every item of a collection in one of the API's formats."""
    collection = COLLECTIONS[options.collection]
    format_ = FORMATS[options.format]
    if not format_.supports("list", collection):
        supported = ", ".join(available.name for available in formats_for("list", collection))
        message = f"--format must be one of {supported} for {options.collection}, not {options.format}"
        print(f"fact-sheet export: error: {message}", file=sys.stderr)
        return 2
    files = find_sheets_and_drafts(options.sheets or [BUNDLED])
    with closing(Archive.build(track(load_sheets_and_drafts(files), len(files)))) as archive:
        write_items(archive, collection, format_)
    return 0


def write_items(archive: Archive, collection: Collection, format_: Format) -> None:
    """Write every item of a collection to standard output."""
    document = Document(
        collection=collection,
        type="list",
        items=archive.iterate(collection.name),
        complete=True,
        titles=archive.titles,
        article_digests=archive.article_digests,
        modified=archive.modified,
    )
    for chunk in format_.write(document):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


EXPORT = Command(
    name="export",
    summary="Write records, facts, gaps or the timeline as the API serves them",
    add_arguments=add_arguments,
    run=run,
)
