"""Problem details (RFC 9457)."""

import json

from api.http.problems import TITLES, InvalidParam, Problem, invalid_params_response, problem_response, unknown_param
from tests.tables import each_row


def test_a_problem_has_the_members_of_the_standard() -> None:
    """The members of RFC 9457, without `errors` where there are none; the instance is the request id."""
    response = problem_response(404, "Not found.", instance="id-1")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert json.loads(bytes(response.body)) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Not found.",
        "instance": "id-1",
    }


@each_row("status", TITLES)
def test_a_title_is_the_reason_phrase(status: int) -> None:
    """Each status has its reason phrase, whatever the version of Python."""
    body = json.loads(bytes(problem_response(status, "detail").body))
    assert (body["title"], body["status"]) == (TITLES[status], status)


def test_headers_are_added() -> None:
    """Headers of the status are added to those of every problem."""
    response = problem_response(405, "detail", headers={"Allow": "GET"})
    assert (response.headers["allow"], response.headers["cache-control"]) == ("GET", "no-store")


@each_row(("count", "listed", "more"), [(1, 1, ""), (4, 4, ""), (5, 4, " and 1 more"), (300, 4, " and 296 more")])
def test_the_first_invalid_parameters_are_listed(count: int, listed: int, more: str) -> None:
    """A problem lists the first few invalid parameters and the number of the others."""
    errors = [InvalidParam(parameter=f"p{number}", message="is wrong", accepted="x") for number in range(count)]
    response = invalid_params_response(errors, "id-1")
    body = json.loads(bytes(response.body))
    assert (response.status_code, body["instance"]) == (422, "id-1")
    assert [error["parameter"] for error in body["errors"]] == [f"p{number}" for number in range(listed)]
    names = ", ".join(f"p{number}" for number in range(listed))
    assert body["detail"] == f"Invalid parameters: {names}{more}. Each error lists the accepted values."


@each_row("name", ["Buyer", "<script>", "a.b", "", "x" * 33, "\0", "\u00e9"])
def test_an_unusual_name_is_not_repeated(name: str) -> None:
    """A parameter whose name is not a plain one is reported as `?`."""
    assert unknown_param(name).parameter == "?"
    assert unknown_param("limit", "buyer, supplier").model_dump() == {
        "parameter": "limit",
        "message": "unknown parameter",
        "accepted": "buyer, supplier",
    }


def test_examples_are_valid() -> None:
    """The examples of the schema are problems as they are sent."""
    schema = Problem.model_json_schema()
    for example in schema["examples"]:
        assert Problem.model_validate(example).model_dump(exclude_none=True) == example
    assert schema["required"] == ["type", "title", "status", "detail", "instance"]
