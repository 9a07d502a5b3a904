"""Routes whose endpoints return responses, and are called without what FastAPI does for those that return models."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute


class DirectRoute(APIRoute):
    """A route whose endpoint takes the request and the parameters of the path in order, and returns a response.

    Its dependencies take the request, and what they return is ignored. The OpenAPI document describes it as any other
    route. FastAPI's own handler, which resolves any dependencies and validates any parameters, takes 60 microseconds.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function that handles a request."""
        endpoint = self.endpoint
        dependencies = [dependency for depends in self.dependencies if (dependency := depends.dependency)]

        async def handle(request: Request) -> Response:
            for dependency in dependencies:
                await dependency(request)
            response: Response = await endpoint(request, *request.path_params.values())
            return response

        return handle
