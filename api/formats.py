"""The formats of the API: those of the library, and HTML."""

from collections.abc import Mapping

from api.pages.format import HTML
from facts.formats import FORMATS, Format
from facts.formats.document import DocumentType
from facts.model.collection import Collection

API_FORMATS: Mapping[str, Format] = {**FORMATS, HTML.name: HTML}


def api_formats_for(document_type: DocumentType, collection: Collection) -> tuple[Format, ...]:
    """Return the formats that documents of a collection are served in, JSON first."""
    return tuple(format_ for format_ in API_FORMATS.values() if format_.supports(document_type, collection))
