"""What depends on the decision of somebody: on a vote, subject to approval, if parliament agrees."""

import re
from collections.abc import Collection

DECISION = (
    r"(?:vote|approval|permission|consent|ratification|agreement|decision|funding|financing|confirmation|signature|licen[cs]e"
    r"|permit|referendum|authori[sz]ation|clearance|endorsement|ruling|verdict|outcome|result|review|talks|negotiations"
    r"|election|green light|go-ahead)s?"
)
_MODIFIERS = r"(?:(?!(?:and|but|or|that|which|who|if)(?!\w))[\w'\u2019-]+\s){0,5}?"
_DEPENDENCE = re.compile(
    r"(?<!not )(?<!n't )(?<!n\u2019t )(?<!no longer )(?<!never )(?<!\w)"
    r"(?:(?:depend(?:s|ed|ing)?|hinge[sd]?|hinging|conditional|contingent|dependent)\s(?:up)?on"
    r"|(?:remains?\s|still\s)?subject\sto|conditional\sto)\s"
    rf"(?:whether|if|{_MODIFIERS}(?P<decision>{DECISION}))(?!\w)"
)
_CONDITION = re.compile(r"\W*(?:only\s|but\s|and\s)?(?:if|unless|provided|providing)\s[^.;]*")


def find_dependence(
    text: str, start: int, end: int, title: Collection[str], *, has_verb: bool
) -> re.Match[str] | None:
    """Return what of a part of a text says that something depends on a decision; None if nothing does.

    What a title names is the decision itself. Words that begin with "if" count where they have no verb that is known.
    """
    match = _DEPENDENCE.search(text, start, end)
    if match is None:
        return None if has_verb else _CONDITION.match(text, start, end)
    decision = (match["decision"] or "").lower()
    return None if {decision, decision.removesuffix("s")} & {*title} else match
