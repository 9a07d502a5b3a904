"""Logging why the archive is unavailable, for requests that get 503."""

import logging

from api.http.logs import log_event
from api.http.throttle import LOG_INTERVAL, Throttle
from facts.archive import Unavailable


class OutageLog:
    """Logs outages, at most one in LOG_INTERVAL seconds: in an outage most requests meet with the same error."""

    def __init__(self) -> None:
        self.throttle = Throttle(LOG_INTERVAL)

    def log(self, error: Unavailable, request_id: str | None = None) -> None:
        """Log the reason for an outage, with the id of a request that met with it, unless one was just logged."""
        if self.throttle.allows():
            message = f"The archive is unavailable: {error}"
            log_event("archive_unavailable", message, logging.ERROR, request_id=request_id)
