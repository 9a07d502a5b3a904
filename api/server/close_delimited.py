"""Responses of unknown length to HTTP/1.0, delimited by closing the connection (RFC 9112, section 6.3)."""

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle


class CloseDelimitedSend:
    """The `send` of a request by HTTP/1.0: a body without Content-Length is sent as it is.

    uvicorn would send it in chunks, which HTTP/1.0 does not have.
    """

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self.cycle = cycle
        self.send = cycle.send
        self.is_close_delimited = False

    async def __call__(self, message: ASGISendEvent) -> None:
        """Send a message of the application."""
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message.get("headers", ())}
            if b"content-length" not in names:
                self.cycle.chunked_encoding, self.is_close_delimited = False, True
        elif message["type"] == "http.response.body" and self.is_close_delimited:
            self.cycle.expected_content_length = len(message.get("body", b""))
        await self.send(message)
