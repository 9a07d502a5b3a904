"""The rules of a sheet, held over all of it, so that every problem is told at once."""

import json
from collections.abc import Collection, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from facts.kinds import KINDS, Kind
from facts.model.fields import RecordField, WithEvidence, iter_fields
from facts.model.receipt import Receipt
from facts.model.record import ACTORS, Record
from facts.model.source import Source
from facts.sheets.anchor import iter_raw_spans
from facts.sheets.problems import Issue

DERIVED_FIELDS = frozenset({"derived", "earliest", "latest"})
HINTS = {
    "missing": "Add it",
    "extra_forbidden": "Remove it, or correct its name",
    "literal_error": "Use one of the values named",
    "value_error": "Correct it",
}
JsonObject = Mapping[str, Any]
Location = tuple[int | str, ...]
SPAN_FIELDS = frozenset({"start", "end", "digest"})
M = TypeVar("M", bound=BaseModel)


class SheetValidator:
    """The rules, and the `problems` found by holding the sheet in `file` against them.

    `raw` is the sheet as read: references are looked up in it, so that a record that is broken
    itself does not break those that point to it.
    """

    def __init__(self, file: str, raw: JsonObject) -> None:
        self.file = file
        self.raw = raw
        self.problems: list[Issue] = []
        self.kinds: dict[str, str] = {}
        for kind in KINDS:
            rows = raw.get(kind)
            for row in rows if isinstance(rows, list) else []:
                self.index_record(kind, row)

    def report(self, record: str, field: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Issue(self.file, record, field, message, remedy))

    def index_record(self, kind: str, row: object) -> None:
        """Note the id of a record; it must be the only one of that id in the sheet."""
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            return
        if name in self.kinds:
            other = f"{self.kinds[name]}/{name}"
            self.report(f"{kind}/{name}", "id", f"is the id of {other} too", "Give each record an id of its own")
        self.kinds.setdefault(name, kind)

    def validate_model(self, model: type[M], record: str, raw: object) -> M | None:
        """Return `raw` as a `model`; None if it is not one, with a problem for each reason."""
        try:
            return model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            self.report_errors(record, error)
            return None

    def report_errors(self, record: str, error: ValidationError) -> set[Location]:
        """Add a problem for each reason why a record is none; return where those reasons lie."""
        unanchored = False
        found = error.errors(include_url=False, include_input=False)
        for fault in found:
            path = [str(step) for step in fault["loc"]]
            message, remedy = fault["msg"].removeprefix("Value error, "), HINTS.get(fault["type"], "Correct it")
            if fault["type"] == "missing" and path[-1] in SPAN_FIELDS and "spans" in path:
                unanchored = True
                continue
            if fault["type"] == "extra_forbidden" and path[-1] in DERIVED_FIELDS:
                message, remedy = "is computed, never stated by hand", "Remove it"
            self.report(record, ".".join(path), message[:1].lower() + message[1:], remedy)
        if unanchored:
            self.report(record, "evidence", "has spans without positions and fingerprints", "Run `anchor`")
        return {fault["loc"] for fault in found}

    def validate_record(self, kind: Kind, number: int, raw: object) -> Record | None:
        """Return the record `raw`, number `number` of its kind; None if it is not one, with all that is wrong."""
        name = raw.get("id") if isinstance(raw, dict) else None
        record = f"{kind.name}/{name or number}"
        try:
            found = kind.model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            broken = self.report_errors(record, error)
            if isinstance(raw, dict) and not is_too_deep(error):
                self.check_evidence(record, construct_partial(kind.model, raw, broken), broken)
            return None
        self.check_evidence(record, found)
        return found

    def check_evidence(self, name: str, model: WithEvidence, broken: Collection[Location] = ()) -> None:
        """Hold each field to its receipt or gap, and to what it may point to, but for those that are `broken`."""
        fields = {leaf.path: leaf for leaf in iter_fields(model)}
        wrong = {str(path[0]) for path in broken if path} | {str(path[1]) for path in broken if len(path) > 1}

        def sound(path: str) -> bool:
            return path not in wrong and path.split(".", 1)[0] not in wrong

        for leaf in filter(lambda leaf: sound(leaf.path), fields.values()):
            self.check_field(name, leaf, model)
        for path in filter(sound, model.evidence.keys() - fields.keys()):
            computed = path.startswith("derived")
            message = "is computed, never stated by hand" if computed else "has a receipt but is no field here"
            self.report(name, path, message, "Remove the receipt, or correct its path")
        for path in filter(sound, model.gaps.keys() - fields.keys()):
            self.report(name, path, "has a gap but is no field here", "Remove the gap, or correct its path")

    def check_field(self, name: str, leaf: RecordField, model: WithEvidence) -> None:
        """Hold a field against its receipt or gap, and its references against the records."""
        receipt, gap = model.evidence.get(leaf.path), model.gaps.get(leaf.path)
        if leaf.is_filled and receipt is None:
            remedy = f'Add evidence["{leaf.path}"] with passage and exact, then run `anchor`'
            if leaf.marks.standard:
                remedy = f'Add evidence["{leaf.path}"] with basis "reference", note "{leaf.marks.standard.name}"'
            self.report(name, leaf.path, "is filled but has no receipt", remedy)
        if not leaf.is_filled and gap is None:
            remedy = f'Fill it, or add gaps["{leaf.path}"] with a status and a note'
            self.report(name, leaf.path, "is empty and no gap says why", remedy)
        if leaf.is_filled and gap:
            self.report(name, leaf.path, "is filled and has a gap too", "Remove the gap or the value")
        if not leaf.is_filled and receipt:
            self.report(name, leaf.path, "is empty and has a receipt", "Remove the receipt, or fill the field")
        if leaf.is_filled and receipt:
            self.check_basis(name, leaf, receipt)
        kinds = leaf.marks.refers.kinds if leaf.marks.refers else ()
        for target in leaf.references:
            self.check_reference(name, leaf.path, target, kinds)
        if receipt and receipt.attributed_to:
            self.check_reference(name, leaf.path, receipt.attributed_to, ACTORS)

    def check_basis(self, name: str, leaf: RecordField, receipt: Receipt) -> None:
        """Hold that codes, and only codes, rest on a standard, and that nothing derived is stated."""
        standard = leaf.marks.standard
        if receipt.basis == "derived":
            self.report(name, leaf.path, "is computed, never stated by hand", "State where the article says it")
        elif standard and receipt.basis != "reference":
            self.report(
                name,
                leaf.path,
                "is a code but not marked so",
                f'Use basis "reference", note "{standard.name}"',
            )
        elif not standard and receipt.basis == "reference":
            self.report(name, leaf.path, "is no code of a standard", 'Use basis "stated" or "inferred"')
        elif leaf.path.endswith(".within") and receipt.basis != "inferred":
            self.report(name, leaf.path, "limits what is stated", 'Use basis "inferred", with a note why')

    def check_reference(self, name: str, path: str, target: str, kinds: tuple[str, ...]) -> None:
        """Hold that `target` is a record of one of `kinds`, or of any kind if none is named."""
        kind = self.kinds.get(target)
        wanted = " or ".join(kinds) or "any kind"
        if kind is None:
            self.report(name, path, f"points to {target}, which is no record of the sheet", f"Add it to {wanted}")
        elif kinds and kind not in kinds:
            self.report(name, path, f"points to {kind}/{target}", f"Point to a record of {wanted}")

    def check_coverage(self, source: Source) -> None:
        """Hold that every passage is under a receipt or declared blank, none both, and no span is outside."""
        blank = [entry.passage for entry in source.factless]
        every = set(range(1, source.passages + 1))
        covered = self.cited_passages(source)
        for passage in sorted({passage for passage in blank if blank.count(passage) > 1}):
            self.report("source", "factless", f"names passage {passage} twice", "Name it once")
        for passage in sorted(covered & set(blank)):
            self.report(
                "source", "factless", f"names passage {passage}, which has a receipt", "Remove one of the two"
            )
        for passage in sorted(set(blank) - every):
            self.report("source", "factless", f"names passage {passage} of {source.passages}", "Correct the number")
        for passage in sorted(every - covered - set(blank)):
            remedy = "Add the record that it tells of, or name it in source.factless with a reason"
            self.report("source", "passages", f"passage {passage} is under no receipt", remedy)

    def cited_passages(self, source: Source) -> set[int]:
        """Return the passages that have a receipt, be its record broken or not; each must lie in the article."""
        found: set[int] = set()
        for record, field, span in iter_raw_spans(self.raw):
            passage, start, end = (span.get(name) for name in ("passage", "start", "end"))
            if type(passage) is not int or type(end) is not int:
                continue
            found.add(passage)
            if passage > source.passages or end > source.characters:
                message = f"points to passage {passage}, characters {start} to {end}"
                size = f"{source.passages} passages and {source.characters} characters"
                self.report(record, field, message, f"The article has {size}: run `anchor`")
        return found


def is_too_deep(error: ValidationError) -> bool:
    """Return whether a record could not even be read as JSON, being nested too deeply."""
    return any(fault["type"] == "json_invalid" for fault in error.errors())


def construct_partial(model: type[Record], raw: JsonObject, broken: Collection[Location]) -> Record:
    """Return what can be read of a record that is none: without its broken fields, receipts and gaps."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value = raw.get(name)
        if name in {"evidence", "gaps"}:
            entries = value.items() if isinstance(value, dict) else ()
            value = {path: entry for path, entry in entries if not any(loc[:2] == (name, path) for loc in broken)}
        elif name not in raw or any(loc[:1] == (name,) for loc in broken):
            found[name] = field.get_default()
            continue
        annotated: Any = Annotated[field.annotation, field]
        found[name] = TypeAdapter(annotated).validate_json(json.dumps(value), strict=True)
    made = model.model_construct(**found)
    made.add_implied_gaps()
    return made
