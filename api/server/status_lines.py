"""Status lines with the reason phrases of RFC 9110, which are the titles of problems."""

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from api.http.problems import TITLES

STATUS_LINES = STATUS_LINE
"""uvicorn's status lines, which it sends itself, too; where a problem has a title, with that."""

STATUS_LINES.update({status: f"HTTP/1.1 {status} {title}\r\n".encode() for status, title in TITLES.items()})
