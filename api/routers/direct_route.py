"""Routes whose endpoints return responses, and are called without what FastAPI does for those that return models."""

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send


class DirectRoute(APIRoute):
    """A route whose endpoint takes the request and the parameters of the path in order, and returns a response.

    Its dependencies take the request, and what they return is ignored. The OpenAPI document describes it as any other
    route. FastAPI's own handler, which resolves any dependencies and validates any parameters, takes 70 microseconds.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request; raise HTTPException (405) for another method, and what the endpoint raises."""
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        request = Request(scope, receive, send)
        for depends in self.dependencies:
            if depends.dependency:
                await depends.dependency(request)
        response: Response = await self.endpoint(request, *request.path_params.values())
        await response(scope, receive, send)
