"""Files of drafts and of their articles: read both as text."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from facts.model.article import Article
from facts.model.files import read_regular_file
from facts.sheets.loader import MAX_BYTES, io_errors
from facts.sheets.problems import Issue, SheetError

ARTICLE_SUFFIX = ".txt"
MAX_DRAFT_BYTES = 1_000_000
"""Size of a draft; what is larger is not parsed."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The file of a draft, and the one of its article."""

    path: Path
    article: Path

    @classmethod
    def beside(cls, path: Path) -> "DraftFile":
        """Return the draft in the file `path`, with the article of the same name beside it."""
        return cls(path, path.with_suffix(ARTICLE_SUFFIX))

    @property
    def name(self) -> str:
        """The id of the sheet, unless the draft has another one."""
        return self.path.stem

    def modified(self) -> datetime:
        """Return when the draft or its article was last modified; raise SheetError if one cannot be read."""
        times = []
        for path in (self.path, self.article):
            with io_errors(path):
                times.append(path.stat().st_mtime)
        return datetime.fromtimestamp(max(times), UTC)

    def read_draft(self) -> str:
        """Return the text of the draft; raise SheetError if it cannot be read."""
        hint = "Name the file of a draft, YAML or JSON in UTF-8; `draft ARTICLE` writes one to start from"
        remedy = "Divide the article, and write a draft of each part"
        return read_utf8(self.path, hint, MAX_DRAFT_BYTES, remedy)

    def read_article(self) -> Article:
        """Return the article; raise SheetError if it cannot be read."""
        hint = f"Put the article there, or name its file: build {self.path.name} ARTICLE"
        article = Article(read_utf8(self.article, hint))
        require_text(self.article, article)
        return article


def require_text(path: Path, article: Article) -> None:
    """Raise SheetError if the article in the file `path` has no passages."""
    if not article.passages:
        raise SheetError([Issue(str(path), "", "", "is empty", "Put the text of the article there")])


def read_utf8(path: Path, hint: str, limit: int = MAX_BYTES, remedy: str = "Split it") -> str:
    """Return the text of a file as it is; raise SheetError if it cannot be read, or has more than `limit` bytes."""
    try:
        content = read_regular_file(path, limit + 1)
        if len(content) > limit:
            raise SheetError([Issue(path.name, "", "", f"is larger than {limit:,} bytes", remedy)])
        return content.decode("utf-8")
    except OSError as error:
        raise SheetError([Issue(str(path), "", "", f"cannot be read ({error.strerror})", hint)]) from None
    except UnicodeDecodeError:
        raise SheetError([Issue(str(path), "", "", "is not UTF-8", "Save it as UTF-8")]) from None
