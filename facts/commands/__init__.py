"""The commands of the tool for sheets, one module each."""

from collections.abc import Sequence

from facts.commands.anchor import ANCHOR
from facts.commands.build import BUILD
from facts.commands.check import CHECK
from facts.commands.command import Command
from facts.commands.delegate import MCP, SITE
from facts.commands.draft import DRAFT
from facts.commands.export import EXPORT
from facts.commands.import_ import IMPORT
from facts.commands.load import LOAD, UNLOAD
from facts.commands.prompt import PROMPT
from facts.commands.read import READ
from facts.commands.reanchor import REANCHOR
from facts.commands.schema import SCHEMA
from facts.commands.verify import VERIFY

COMMANDS: Sequence[Command] = (
    *(DRAFT, PROMPT, IMPORT, BUILD),
    *(CHECK, VERIFY, ANCHOR, REANCHOR, READ, SCHEMA, EXPORT, SITE, MCP, LOAD, UNLOAD),
)
"""The commands in the order in which the help lists them."""
