"""Validate a sheet, and report every problem instead of only the first."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError, to_json

from facts.kinds import KINDS
from facts.model.fields import RecordField, WithEvidence
from facts.model.figure import FIGURE_TAGS
from facts.model.kind import Kind
from facts.model.plurals import count_noun
from facts.model.receipt import Receipt
from facts.model.record import ACTORS, Record
from facts.model.source import Source
from facts.sheets.corrections import Location, apply_corrections, correct_parts, find_corrections
from facts.sheets.coverage import find_coverage_problems
from facts.sheets.messages import COMPUTED, explain_error, hides_spans, is_too_deep
from facts.sheets.partial import construct_partial
from facts.sheets.problems import Issue, IssueLog
from facts.sheets.raw import JsonObject, as_dict, as_list, iter_raw_spans
from facts.sheets.relations import find_denied_relations
from facts.sheets.sheet import SheetHeader
from facts.sheets.spans import LocatedSpan, SpanProblem, distinct_spans, list_spans
from facts.sheets.suggestions import format_suggestion, suggest_country, suggest_name

SPAN_FIELDS = frozenset({"start", "end", "digest"})
MAX_RECORD_BYTES = 1_000_000
"""Size of a record as JSON; what is larger is not validated."""
MAX_ERRORS = 10_000
"""Errors of one record that are examined; more are only counted."""
M = TypeVar("M", bound=BaseModel)


class SheetValidator:
    """Validates the sheet in `file` and collects its `problems`.

    Records are validated first, which corrects misspelt keys in `raw`, the sheet as parsed JSON. What records refer
    to is then looked up in `raw`, so that an invalid record does not invalidate those that refer to it.
    """

    def __init__(self, file: str, raw: JsonObject) -> None:
        self.file = file
        self.problems = IssueLog()
        self.raw, renamed = correct_parts(raw, [*KINDS, *SheetHeader.model_fields, "$schema"])
        for key, name in renamed.items():
            self.report("sheet", key, "is not a part of a sheet", format_suggestion(name))
        self.kinds: dict[str, str] = {}
        self.partial: dict[str, list[Record]] = {}
        """The valid parts of invalid records that have a title, of each kind."""
        has_unknown_records = any(as_list(self.raw[name]) for name in self.unknown_parts())
        self.has_all_records = self.has_all_spans = not has_unknown_records

    def report(self, record: str, field: str, message: str, hint: str) -> None:
        """Add a problem."""
        self.problems.add(Issue(self.file, record, field, message, hint))

    def unknown_parts(self) -> list[str]:
        """Return the names of the parts that no sheet has."""
        return sorted(self.raw.keys() - KINDS.keys() - SheetHeader.model_fields.keys() - {"$schema"})

    def validate_header(self) -> SheetHeader | None:
        """Return the fields of the sheet besides its records; report every problem and return None if invalid."""
        fields = {name: self.raw[name] for name in SheetHeader.model_fields if name in self.raw}
        header, corrected, _ = self.validate(SheetHeader, "sheet", fields)
        self.raw |= corrected
        return header

    def validate_records(self) -> dict[str, tuple[Record, ...]]:
        """Return the valid records of each kind; report every problem of all of them."""
        records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        checked: list[tuple[str, Record, Collection[Location]]] = []
        for kind in KINDS.values():
            rows = self.raw.get(kind.name, [])
            if not isinstance(rows, list):
                self.report("sheet", kind.name, "is not a list", "Write a list of records")
                self.has_all_spans = self.has_all_records = False
            self.raw[kind.name] = []
            for number, row in enumerate(as_list(rows)):
                record, corrected, errors = self.validate(kind.model, record_name(kind, number, row), row)
                self.raw[kind.name].append(corrected)
                self.index_record(kind.name, corrected)
                if record:
                    records[kind.name].append(record)
                elif isinstance(corrected, dict) and errors is not None and not self.problems.is_full:
                    record = construct_partial(kind.model, corrected, errors)
                    if getattr(record, kind.model.title_field):
                        self.partial.setdefault(kind.name, []).append(record)
                if record:
                    checked.append((record_name(kind, number, corrected), record, errors or ()))
        for name, record, invalid in checked:
            self.check_evidence(name, record, invalid)
        for statement, other in find_denied_relations(self.raw):
            message = f"has the gap `not_stated`, but statements/{other} has a stated relation to it"
            self.report(f"statements/{statement}", "relations", message, "Fill it, or correct the gap's status")
        return {kind: tuple(valid) for kind, valid in records.items()}

    def index_record(self, kind: str, row: object) -> None:
        """Index a record's kind by its id; report an id that is used twice in the sheet."""
        name = as_dict(row).get("id")
        if not isinstance(name, str):
            self.has_all_records = False
            return
        if name in self.kinds:
            message = f"is also the id of {self.kinds[name]}/{name}"
            self.report(f"{kind}/{name}", "id", message, "Give each record its own id")
        self.kinds.setdefault(name, kind)

    def validate(self, model: type[M], record: str, raw: Any) -> tuple[M | None, Any, frozenset[Location] | None]:
        """Return `raw` as an instance of `model`, None if it is invalid; report every error.

        The second item is `raw` with its misspelt keys corrected. The third has the locations of the errors, and is
        None if `raw` cannot be checked any further.
        """
        value, errors = self.parse(model, record, raw)
        if errors is None:
            return None, raw, None
        if not errors:
            return value, raw, frozenset()
        if corrections := find_corrections(model, raw, errors):
            corrected = apply_corrections(raw, corrections)
            corrected_value, remaining = self.parse(model, record, corrected)
            targets = {correction.corrected for correction in corrections}
            if remaining is not None and targets.isdisjoint(details["loc"] for details in remaining):
                value, errors, raw = corrected_value, remaining, corrected
                for correction in corrections:
                    path = ".".join(map(str, correction.location))
                    self.report(record, path, "is not a known field", format_suggestion(correction.name))
        self.report_errors(record, errors)
        return value, raw, frozenset(details["loc"] for details in errors)

    def parse(self, model: type[M], record: str, raw: object) -> tuple[M | None, list[ErrorDetails] | None]:
        """Return `raw` as an instance of `model`, or the errors; report those that are too many to be returned."""
        text = write_json(raw)
        if text is None:
            return self.reject_nesting(record)
        if len(text) > MAX_RECORD_BYTES:
            message = f"is longer than {MAX_RECORD_BYTES:,} bytes as JSON"
            self.report(record, "", message, "Shorten it, or split it")
            return None, None
        try:
            return model.model_validate_json(text, strict=True), []
        except ValidationError as error:
            count = error.error_count()
            if self.problems.is_full or count > MAX_ERRORS:
                self.report(record, "", f"has {count_noun(count, 'problem')}", "Correct its longest list first")
                self.problems.omitted += count - 1
                self.has_all_spans = False
                return None, None
            errors = [details | {"loc": without_tags(details["loc"])} for details in error.errors(include_url=False)]
        return self.reject_nesting(record) if is_too_deep(errors) else (None, errors)

    def reject_nesting(self, record: str) -> tuple[None, None]:
        """Report that a record is nested too deeply, and return what `parse` does for errors that it has reported."""
        self.has_all_spans = False
        self.report(record, "", "is nested too deeply", "Remove the brackets that are too many")
        return None, None

    def report_errors(self, record: str, errors: Sequence[ErrorDetails]) -> None:
        """Report each error of an invalid record, and once that it has spans without positions."""
        unanchored = False
        for details in errors:
            path = [str(step) for step in details["loc"]]
            self.has_all_spans &= not hides_spans(details)
            if details["type"] == "missing" and path[-1] in SPAN_FIELDS and "spans" in path:
                unanchored = True
            else:
                self.report(record, ".".join(path), *explain_error(details))
        if unanchored:
            self.report(record, "evidence", "has spans without positions and digests", "Run `anchor`")

    def check_evidence(self, record: str, model: WithEvidence, invalid: Collection[Location] = ()) -> None:
        """Check the receipt or gap and the references of each field, except at the locations in `invalid`."""
        if ("evidence",) in invalid or ("gaps",) in invalid:
            return
        fields = {field.path: field for field in model.fields}
        has_invalid_receipts = any(loc[:1] == ("evidence",) for loc in invalid)
        if not (model.evidence or has_invalid_receipts) and any(field.is_filled for field in fields.values()):
            self.report(record, "evidence", "is empty: no field has a receipt", "Add a receipt for each filled field")
            return
        skipped = {str(loc[0]) for loc in invalid if loc} | {str(loc[1]) for loc in invalid if len(loc) > 1}
        if "voice" in skipped:
            skipped |= {"attributed_to", "attribution_scope"}

        def is_valid(path: str) -> bool:
            return path not in skipped and path.split(".", 1)[0] not in skipped

        corrected: set[str] = set()
        if unknown := sorted(filter(is_valid, model.evidence.keys() - fields.keys())):
            receipts = {path for path, field in fields.items() if field.is_filled} - model.evidence.keys()
            corrected.update(*(self.check_path(record, path, "receipt", receipts) for path in unknown))
        if unknown := sorted(filter(is_valid, model.gaps.keys() - fields.keys())):
            gaps = {path for path, field in fields.items() if not field.is_filled} - model.gaps.keys()
            corrected.update(*(self.check_path(record, path, "gap", gaps) for path in unknown))
        for path, field in fields.items():
            if path not in corrected and (not skipped or is_valid(path)):
                self.check_field(record, field, model)

    def check_path(self, record: str, path: str, kind: str, candidates: set[str]) -> set[str]:
        """Report the path of a receipt or gap that no field has; return the field that was meant, if one is close."""
        if path.startswith("derived") and kind == "receipt":
            self.report(record, path, COMPUTED, "Remove the receipt, or correct its path")
            return set()
        name = min(candidates) if len(candidates) == 1 else None
        if len(candidates) > 1 and not self.problems.is_full:
            name = suggest_name(path, sorted(candidates))
        hint = format_suggestion(name) if name else f"Remove the {kind}, or correct its path"
        self.report(record, path, f"has a {kind} but is not a known field", hint)
        return {name} if name else set()

    def check_field(self, record: str, field: RecordField, model: WithEvidence) -> None:
        """Check that a field has either a receipt or a gap, and that its references exist."""
        path, metadata = field.path, field.metadata
        receipt, gap = model.evidence.get(path), model.gaps.get(path)
        is_filled = field.is_filled or field.is_unquoted(receipt)
        if is_filled and (receipt is None or gap):
            self.report(record, path, *explain_filled(field, bool(receipt), bool(gap)))
        if not is_filled and (gap is None or receipt):
            self.report(record, path, *explain_empty(path, bool(receipt), bool(gap)))
        if is_filled and receipt:
            self.check_basis(record, field, receipt)
        if isinstance(field.value, tuple) and len(set(field.value)) < len(field.value):
            self.report(record, path, "lists the same item twice", "List it once")
        if reference := metadata.reference:
            for target in field.references:
                if not (reference.or_words and receipt and is_quoted(target, receipt) and target not in self.kinds):
                    self.check_reference(record, path, target, reference.kinds, reference.or_words)
        if receipt and receipt.attributed_to:
            self.check_reference(record, path, receipt.attributed_to, ACTORS)

    def check_basis(self, record: str, field: RecordField, receipt: Receipt) -> None:
        """Check that only codes cite a standard, that limits are inferred, and that no field is derived."""
        path, standard = field.path, field.metadata.standard
        if receipt.basis == "derived":
            self.report(record, path, COMPUTED, 'Use basis "stated", with the passage that states it')
        elif standard and receipt.basis != "reference" and not standard.is_optional:
            hint = f'Use basis "reference", note "{standard.names[0]}"'
            self.report(record, path, "is a code of a standard but cites the article", hint)
        elif not standard and receipt.basis == "reference":
            self.report(record, path, "is not a code of a standard", 'Use basis "stated" or "inferred"')
        elif path.endswith(".within") and receipt.basis != "inferred":
            self.report(record, path, "is a limit set by an editor", 'Use basis "inferred", with a note why')

    def check_reference(
        self, record: str, path: str, target: str, kinds: tuple[str, ...], or_words: bool = False
    ) -> None:
        """Check that `target` is the id of a record of one of `kinds`, or of any kind if `kinds` is empty."""
        kind = self.kinds.get(target)
        if kind is not None and (not kinds or kind in kinds):
            return
        accepted = " or ".join(kinds) or "any kind"
        if kind is None and self.has_all_records:
            candidates = (name for name, kind in self.kinds.items() if not kinds or kind in kinds)
            name = None if self.problems.is_full else suggest_name(target, candidates) or self.suggest_code(target)
            hint = f"Add it to {accepted}" + (", or add a span that quotes these words" if or_words else "")
            message = f"points to {target}, which is not a record of this sheet"
            self.report(record, path, message, f"{hint}. {format_suggestion(name)}" if name else hint)
        elif kind is not None:
            self.report(record, path, f"points to {kind}/{target}", f"Point to a record of {accepted}")

    def suggest_code(self, target: str) -> str | None:
        """Return the code of the country of the sheet that `target` names in another form; None if there is none."""
        code = suggest_country(target)
        return code if code in self.kinds else None

    def check_coverage(self, source: Source) -> None:
        """Check that the spans can be of one article, and that every passage has one or is listed as factless."""
        raw_spans = list(iter_raw_spans(self.raw))
        cited = {passage for _, _, span in raw_spans if type(passage := span.get("passage")) is int}

        def list_problems(spans: Collection[LocatedSpan]) -> list[SpanProblem]:
            return list(find_coverage_problems(source, list_spans(spans), cited, self.has_all_spans))

        if self.problems or list_problems(distinct_spans(raw_spans)):
            for problem in list_problems(raw_spans):
                self.report(*problem)


