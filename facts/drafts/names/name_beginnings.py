"""The beginning of a longer name in place of it: Corvane, of Corvane Aviation."""

from collections.abc import Collection, Mapping, Sequence

from facts.drafts.names.article_names import find_mentions
from facts.drafts.names.groups import find_participants
from facts.drafts.problems import ClaimError
from facts.drafts.text.emit import format_flow
from facts.verify.country_names import codes_by_adjective, codes_by_name
from facts.verify.english_nouns import FUNCTION_WORDS

ORGANIZATIONS = "organizations"


def require_whole_names(text: str, aliases: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Raise ClaimError for words that name nobody, but an organization by the beginning of its name.

    They may mean it, or what it is called after: Norvik, of Norvik Cranes. Those of a country, or that are the name
    of another record, mean none.
    """
    names = {name for own in aliases.values() for name in own}
    beginnings = {key: list_beginnings(own, names) for key, own in aliases.items() if key[0] == ORGANIZATIONS}
    mentions = [mention for mention in find_mentions(text, beginnings) if text[mention.start].isupper()]
    mentions = [mention for mention in mentions if mention.kind == ORGANIZATIONS]
    first = [mention for mention in mentions if mention.identifier == mentions[0].identifier]
    try:
        is_named = bool(find_participants(text, first))
    except ClaimError:
        return
    if is_named:
        ids = list(dict.fromkeys(mention.identifier for mention in mentions))
        message = f"has words that begin the name of {' and '.join(ids)}, and may mean it: '{text}'"
        raise ClaimError(message, f"Write the id before them, as in `{format_flow({ids[0]: text, 'note': 'why'})}`")


def list_beginnings(names: Sequence[str], others: Collection[str]) -> list[str]:
    """Return the beginnings of names that may stand for them: with a capital, of no country, no name themselves."""
    beginnings = [" ".join(name.split()[:count]) for name in names for count in range(1, len(name.split()))]
    excluded = {*codes_by_name(), *codes_by_adjective(), *others}
    named = [words for words in beginnings if words.split()[-1][0].isupper() and words not in excluded]
    return [words for words in named if words.lower() not in FUNCTION_WORDS]
