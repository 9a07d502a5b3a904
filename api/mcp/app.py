"""MCP over HTTP: a stateless streamable endpoint at one path, in front of the API."""

from anyio import to_thread
from fastapi import FastAPI
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.app import FactSheetApp, create_app
from api.cache.exchange import Exchange
from api.cache.middleware import RELEVANT_HEADERS
from api.http.access_log import AccessLogger
from api.http.guards import CORS_PREFLIGHT_HEADERS, check_size, is_allowed_host, rejection_response
from api.http.headers import with_security_headers
from api.http.limits import Limits
from api.http.rejections import HOST_NOT_ALLOWED, Rejection
from api.mcp.server import create_mcp_server
from api.paths import MCP_PATH
from facts.archive import Archive
from facts.formats.publication import Publication

ALLOWED_METHODS = "POST, OPTIONS"
POST_ONLY = Rejection(
    405, "Method not allowed. This is the address for MCP clients, which send POST.", {"Allow": ALLOWED_METHODS}
)
PREFLIGHT_HEADERS = CORS_PREFLIGHT_HEADERS | {
    "Allow": ALLOWED_METHODS,
    "Access-Control-Allow-Methods": ALLOWED_METHODS,
}


class McpApp:
    """The ASGI application `app` with an MCP server at `/mcp`.

    The data is public and read-only, and the API lets any origin read it; so does the MCP server, within the allowed
    hosts.
    """

    def __init__(self, app: FactSheetApp) -> None:
        self.app = app
        server = create_mcp_server(lambda: app.archive, app.api.version, app.api.state.replacement.wait)
        self.mcp = server.streamable_http_app(
            streamable_http_path=MCP_PATH,
            json_response=True,
            stateless_http=True,
            max_request_body_size=app.limits.max_body_bytes,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )

    @property
    def api(self) -> FastAPI:
        """The FastAPI application of the API."""
        return self.app.api

    def set_archive(self, archive: Archive) -> None:
        """Serve another archive from now on."""
        self.app.set_archive(archive)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to one request; the MCP server's tasks live as long as the application."""
        if scope["type"] == "lifespan":
            limiter = to_thread.current_default_thread_limiter()
            limiter.total_tokens = self.app.limits.max_concurrent_queries  # tools run in these threads
            await self.mcp(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == MCP_PATH:
            headers = {name: value for name, value in scope["headers"] if name in RELEVANT_HEADERS}
            await self.handle(Exchange(scope, send, headers, self.app.logger), receive)
        else:
            await self.app(scope, receive, send)

    async def handle(self, exchange: Exchange, receive: Receive) -> None:
        """Have the MCP server handle a request, within the limits of the API."""

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                await exchange.send_start(message["status"], with_security_headers(list(message["headers"])))
            else:
                await exchange.send_body(message.get("body", b""), message.get("more_body", False))

        try:
            if rejection := self.check_request(exchange):
                await self.app.send_problem(exchange, rejection_response(rejection, exchange.request_id))
            elif exchange.method == "OPTIONS":
                await exchange.send_response(Response(status_code=204, headers=PREFLIGHT_HEADERS))
            else:
                with self.app.threads.admit(exchange.scope):
                    await self.mcp(exchange.scope, receive, send)
        except Exception as error:
            await self.app.handle_error(exchange, error)
        finally:
            exchange.finish()

    def check_request(self, exchange: Exchange) -> Rejection | None:
        """Return why a request is rejected; None if it may go to the MCP server.

        A GET would open a stream for messages of the server, which a stateless one never sends.
        """
        if rejection := check_size(exchange.scope, self.app.limits):
            return rejection
        if not is_allowed_host(exchange.headers, self.app.limits):
            return HOST_NOT_ALLOWED
        return None if exchange.method in {"POST", "OPTIONS"} else POST_ONLY


def create_mcp_app(archive: Archive, limits: Limits, logger: AccessLogger | None, publication: Publication) -> McpApp:
    """Return the ASGI application that serves `archive` over HTTP and, at `/mcp`, to agents."""
    return McpApp(create_app(archive, limits, logger, publication))