def write_json(raw: object) -> bytes | None:
    """Return parsed JSON as JSON; None if it is nested too deeply."""
    try:
        return to_json(raw)
    except PydanticSerializationError:
        return None


def without_tags(location: Location) -> Location:
    """Return the location of an error without what pydantic adds for a field that holds one of several values."""
    return tuple(step for step in location if step not in FIGURE_TAGS)


def record_name(kind: Kind, number: int, row: object) -> str:
    """Return the name of the record in `row`, the item `number` of its kind."""
    return f"{kind.name}/{as_dict(row).get('id') or number}"


def is_quoted(words: str, receipt: Receipt) -> bool:
    """Return whether a span of a receipt quotes `words`."""
    return any(words in (span.exact or "") for span in receipt.spans)


def explain_filled(field: RecordField, has_receipt: bool, has_gap: bool) -> tuple[str, str]:
    """Return the message and the hint for a filled field that lacks a receipt or has a gap."""
    if has_receipt:
        return "is filled but has a gap", "Remove the gap or the value"
    hint = f'Add evidence["{field.path}"] with passage and exact, then run `anchor`'
    if (standard := field.metadata.standard) and not standard.is_optional:
        hint = f'Add evidence["{field.path}"] with basis "reference", note "{standard.names[0]}"'
    return ("is filled but has a gap and no receipt" if has_gap else "is filled but has no receipt"), hint


def explain_empty(path: str, has_receipt: bool, has_gap: bool) -> tuple[str, str]:
    """Return the message and the hint for an empty field that lacks a gap or has a receipt."""
    if has_gap:
        return "is empty but has a receipt", "Remove the receipt, or fill the field"
    hint = f'Fill it, or add gaps["{path}"] with a status and a note'
    return ("is empty but has a receipt and no gap" if has_receipt else "is empty but has no gap"), hint
