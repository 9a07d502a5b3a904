"""Pairs: find the article of each sheet that a command reads."""

from hashlib import sha256
from pathlib import Path

from facts.model.files import read_regular_file
from facts.sheets.loader import find_sheets, read_json
from facts.sheets.problems import Issue, SheetError
from facts.sheets.raw import as_dict

Pair = tuple[Path, Path]
"""The files of a sheet and of its article."""


def find_pairs(sheet: Path, article: Path | None) -> list[Pair]:
    """Return each sheet of a file or directory with its article; raise SheetError for one without.

    An article in a directory has the name of its sheet with the suffix `.txt`, or else the digest in its source.
    Without `article` the directory is that of the sheet.
    """
    sheets = find_sheets([sheet])
    if article is not None and not article.is_dir():
        if len(sheets) > 1:
            message = f"is one article for {len(sheets)} sheets"
            raise SheetError([Issue(str(article), "", "", message, "Name a directory of articles")])
        return [(sheets[0], article)]
    digests: dict[Path, dict[str, Path]] = {}
    pairs, problems = [], []
    for path in sheets:
        directory = article or path.parent
        named = directory / f"{path.stem}.txt"
        match = named if named.exists() else find_by_digest(path, directory, digests)
        if match:
            pairs.append((path, match))
        else:
            message = f"has no article: neither {named.name} nor a *.txt with its digest is in {directory}"
            problems.append(Issue(str(path), "", "", message, f"Name its article {named.name}"))
    if problems:
        raise SheetError(problems)
    return pairs


def find_by_digest(sheet: Path, directory: Path, digests: dict[Path, dict[str, Path]]) -> Path | None:
    """Return the article in a directory that has the digest in the source of a sheet; None if there is none.

    The digests of a directory are computed once and cached in `digests`.
    """
    if directory not in digests:
        files = [path for path in sorted(directory.glob("*.txt")) if path.is_file()]
        digests[directory] = {sha256(read_regular_file(path)).hexdigest(): path for path in files}
    return digests[directory].get(str(as_dict(read_json(sheet).get("source")).get("digest")))


def find_pairs_to_rewrite(sheet: Path, article: Path | None) -> list[Pair]:
    """Return the pairs whose sheets a command rewrites; raise SheetError if one of a directory is a link.

    Who put the link there may not be who runs the tool.
    """
    pairs = find_pairs(sheet, article)
    hint = "To change the file that it leads to, name the link itself"
    if links := [path for path, _ in pairs if path != sheet and path.is_symlink()]:
        raise SheetError([Issue(str(path), "", "", "is a symbolic link in a directory", hint) for path in links])
    return pairs
