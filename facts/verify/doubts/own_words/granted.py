"""Own words that tell as granted what their sentence only needs: an approval, a consent."""

import re
from collections.abc import Iterator

_VERBS = "agreed|approved|consented|ratified|endorsed|authori[sz]ed|permitted|signed off|accepted|cleared"
GRANTED = re.compile(
    rf"(?<!\w)(?:has|have|had|was|were|been)\s(?:\w+ly\s|already\s|also\s|been\s|now\s)*(?:{_VERBS})(?!\w)"
    r"|(?<!\w)(?:has|have|had|was|were)\s(?:\w+\s){0,2}?(?:given|got|granted|received|won|obtained)(?!\w)",
    re.IGNORECASE,
)
"""Words by which somebody has agreed to something."""
NEEDED = re.compile(
    r"(?<!\w)(?:needs?|needed|requir(?:es?|ed|ing)|subject to|depend(?:s|ed|ing)? on|must|ha(?:s|ve|d) (?:yet )?to"
    r"|awaits?|awaiting|pending|conditional on|(?:is|are) to)(?!\w)"
    r"(?=[^.;]*?(?<!\w)(?:approv|consent|agree|ratif|endorse|authori[sz]|permi[st]|licen[cs]e|clearance|vote))",
    re.IGNORECASE,
)
"""Words for an agreement that is still needed."""


def find_granted(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words tell that somebody has agreed, where sentences only say that they have to."""
    granted = GRANTED.search(text)
    needed = NEEDED.search(sentences) if granted and not NEEDED.search(text) else None
    if granted and needed and not GRANTED.search(sentences):
        yield f"says '{granted[0]}', where its sentence says '{needed[0]}'"
