"""Voices: the source of a record, a fact or an entry of the timeline, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink


@dataclass(frozen=True, slots=True)
class VoiceView:
    """The article's own voice if `who` is None, else the speaker, and whether the attribution's extent is open."""

    who: PageLink | None = None
    is_open: bool = False

    @property
    def css(self) -> str:
        """The class of the voice's colour."""
        return "s" if self.who else "o"


def view_voice(context: PageContext, item: Mapping[str, Any]) -> VoiceView:
    """Return the voice of a record, a fact or an entry of the timeline."""
    speaker = item.get("attributed_to")
    if item.get("voice") != "attributed":
        return VoiceView()
    who = context.link(item["sheet"], speaker) if speaker else PageLink("someone who is not named")
    return VoiceView(who, item.get("attribution_scope") == "ambiguous")
