"""The pages that are looked at."""

from facts.kinds import KINDS
from facts.views import VIEWS

SHEET = "/v1/sheets/s400-turkey"
LISTS = ["/v1/sheets", "/v1/contracts", "/v1/statements", "/v1/facts?property=value", "/v1/gaps", "/v1/timeline"]
RECORDS = [f"{SHEET}/{kind.name}/{kind.example_id}" for kind in KINDS.values()]
ERRORS = ["/nowhere", "/v1/contracts?signed=soon", f"{SHEET}/contracts/turkey-2071"]
TEMPLATES = ["/", SHEET, *LISTS, RECORDS[0]]
"""A page of every template and of every view."""
assert set(VIEWS) == {"facts", "gaps", "timeline"}
