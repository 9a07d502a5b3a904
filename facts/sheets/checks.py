"""The rules of a sheet, held over all of it, so that every problem is told at once."""

import json
from collections.abc import Collection, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from facts.kinds import KINDS, Kind
from facts.model.fields import Leaf, Receipted, leaves
from facts.model.receipt import Receipt
from facts.model.record import ACTORS, Record
from facts.model.source import Source
from facts.sheets.anchor import spans
from facts.sheets.problems import Problem

COMPUTED = frozenset({"derived", "earliest", "latest"})
REMEDIES = {
    "missing": "Add it",
    "extra_forbidden": "Remove it, or correct its name",
    "literal_error": "Use one of the values named",
    "value_error": "Correct it",
}
Raw = Mapping[str, Any]
Path = tuple[int | str, ...]
ANCHORED = frozenset({"start", "end", "digest"})
M = TypeVar("M", bound=BaseModel)


class Rules:
    """The rules, and the `problems` found by holding the sheet in `file` against them.

    `raw` is the sheet as read: references are looked up in it, so that a record that is broken
    itself does not break those that point to it.
    """

    def __init__(self, file: str, raw: Raw) -> None:
        self.file = file
        self.raw = raw
        self.problems: list[Problem] = []
        self.kinds: dict[str, str] = {}
        for kind in KINDS:
            rows = raw.get(kind)
            for row in rows if isinstance(rows, list) else []:
                self.register(kind, row)

    def add(self, record: str, field: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, record, field, message, remedy))

    def register(self, kind: str, row: object) -> None:
        """Note the id of a record; it must be the only one of that id in the sheet."""
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            return
        if name in self.kinds:
            other = f"{self.kinds[name]}/{name}"
            self.add(f"{kind}/{name}", "id", f"is the id of {other} too", "Give each record an id of its own")
        self.kinds.setdefault(name, kind)

    def model(self, model: type[M], record: str, raw: object) -> M | None:
        """Return `raw` as a `model`; None if it is not one, with a problem for each reason."""
        try:
            return model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            self.faults(record, error)
            return None

    def faults(self, record: str, error: ValidationError) -> set[Path]:
        """Add a problem for each reason why a record is none; return where those reasons lie."""
        unanchored = False
        found = error.errors(include_url=False, include_input=False)
        for fault in found:
            path = [str(step) for step in fault["loc"]]
            message, remedy = fault["msg"].removeprefix("Value error, "), REMEDIES.get(fault["type"], "Correct it")
            if fault["type"] == "missing" and path[-1] in ANCHORED and "spans" in path:
                unanchored = True
                continue
            if fault["type"] == "extra_forbidden" and path[-1] in COMPUTED:
                message, remedy = "is computed, never stated by hand", "Remove it"
            self.add(record, ".".join(path), message[:1].lower() + message[1:], remedy)
        if unanchored:
            self.add(record, "evidence", "has spans without positions and fingerprints", "Run `anchor`")
        return {fault["loc"] for fault in found}

    def record(self, kind: Kind, number: int, raw: object) -> Record | None:
        """Return the record `raw`, number `number` of its kind; None if it is not one, with all that is wrong."""
        name = raw.get("id") if isinstance(raw, dict) else None
        record = f"{kind.name}/{name or number}"
        try:
            found = kind.model.model_validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            broken = self.faults(record, error)
            if isinstance(raw, dict) and not too_deep(error):
                self.receipted(record, partial(kind.model, raw, broken), broken)
            return None
        self.receipted(record, found)
        return found

    def receipted(self, name: str, model: Receipted, broken: Collection[Path] = ()) -> None:
        """Hold each field to its receipt or gap, and to what it may point to, but for those that are `broken`."""
        fields = {leaf.path: leaf for leaf in leaves(model)}
        wrong = {str(path[0]) for path in broken if path} | {str(path[1]) for path in broken if len(path) > 1}

        def sound(path: str) -> bool:
            return path not in wrong and path.split(".", 1)[0] not in wrong

        for leaf in filter(lambda leaf: sound(leaf.path), fields.values()):
            self.leaf(name, leaf, model)
        for path in filter(sound, model.evidence.keys() - fields.keys()):
            computed = path.startswith("derived")
            message = "is computed, never stated by hand" if computed else "has a receipt but is no field here"
            self.add(name, path, message, "Remove the receipt, or correct its path")
        for path in filter(sound, model.gaps.keys() - fields.keys()):
            self.add(name, path, "has a gap but is no field here", "Remove the gap, or correct its path")

    def leaf(self, name: str, leaf: Leaf, model: Receipted) -> None:
        """Hold a field against its receipt or gap, and its references against the records."""
        receipt, gap = model.evidence.get(leaf.path), model.gaps.get(leaf.path)
        if leaf.filled and receipt is None:
            remedy = f'Add evidence["{leaf.path}"] with passage and exact, then run `anchor`'
            if leaf.marks.standard:
                remedy = f'Add evidence["{leaf.path}"] with basis "reference", note "{leaf.marks.standard.name}"'
            self.add(name, leaf.path, "is filled but has no receipt", remedy)
        if not leaf.filled and gap is None:
            remedy = f'Fill it, or add gaps["{leaf.path}"] with a status and a note'
            self.add(name, leaf.path, "is empty and no gap says why", remedy)
        if leaf.filled and gap:
            self.add(name, leaf.path, "is filled and has a gap too", "Remove the gap or the value")
        if not leaf.filled and receipt:
            self.add(name, leaf.path, "is empty and has a receipt", "Remove the receipt, or fill the field")
        if leaf.filled and receipt:
            self.basis(name, leaf, receipt)
        kinds = leaf.marks.refers.kinds if leaf.marks.refers else ()
        for target in leaf.references:
            self.reference(name, leaf.path, target, kinds)
        if receipt and receipt.attributed_to:
            self.reference(name, leaf.path, receipt.attributed_to, ACTORS)

    def basis(self, name: str, leaf: Leaf, receipt: Receipt) -> None:
        """Hold that codes, and only codes, rest on a standard, and that nothing derived is stated."""
        standard = leaf.marks.standard
        if receipt.basis == "derived":
            self.add(name, leaf.path, "is computed, never stated by hand", "State where the article says it")
        elif standard and receipt.basis != "reference":
            self.add(
                name,
                leaf.path,
                "is a code but not marked so",
                f'Use basis "reference", note "{standard.name}"',
            )
        elif not standard and receipt.basis == "reference":
            self.add(name, leaf.path, "is no code of a standard", 'Use basis "stated" or "inferred"')
        elif leaf.path.endswith(".within") and receipt.basis != "inferred":
            self.add(name, leaf.path, "limits what is stated", 'Use basis "inferred", with a note why')

    def reference(self, name: str, path: str, target: str, kinds: tuple[str, ...]) -> None:
        """Hold that `target` is a record of one of `kinds`, or of any kind if none is named."""
        kind = self.kinds.get(target)
        wanted = " or ".join(kinds) or "any kind"
        if kind is None:
            self.add(name, path, f"points to {target}, which is no record of the sheet", f"Add it to {wanted}")
        elif kinds and kind not in kinds:
            self.add(name, path, f"points to {kind}/{target}", f"Point to a record of {wanted}")

    def coverage(self, source: Source) -> None:
        """Hold that every passage is under a receipt or declared blank, none both, and no span is outside."""
        blank = [entry.passage for entry in source.blank]
        every = set(range(1, source.passages + 1))
        covered = self.covered(source)
        for passage in sorted({passage for passage in blank if blank.count(passage) > 1}):
            self.add("source", "blank", f"names passage {passage} twice", "Name it once")
        for passage in sorted(covered & set(blank)):
            self.add("source", "blank", f"names passage {passage}, which has a receipt", "Remove one of the two")
        for passage in sorted(set(blank) - every):
            self.add("source", "blank", f"names passage {passage} of {source.passages}", "Correct the number")
        for passage in sorted(every - covered - set(blank)):
            remedy = "Add the record that it tells of, or name it in source.blank with a reason"
            self.add("source", "passages", f"passage {passage} is under no receipt", remedy)

    def covered(self, source: Source) -> set[int]:
        """Return the passages that have a receipt, be its record broken or not; each must lie in the article."""
        found: set[int] = set()
        for record, field, span in spans(self.raw):
            passage, start, end = (span.get(name) for name in ("passage", "start", "end"))
            if type(passage) is not int or type(end) is not int:
                continue
            found.add(passage)
            if passage > source.passages or end > source.characters:
                message = f"points to passage {passage}, characters {start} to {end}"
                size = f"{source.passages} passages and {source.characters} characters"
                self.add(record, field, message, f"The article has {size}: run `anchor`")
        return found


def too_deep(error: ValidationError) -> bool:
    """Return whether a record could not even be read as JSON, being nested too deeply."""
    return any(fault["type"] == "json_invalid" for fault in error.errors())


def partial(model: type[Record], raw: Raw, broken: Collection[Path]) -> Record:
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
    made.complete()
    return made
