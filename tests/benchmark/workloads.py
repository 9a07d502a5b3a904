"""Questions: what is asked of each server."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CODINGS = "gzip, deflate, br, zstd"
"""What browsers accept."""
NUMBER, DAY = "NUMBER", "DAY"
"""Stand in a target for a number and a day that no request has had before."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request, and who can be asked it besides this server."""

    name: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    idiomatic: bool = True
    datasette: str | None = None
    """The target that asks datasette for the same records."""

    @property
    def new(self) -> bool:
        """Whether every request is a different one, so that no answer can be kept."""
        return NUMBER in self.target or DAY in self.target

    def asked_of(self, server: str) -> str | None:
        """Return the target that asks `server`; None if it cannot be asked."""
        match server:
            case "bare" | "bare on our wire":
                return None if self.new else self.plain
            case "idiomatic":
                return self.target if self.idiomatic else None
            case "datasette":
                return self.datasette
            case _:
                return self.target

    @property
    def plain(self) -> str:
        """The target that asks a bare server, which does not look at headers: as long as ours."""
        return "/" + self.name.replace(" ", "-").ljust(len(self.target) - 1, "-")


def questions(etag: str) -> list[Question]:
    """Return all questions, `etag` being that of the list."""
    return [
        Question("item", "/v1/sheets/s400-turkey/contracts/turkey-2017"),
        Question("list", "/v1/contracts"),
        Question("304", "/v1/contracts", {"If-None-Match": etag}, idiomatic=False),
        Question("compressed list", "/v1/contracts", {"Accept-Encoding": CODINGS}),
        Question(
            "first time, by value",
            f"/v1/contracts?min_value={NUMBER}",
            datasette=f"/records/contracts.json?_shape=objects&value_amount__gte={NUMBER}",
        ),
        Question(
            "first time, by date",
            f"/v1/statements?date={DAY}/2030",
            idiomatic=False,
            datasette=f"/records/statements.json?_shape=objects&when_latest__gte={DAY}",
        ),
    ]
