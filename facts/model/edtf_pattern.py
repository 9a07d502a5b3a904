"""The common forms of EDTF as one regular expression, for JSON Schema.

Every match is accepted by `facts.model.edtf.parse`, which also accepts rarer forms that do not match.
"""

DATE = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
COMMON_YEAR = "(?:[0-9]{2}(?:[02468][1-35-79]|[13579][013-57-9])|(?:[02468][1-35-79]|[13579][013-57-9])00)"
NO_SUCH_DAY = f"(?!.*(?:0000|-02-3|-(?:0[469]|11)-31|{COMMON_YEAR}-02-29))"
VAGUE = "[1-9][0-9](?:[0-9]X|XX)|[0-9]{4}-(?:XX|(?:0[1-9]|1[0-2])-XX|2[1-3])"
RISING = "(?=([0-9-]*)(?:" + "|".join(f"{digit}[0-9-]*/\\1[{digit + 1}-9]" for digit in range(9)) + "))"

EDTF = (
    f"^{NO_SUCH_DAY}(?:(?:{DATE}|{VAGUE})[?~%]?|(?:\\.\\.)?/{DATE}|{DATE}/(?:\\.\\.)?|{RISING}{DATE}/{DATE}"
    f"|\\[\\.\\.{DATE}\\]|\\[{DATE}(?:\\.\\.|,{DATE})\\])$"
)
"""Dates, decades, centuries, seasons, their qualifiers, open and closed intervals, one of a set."""
