"""Publication: publisher, public URL and license of the data."""

import re
from dataclasses import dataclass
from typing import Self

from facts.model.source import require_web_url

NO_LICENSE = "No license is granted: all rights reserved"
NO_CONTACT = "Whoever runs this server"
"""The author where no contact is known."""
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_web_url(text: str) -> bool:
    """Return whether a text is an http or https URL."""
    try:
        return text.isascii() and text.isprintable() and require_web_url(text) == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class License:
    """The license of the data: its name, its URL and, if it has one, its identifier of the SPDX list."""

    name: str
    url: str
    identifier: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the license with an SPDX identifier such as `CC-BY-4.0`, in any case, or with a URL.

        Raises ValueError for any other text.
        """
        from packaging.licenses import (  # noqa: PLC0415 - it has the complete SPDX list
            InvalidLicenseExpression,
            canonicalize_license_expression,
        )

        if is_web_url(text):
            return cls(text, text)
        try:
            identifier = str(canonicalize_license_expression(text))
        except InvalidLicenseExpression:
            identifier = " "
        if " " in identifier or identifier.startswith("LicenseRef-"):
            raise ValueError("must be a URL or an SPDX identifier such as CC-BY-4.0")
        return cls(identifier, f"https://spdx.org/licenses/{identifier}.html", identifier)


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact for the data: an e-mail address or a URL."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the contact at an e-mail address or a URL; raise ValueError for any other text."""
        if not (EMAIL.fullmatch(text) or is_web_url(text)):
            raise ValueError("must be an e-mail address or a URL")
        return cls(text)

    @property
    def is_email(self) -> bool:
        """Whether it is an e-mail address."""
        return EMAIL.fullmatch(self.text) is not None

    @property
    def url(self) -> str:
        """The URL that reaches the contact."""
        return f"mailto:{self.text}" if self.is_email else self.text


@dataclass(frozen=True, slots=True)
class Publication:
    """Where the API is published, such as `https://facts.example`, the license of its data, and the contact.

    `is_static`: whether it is published as files, without a server that takes parameters.
    """

    base_url: str | None = None
    license: License | None = None
    contact: Contact | None = None
    is_static: bool = False
