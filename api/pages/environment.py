"""The Jinja2 environment of the pages, in a module of its own so that only rendering a page imports it."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.pages.markup import basis_mark, join_links, mark, passage_list
from facts.formats.publication import NO_LICENSE

environment = Environment(
    loader=PackageLoader("api.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
environment.globals |= {
    "basis_mark": basis_mark,
    "links": join_links,
    "mark": mark,
    "no_license": NO_LICENSE,
    "passages": passage_list,
}
