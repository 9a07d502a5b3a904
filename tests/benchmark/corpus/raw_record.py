"""Records of the corpus as raw JSON, with a receipt or a gap for each field."""

from collections.abc import Mapping
from typing import Any

from tests.benchmark.corpus.text import InventedText

INFERRED = 0.26
"""The share of receipts that an editor has inferred."""
GAP_STATUSES = {"not_stated": 65, "not_applicable": 24, "ambiguous": 9, "unexamined": 2}
"""Frequency of each reason for which a field is empty."""
FIGURE_FIELDS = frozenset({"edtf", "currency", "operator", "value"})
"""A value with one of these quotes the article's words for it."""


class RawRecord:
    """A record that is filled in field by field."""

    def __init__(self, text: InventedText, record_id: str) -> None:
        self.text = text
        self.row: dict[str, Any] = {"id": record_id}
        self.evidence: dict[str, Any] = {}
        self.gaps: dict[str, Any] = {}

    def set(self, path: str, value: Any, gap: str | None = None) -> None:
        """Fill the field at `path`, or leave it empty for the reason `gap`, if its value is empty."""
        if value is None or value == []:
            self.gaps[path] = self.build_gap(gap)
            return
        receipt = self.build_receipt()
        if isinstance(value, Mapping) and FIGURE_FIELDS & value.keys():
            value = {**value, "stated": receipt["spans"][0]["exact"]}
            if "within" in value:
                self.evidence[f"{path}.within"] = self.build_receipt("inferred")
        self.put(path, value, receipt)

    def put(self, path: str, value: Any, receipt: Mapping[str, Any]) -> None:
        """Fill the field at `path`, as `receipt` says."""
        *parents, name = path.split(".")
        target = self.row
        for step in parents:
            target = target[int(step)] if isinstance(target, list) else target.setdefault(step, {})
        target[name] = value
        self.evidence[path] = receipt

    def set_group(self, path: str, fields: Mapping[str, Any]) -> None:
        """Fill the fields of a group; leave the group empty if all of them are."""
        if not any(value is not None for value in fields.values()):
            self.set(path, None)
            return
        for name, value in fields.items():
            self.set(f"{path}.{name}", value)

    def set_groups(self, path: str, groups: list[dict[str, Any]]) -> None:
        """Fill a list of groups of fields."""
        if not groups:
            self.set(path, None)
            return
        self.row[path] = [{} for _ in groups]
        for number, fields in enumerate(groups):
            self.set_group(f"{path}.{number}", fields)

    def set_code(self, path: str, value: str | None, standard: str) -> None:
        """Fill a field with a code of a public standard."""
        if value is None:
            self.set(path, None)
        else:
            self.put(path, value, {"basis": "reference", "note": standard})

    def set_voice(self, speaker: str | None) -> None:
        """Attribute the record to `speaker`, if there is one, in a third of all cases."""
        random = self.text.random
        if speaker is None or random.random() > 1 / 3:
            return
        self.set("voice", "attributed")
        self.set("attributed_to", speaker if random.random() < 0.9 else None)
        self.set("attribution_scope", random.choice(("whole", "whole", "whole", "ambiguous")))

    def build_receipt(self, basis: str | None = None) -> dict[str, Any]:
        """Return a receipt that the last passage gives."""
        text = self.text
        basis = basis or ("inferred" if text.random.random() < INFERRED else "stated")
        receipt: dict[str, Any] = {"basis": basis, "spans": text.build_spans()}
        return {**receipt, "note": self.build_words(6, 20)} if basis == "inferred" else receipt

    def build_gap(self, status: str | None = None) -> dict[str, str]:
        """Return why a field is empty."""
        statuses, weights = list(GAP_STATUSES), list(GAP_STATUSES.values())
        status = status or self.text.random.choices(statuses, weights)[0]
        return {"status": status, "note": self.text.pools.notes.draw(self.text.random)}

    def build_words(self, least: int, most: int) -> str:
        """Return words of our own."""
        random = self.text.random
        return " ".join(self.text.pools.words.draw_several(random, random.randint(least, most)))

    def finish(self) -> dict[str, Any]:
        """Return the record."""
        return {**self.row, "evidence": self.evidence, "gaps": self.gaps}
