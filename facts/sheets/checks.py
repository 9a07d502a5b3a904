"""Validation of a sheet that reports every problem, not only the first."""

import json
from collections.abc import Collection
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from facts.kinds import KINDS
from facts.model.fields import RecordField, WithEvidence, iter_fields
from facts.model.kind import Kind
from facts.model.receipt import Receipt
from facts.model.record import ACTORS, Record
from facts.model.source import Source
from facts.sheets.problems import Issue
from facts.sheets.raw import JsonObject, as_list, iter_raw_spans

DERIVED_FIELDS = frozenset({"derived", "earliest", "latest"})
SPAN_FIELDS = frozenset({"start", "end", "digest"})
COMPUTED = "is computed and must not be written by hand"
HINTS = {
    "missing": "Add it",
    "extra_forbidden": "Remove it, or correct its name",
    "literal_error": "Use one of these values",
    "value_error": "Correct it",
}
Location = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)


class SheetValidator:
    """Validates the sheet in `file` and collects its `problems`.

    References are looked up in `raw`, the sheet as parsed JSON, so that an invalid record
    does not invalidate those that refer to it.
    """

    def __init__(self, file: str, raw: JsonObject) -> None:
        self.file = file
        self.raw = raw
        self.problems: list[Issue] = []
        self.kinds: dict[str, str] = {}
        for kind in KINDS:
            for row in as_list(raw.get(kind)):
                self.index_record(kind, row)

    def report(self, record: str, field: str, message: str, hint: str) -> None:
        """Add a problem."""
        self.problems.append(Issue(self.file, record, field, message, hint))

    def index_record(self, kind: str, row: object) -> None:
        """Index a record's kind by its id; report an id that is used twice in the sheet."""
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            return
        if name in self.kinds:
            message = f"is also the id of {self.kinds[name]}/{name}"
            self.report(f"{kind}/{name}", "id", message, "Give each record its own id")
        self.kinds.setdefault(name, kind)

    def validate_model(self, model: type[M], record: str, raw: object) -> M | None:
        """Return `raw` as an instance of `model`; report every error and return None if it is invalid."""
        try:
            return model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            self.report_errors(record, error)
            return None

    def report_errors(self, record: str, error: ValidationError) -> set[Location]:
        """Report each error of an invalid record; return their locations."""
        unanchored = False
        errors = error.errors(include_url=False, include_input=False)
        for details in errors:
            path = [str(step) for step in details["loc"]]
            message, hint = details["msg"].removeprefix("Value error, "), HINTS.get(details["type"], "Correct it")
            if details["type"] == "missing" and path[-1] in SPAN_FIELDS and "spans" in path:
                unanchored = True
                continue
            if details["type"] == "extra_forbidden" and path[-1] in DERIVED_FIELDS:
                message, hint = COMPUTED, "Remove it"
            self.report(record, ".".join(path), message[:1].lower() + message[1:], hint)
        if unanchored:
            self.report(record, "evidence", "has spans without positions and digests", "Run `anchor`")
        return {details["loc"] for details in errors}

    def validate_record(self, kind: Kind, number: int, raw: object) -> Record | None:
        """Return the record `raw`, the item `number` of its kind; report every problem and return None if invalid."""
        record_id = raw.get("id") if isinstance(raw, dict) else None
        name = f"{kind.name}/{record_id or number}"
        try:
            record = kind.model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            invalid = self.report_errors(name, error)
            if isinstance(raw, dict) and not is_too_deep(error):
                self.check_evidence(name, construct_partial(kind.model, raw, invalid), invalid)
            return None
        self.check_evidence(name, record)
        return record

    def check_evidence(self, record: str, model: WithEvidence, invalid: Collection[Location] = ()) -> None:
        """Check the receipt or gap and the references of each field, except at the locations in `invalid`."""
        fields = {field.path: field for field in iter_fields(model)}
        skipped = {str(loc[0]) for loc in invalid if loc} | {str(loc[1]) for loc in invalid if len(loc) > 1}

        def is_valid(path: str) -> bool:
            return path not in skipped and path.split(".", 1)[0] not in skipped

        for path in filter(is_valid, fields):
            self.check_field(record, fields[path], model)
        for path in filter(is_valid, model.evidence.keys() - fields.keys()):
            message = COMPUTED if path.startswith("derived") else "has a receipt but is not a known field"
            self.report(record, path, message, "Remove the receipt, or correct its path")
        for path in filter(is_valid, model.gaps.keys() - fields.keys()):
            message = "has a gap but is not a known field"
            self.report(record, path, message, "Remove the gap, or correct its path")

    def check_field(self, record: str, field: RecordField, model: WithEvidence) -> None:
        """Check that a field has either a receipt or a gap, and that its references exist."""
        path, metadata = field.path, field.metadata
        receipt, gap = model.evidence.get(path), model.gaps.get(path)
        if field.is_filled and receipt is None:
            hint = f'Add evidence["{path}"] with passage and exact, then run `anchor`'
            if metadata.standard:
                hint = f'Add evidence["{path}"] with basis "reference", note "{metadata.standard.name}"'
            self.report(record, path, "is filled but has no receipt", hint)
        if not field.is_filled and gap is None:
            hint = f'Fill it, or add gaps["{path}"] with a status and a note'
            self.report(record, path, "is empty but has no gap", hint)
        if field.is_filled and gap:
            self.report(record, path, "is filled but has a gap", "Remove the gap or the value")
        if not field.is_filled and receipt:
            self.report(record, path, "is empty but has a receipt", "Remove the receipt, or fill the field")
        if field.is_filled and receipt:
            self.check_basis(record, field, receipt)
        kinds = metadata.reference.kinds if metadata.reference else ()
        for target in field.references:
            self.check_reference(record, path, target, kinds)
        if receipt and receipt.attributed_to:
            self.check_reference(record, path, receipt.attributed_to, ACTORS)

    def check_basis(self, record: str, field: RecordField, receipt: Receipt) -> None:
        """Check that only codes cite a standard, that limits are inferred, and that no field is derived."""
        path, standard = field.path, field.metadata.standard
        if receipt.basis == "derived":
            self.report(record, path, COMPUTED, 'Use basis "stated", with the passage that states it')
        elif standard and receipt.basis != "reference":
            hint = f'Use basis "reference", note "{standard.name}"'
            self.report(record, path, "is a code of a standard but cites the article", hint)
        elif not standard and receipt.basis == "reference":
            self.report(record, path, "is not a code of a standard", 'Use basis "stated" or "inferred"')
        elif path.endswith(".within") and receipt.basis != "inferred":
            self.report(record, path, "is a limit set by an editor", 'Use basis "inferred", with a note why')

    def check_reference(self, record: str, path: str, target: str, kinds: tuple[str, ...]) -> None:
        """Check that `target` is the id of a record of one of `kinds`, or of any kind if `kinds` is empty."""
        kind = self.kinds.get(target)
        accepted = " or ".join(kinds) or "any kind"
        if kind is None:
            message = f"points to {target}, which is not a record of this sheet"
            self.report(record, path, message, f"Add it to {accepted}")
        elif kinds and kind not in kinds:
            self.report(record, path, f"points to {kind}/{target}", f"Point to a record of {accepted}")

    def check_coverage(self, source: Source) -> None:
        """Check that every passage is either cited by a receipt or listed once as factless."""
        factless = [entry.passage for entry in source.factless]
        numbers = set(range(1, source.passages + 1))
        cited = self.cited_passages(source)
        for passage in sorted({passage for passage in factless if factless.count(passage) > 1}):
            self.report("source", "factless", f"lists passage {passage} twice", "List it once")
        for passage in sorted(cited & set(factless)):
            message = f"lists passage {passage}, which has a receipt"
            self.report("source", "factless", message, "Remove one of the two")
        for passage in sorted(set(factless) - numbers):
            message = f"lists passage {passage}, but the article has {source.passages}"
            self.report("source", "factless", message, "Correct the number")
        for passage in sorted(numbers - cited - set(factless)):
            hint = "Add a record for it, or list it in source.factless with a reason"
            self.report("source", "passages", f"passage {passage} has no receipt", hint)

    def cited_passages(self, source: Source) -> set[int]:
        """Return the passages that receipts cite, in invalid records too; report spans outside the article."""
        cited: set[int] = set()
        for record, field, span in iter_raw_spans(self.raw):
            passage, start, end = (span.get(name) for name in ("passage", "start", "end"))
            if type(passage) is not int or type(end) is not int:
                continue
            cited.add(passage)
            if passage > source.passages or end > source.characters:
                message = f"points to passage {passage}, characters {start} to {end}"
                size = f"{source.passages} passages and {source.characters} characters"
                self.report(record, field, message, f"The article has {size}: run `anchor`")
        return cited


def is_too_deep(error: ValidationError) -> bool:
    """Return whether a record is nested too deeply to be parsed as JSON."""
    return any(details["type"] == "json_invalid" for details in error.errors())


def construct_partial(model: type[Record], raw: JsonObject, invalid: Collection[Location]) -> Record:
    """Return the valid part of an invalid record: without its invalid fields, receipts and gaps."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value = raw.get(name)
        if name in {"evidence", "gaps"}:
            entries = value.items() if isinstance(value, dict) else ()
            value = {path: entry for path, entry in entries if not any(loc[:2] == (name, path) for loc in invalid)}
        elif name not in raw or any(loc[:1] == (name,) for loc in invalid):
            values[name] = field.get_default()
            continue
        annotated: Any = Annotated[field.annotation, field]
        values[name] = TypeAdapter(annotated).validate_json(json.dumps(value), strict=True)
    record = model.model_construct(**values)
    record.add_implied_gaps()
    return record
