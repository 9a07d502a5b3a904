"""The index of routes."""

from fastapi.routing import APIRoute
from starlette.routing import Match, Route

from api.app import build_api
from api.routers.route_index import RouteIndex
from facts.formats.publication import Publication
from tests.tables import each_row


def iter_indexed() -> list[Route]:
    """Return the routes that the application serves by an index."""
    [index] = [route for route in build_api(Publication()).routes if isinstance(route, RouteIndex)]
    return list(index.routes.values())


def test_every_route_of_a_collection_is_in_the_index() -> None:
    """Each documented route of a collection is served by the index, and no two routes take each other's place."""
    documented = [route for route in build_api(Publication(), documented=True).routes if isinstance(route, APIRoute)]
    assert len(documented) > 100
    assert [route.path for route in iter_indexed()] == [route.path for route in documented]


def test_each_route_is_found_by_a_path_of_its_own() -> None:
    """The index finds every route by its path with ids in place of the parameters, with those as parameters."""
    index = RouteIndex(iter_indexed())
    for route in index.routes.values():
        path = route.path_format.replace("{sheet}", "s-1").replace("{id}", "TR")
        match, scope = index.matches({"type": "http", "method": "GET", "path": path})
        assert match is Match.FULL
        assert scope["route"] is route
        assert list(scope["path_params"].values()) == ["s-1", "TR"][: route.path_format.count("{")]


@each_row(
    "path",
    [
        "/",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/contracts",
        "/v1/contracts/",
        "/v1/v1/contracts",
        "/v1/contracts.xyz",
        "/v1/contracts.csv.csv",
        "/v1/sheets/",
        "/v1/sheets//contracts",
        "/v1/sheets/s-1/",
        "/v1/sheets/s.1/contracts",
        "/v1/sheets/s-1/nothing/x",
        "/v1/sheets/s-1/contracts/a.b",
        "/v1/sheets/s-1/contracts/a/b",
        "/v1/contracts/s-1/contracts",
    ],
)
def test_other_paths_match_no_route(path: str) -> None:
    """A path that no route has is left to the routes after the index."""
    assert RouteIndex(iter_indexed()).matches({"type": "http", "method": "GET", "path": path}) == (Match.NONE, {})
