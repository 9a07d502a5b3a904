"""The commands of the tool for sheets, one module each."""

from collections.abc import Sequence

from facts.commands.anchor import ANCHOR
from facts.commands.check import CHECK
from facts.commands.command import Command
from facts.commands.delegate import MCP
from facts.commands.export import EXPORT
from facts.commands.read import READ
from facts.commands.reanchor import REANCHOR
from facts.commands.schema import SCHEMA
from facts.commands.verify import VERIFY

COMMANDS: Sequence[Command] = (CHECK, VERIFY, ANCHOR, REANCHOR, READ, SCHEMA, EXPORT, MCP)
"""The commands in the order in which the help lists them."""
