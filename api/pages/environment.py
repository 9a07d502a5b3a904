"""The Jinja2 environment of the pages, in a module of its own: only rendering a page takes the time to import it."""

from jinja2 import Environment, PackageLoader, StrictUndefined

environment = Environment(
    loader=PackageLoader("api.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
