"""Look up a route by its path in constant time."""

import re
from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from facts.urls import API_PREFIX

NAME_AND_ID = re.compile("(/[^/.]+)/[^/.]+")
"""The name of a collection and an id in it."""


class RouteIndex(BaseRoute):
    """Routes by their paths, each of which differs from the others in more than ids."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self.routes = {without_ids(route.path_format): route for route in routes if isinstance(route, Route)}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether a route matches a request, and what it adds to the scope: itself as `route`, for one."""
        route = self.routes.get(without_ids(scope["path"]))
        return (Match.NONE, {}) if route is None else route.matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request with the matching route."""
        await scope["route"].handle(scope, receive, send)


def without_ids(path: str) -> str:
    """Return the key of a path: without the prefix, and with `*` for ids, as in `/sheets/*/contracts/*.csv`."""
    return NAME_AND_ID.sub(r"\1/*", path.removeprefix(API_PREFIX))
