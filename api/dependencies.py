"""Scope: what the front tells the application of a request, besides what ASGI has."""

from typing import Any

from fastapi import Request

from facts.archive import Archive


def told(archive: Archive, form: str | None) -> dict[str, Any]:
    """Return what stands in the scope of a request: the archive that answers, and the format that suits Accept."""
    return {"archive": archive, "format": form}


def archive_of(request: Request) -> Archive:
    """Return the archive that answers a request."""
    found: Archive = request.scope["archive"]
    return found


def format_of(request: Request) -> str | None:
    """Return the name of the format that suits the Accept field of a request; None where there is no choice."""
    found: str | None = request.scope["format"]
    return found
