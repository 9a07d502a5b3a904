"""`python -m facts site`: write the complete API as static files."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from api.app import build_api
from api.server.settings import argument_type, base_url
from api.site.crawler import SiteError, write_site
from api.site.directory import DirectoryError, SiteDirectory
from facts.archive import Archive
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.formats.publication import Contact, License, Publication
from facts.sheets.loader import BUNDLED
from facts.sheets.problems import SheetError

PROGRESS_STEP = 20
EPILOG = """\
The files have the addresses of the API with their suffixes. Links are relative, so that the site can be served from
any path: python -m http.server --directory DIR. A second run writes what changed, and removes what is gone.

exit status: 0 on success, 1 for sheets that do not load or a directory that cannot be used, 2 for an invalid option
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        "fact-sheet site",
        description="Write the whole API as files, for a server of static files.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty directory, or a site made before")
    sheets_help = "sheet files, or directories of them (default: the bundled sheet)"
    parser.add_argument("--sheets", type=Path, nargs="+", metavar="PATH", default=[BUNDLED], help=sheets_help)
    url_help = "URL of the site, which makes addresses in data absolute"
    parser.add_argument("--base-url", type=base_url, metavar="URL", help=url_help)
    license_help = "license of the data, an SPDX identifier such as CC-BY-4.0 or a URL"
    parser.add_argument("--license", type=argument_type(License.parse), metavar="NAME", help=license_help)
    contact_help = "whom to ask about the data: an e-mail address or a URL"
    parser.add_argument("--contact", type=argument_type(Contact.parse), metavar="ADDRESS", help=contact_help)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the site; return the exit status: 0, or 1 for unusable sheets or an unusable directory."""
    options = build_parser().parse_args(arguments)
    publication = Publication(options.base_url, options.license, options.contact, is_static=True)
    try:
        sheets = load_sheets_and_drafts(find_sheets_and_drafts(options.sheets))
        with closing(Archive.build(sheets)) as archive, SiteDirectory(options.directory) as directory:
            api = build_api(publication)
            api.state.archive = archive
            asyncio.run(write_site(api, archive, options.base_url, directory, show_progress))
    except (SheetError, DirectoryError, SiteError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    counts = {"files": len(directory.files), "written": directory.written, "removed": directory.removed}
    if options.json:
        print(json.dumps(counts))
    else:
        words = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        print(f"ok {options.directory}: {words}")
    return 0


def show_progress(files: int, pending: int) -> None:
    """Show on a terminal the number of files, and of URLs that are still to be requested."""
    if sys.stderr.isatty() and (files % PROGRESS_STEP == 0 or not pending):
        print(f"\r{files} files, {pending} addresses to come    ", end="\n" * (not pending), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
