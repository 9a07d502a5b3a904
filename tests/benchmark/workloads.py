"""Workloads: the requests that are sent to each server."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
"""As browsers send it."""
NUMBER, DAY = "NUMBER", "DAY"
"""Placeholders in a target for a number and a day that no earlier request had."""


@dataclass(frozen=True, slots=True)
class Workload:
    """A request that is repeated, and the other servers that support it."""

    name: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    idiomatic: bool = True
    """Whether the idiomatic FastAPI application supports it."""
    datasette: str | None = None
    """The target of the same records on datasette, if it supports them."""

    @property
    def is_unique(self) -> bool:
        """Whether each request has a target of its own, so that no response can come from a cache."""
        return NUMBER in self.target or DAY in self.target

    def target_for(self, server: str) -> str | None:
        """Return the target on `server`; None if it does not support the workload."""
        match server:
            case "bare ASGI" | "bare ASGI, our protocol":
                return None if self.is_unique else self.bare_target
            case "idiomatic FastAPI":
                return self.target if self.idiomatic else None
            case "datasette":
                return self.datasette
            case _:
                return self.target

    @property
    def bare_target(self) -> str:
        """The target on bare ASGI, which ignores headers: the workload's name, as long as the original target."""
        return "/" + self.name.replace(" ", "-").ljust(len(self.target) - 1, "-")


def build_workloads(etag: str) -> list[Workload]:
    """Return all workloads; `etag` is that of the list."""
    return [
        Workload("item", "/v1/sheets/s400-turkey/contracts/turkey-2017"),
        Workload("list", "/v1/contracts"),
        Workload("304", "/v1/contracts", {"If-None-Match": etag}, idiomatic=False),
        Workload("compressed list", "/v1/contracts", {"Accept-Encoding": ACCEPT_ENCODING}),
        Workload(
            "first time, by value",
            f"/v1/contracts?min_value={NUMBER}",
            datasette=f"/records/contracts.json?_shape=objects&value_amount__gte={NUMBER}",
        ),
        Workload(
            "first time, by date",
            f"/v1/statements?date={DAY}/2030",
            idiomatic=False,
            datasette=f"/records/statements.json?_shape=objects&when_latest__gte={DAY}",
        ),
    ]
