"""The MCP tools: search the facts, read a record, list the gaps, check a quotation."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field, TypeAdapter, ValidationError, WithJsonSchema

from api.mcp.errors import MAX_SHOWN, describe_errors
from api.mcp.results import FactResults, GapResults, SheetResults
from facts.archive import Archive, ArchiveChanged, CursorError, Query, QueryError, StaleCursorError
from facts.kinds import KINDS
from facts.model.receipt import Basis, GapStatus
from facts.model.record import Voice
from facts.model.values import Status
from facts.quotations import QuoteCheck, QuoteError, check_quote
from facts.sheets.suggestions import format_suggestion, suggest_name
from facts.views import COLLECTIONS, FACTS, GAPS, SHEETS

MAX_ARTICLE_CHARS = 200_000
MAX_NAMES = 20
"""Names in a hint, where none is close."""

SheetId = Annotated[str | None, Field(description="id of a sheet, from `list_sheets`; null = all sheets")]
KindName = Annotated[
    str, WithJsonSchema({"type": "string", "enum": list(KINDS)}), Field(description="kind of the record")
]
SearchWords = Annotated[
    str | None, Field(description="words, or their beginnings, that the record's title, its values and receipts have")
]
Subject = Annotated[str | None, Field(description="a record, as `sheet/kind/id`")]
Property = Annotated[str | None, Field(description="the dotted path of a field, such as `delivery.when`")]
Speaker = Annotated[str | None, Field(description="the id of the speaker, or a group as named")]
Limit = Annotated[int, Field(ge=1, le=100, description="number of items to return")]
Cursor = Annotated[str | None, Field(description="`cursor` of the previous result, to continue after it")]

QUERY_TYPES: Mapping[str, Any] = {
    "attributed_to": Speaker,
    "property": Property,
    "q": SearchWords,
    "subject": Subject,
}
ARGUMENTS = {name: TypeAdapter(type_).json_schema() for name, type_ in QUERY_TYPES.items()}
"""The schemas of the arguments that are validated as parts of a query."""


class FactTools:
    """The tools, which read the archive that `get_archive` returns: another one after a reload."""

    def __init__(self, get_archive: Callable[[], Archive]) -> None:
        self.get_archive = get_archive

    def list_sheets(self, q: SearchWords = None, limit: Limit = 20, cursor: Cursor = None) -> SheetResults:
        """List the sheets: one for each article, with the number of its records of each kind."""
        return SheetResults(**self.find(SHEETS.name, {}, q=q, sheet=None, limit=limit, cursor=cursor))

    def search_facts(
        self,
        q: SearchWords = None,
        sheet: SheetId = None,
        subject: Subject = None,
        property: Property = None,  # noqa: A002 - the name that the API has for it
        basis: Annotated[Basis | None, Field(description="what the fact rests on")] = None,
        voice: Annotated[Voice | None, Field(description="the article itself, or someone in it")] = None,
        status: Annotated[Status | None, Field(description="occurred, planned, asserted, ...")] = None,
        attributed_to: Speaker = None,
        country: Annotated[str | None, Field(description="ISO 3166-1 alpha-2 code, such as TR")] = None,
        date: Annotated[str | None, Field(description="EDTF: 2018, 2018-10, 2018/2019, ../2018")] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> FactResults:
        """Search the facts of the articles; every condition must hold.

        Each fact has its value, what it rests on, who says so, and the spans of the article that state it. A fact
        with `voice` attributed is a claim of `attributed_to`, and its `status` tells whether it happened.
        """
        filters = {"subject": subject, "property": property, "basis": basis, "voice": voice, "status": status}
        filters |= {"attributed_to": attributed_to, "country": country, "date": date}
        return FactResults(**self.find(FACTS.name, filters, q=q, sheet=sheet, limit=limit, cursor=cursor))

    def get_record(
        self,
        sheet: Annotated[str, Field(description="id of the sheet")],
        kind: KindName,
        id: Annotated[str, Field(description="id of the record")],  # noqa: A002 - the name that the API has for it
    ) -> dict[str, Any]:
        """Read a record: its fields, the receipt of each filled field, and why the others are empty."""
        archive = self.get_archive()
        require_sheet(archive, sheet)
        if kind not in KINDS:
            raise ToolError(f"there is no kind {kind[:MAX_SHOWN]!r}. {suggest(kind, KINDS)}")
        record = archive.get(kind, sheet, id)
        if record is None:
            ids = [item["id"] for item in archive.iterate(kind, Query(sheet=sheet))]
            raise ToolError(f"there is no record {id!r} among the {kind} of {sheet}. {suggest(id, ids)}")
        return dict(record)

    def list_gaps(
        self,
        q: SearchWords = None,
        sheet: SheetId = None,
        subject: Subject = None,
        property: Property = None,  # noqa: A002 - the name that the API has for it
        status: Annotated[GapStatus | None, Field(description="why the field is empty")] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> GapResults:
        """List what the articles do not say: the empty fields of records, each with the reason."""
        filters = {"subject": subject, "property": property, "status": status}
        return GapResults(**self.find(GAPS.name, filters, q=q, sheet=sheet, limit=limit, cursor=cursor))

    def check_quote(
        self,
        words: Annotated[str, Field(max_length=4000, description="the quotation, without its quotation marks")],
        sheet: Annotated[str, Field(description="id of the sheet of the article")],
        article: Annotated[
            str | None,
            Field(max_length=MAX_ARTICLE_CHARS, description="text of the article, character for character, if known"),
        ] = None,
    ) -> QuoteCheck:
        """Check whether someone in a sheet said these words: who, in which passage, and how much of them.

        Words whose `speaker` is null are in the article, but nobody's in the sheet: the article's own.
        """
        archive = self.get_archive()
        require_sheet(archive, sheet)
        content = archive.get_sheet(sheet)
        if content is None:
            raise ArchiveChanged("the sheet has gone since the archive was opened")
        try:
            return check_quote(words, sheet, content["source"], {kind: content[kind] for kind in KINDS}, article)
        except QuoteError as error:
            raise ToolError(str(error)) from None

    def find(self, name: str, filters: Mapping[str, Any], **query: Any) -> Mapping[str, Any]:
        """Return the fields of a result: a page of a collection; raise ToolError for an invalid query."""
        archive, collection = self.get_archive(), COLLECTIONS[name]
        if query["sheet"] is not None:
            require_sheet(archive, query["sheet"])
        try:
            page = archive.find(name, Query(filters=collection.filters(**filters), **query))
        except ValidationError as error:
            raise ToolError(describe_errors(error, ARGUMENTS)) from None
        except StaleCursorError:
            raise ToolError("the archive has changed since `cursor` was issued. Call again without it") from None
        except CursorError:
            raise ToolError("`cursor` is not one of a result for these arguments. Call again without it") from None
        except QueryError as error:
            raise ToolError(str(error)) from None
        totals = {"total": page.total, "total_relation": page.total_relation}
        return {"items": tuple(page.items), **totals, "cursor": page.next, "hint": page.reason}


def require_sheet(archive: Archive, sheet: str) -> None:
    """Check that there is a sheet with this id; raise ToolError otherwise."""
    if sheet not in archive.sheets:
        raise ToolError(f"there is no sheet {sheet[:MAX_SHOWN]!r}. {suggest(sheet, archive.sheets)}")


def suggest(name: str, names: Iterable[str]) -> str:
    """Return a hint that names the closest of `names`, else the first of them."""
    names = list(names)
    if closest := suggest_name(name, names):
        return format_suggestion(closest)
    return f"Accepted: {', '.join(names[:MAX_NAMES])}" if names else "There are none"
