"""What `build` adds to a sheet by itself: records that a draft only mentions, and groups that have no record."""

from dataclasses import asdict, dataclass

from facts.kinds import KINDS

GROUP = "group"


@dataclass(frozen=True, slots=True)
class Addition:
    """A record, or a group without one, of which a draft has only the `words` in the `field` that names it first.

    The `kind` is that of the record, or `group`, whose `id` is empty; `field` is the record with the field's path.
    """

    kind: str
    id: str
    words: str
    field: str

    def __str__(self) -> str:
        """Return it as a line of the output of `build`."""
        if self.kind == GROUP:
            return f"added group '{self.words}', at {self.field}"
        return f"added {KINDS[self.kind].singular} `{self.id}`, from '{self.words}' at {self.field}"

    def as_json(self) -> dict[str, str]:
        """Return its fields, by name."""
        return asdict(self)
