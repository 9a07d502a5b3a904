"""The Jinja2 environment of the pages. Only rendering a page imports it, because jinja2 is slow to import."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Getattr

from api.pages.escape import escape_text
from api.pages.markup import basis_mark, join_links, mark, passage_list
from facts.formats.publication import NO_LICENSE
from facts.model.plurals import count_noun


class PageCodeGenerator(CodeGenerator):
    """Compiles templates whose dots are Python's, as all views are objects, and whose text is escaped as text.

    Jinja looks for an item where an attribute is missing, and makes an object of each text that it escapes, which
    takes a quarter of the time of a page with a thousand of them.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - the name that it has
        """Write the access to an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: object, frame: Frame, finalize: object) -> None:
        """Write the beginning of an expression whose value is put out."""
        self.write("environment.escape_text(")


class PageEnvironment(Environment):
    """The environment of the pages, where everything is escaped."""

    code_generator_class = PageCodeGenerator
    escape_text = staticmethod(escape_text)


environment = PageEnvironment(
    loader=PackageLoader("api.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
environment.globals["no_license"] = NO_LICENSE
environment.filters |= {
    "basis_mark": basis_mark,
    "counted": count_noun,
    "links": join_links,
    "mark": mark,
    "passages": passage_list,
}
