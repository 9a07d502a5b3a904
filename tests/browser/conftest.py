"""Chromium, a server of both sheets, and a tab that remembers what went wrong in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.app import create_app
from api.http.limits import Limits
from facts.archive import Archive
from tests.api.server.sockets import run_server

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]
TIMEOUT = 30_000
"""Milliseconds after which a step fails."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; Playwright keeps an event loop in the thread until it ends."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def serve(archive: Archive) -> Iterator[str]:
    """Serve an archive, and yield the URL of the server."""
    with run_server(Limits(), app=create_app(archive)) as server:
        yield f"http://127.0.0.1:{server.sock.getsockname()[1]}"


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    """The URL of a server of both sheets."""
    with serve(archive) as url:
        yield url


class Tab:
    """A page of the browser, and the `errors` that its console and its network have reported."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.set_default_timeout(TIMEOUT)
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("requestfailed", self.on_failure)
        page.on("dialog", self.on_dialog)

    def on_console(self, message: Any) -> None:
        """Remember an error or a warning of the console."""
        if message.type in {"error", "warning"}:
            self.errors.append(f"{self.page.url}: {message.text}")

    def on_failure(self, request: Any) -> None:
        """Remember a request that failed, unless the next page has cut it short."""
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.url}: {request.failure}")

    def on_dialog(self, dialog: Any) -> None:
        """Remember a dialog, which no page has a reason to open."""
        self.errors.append(f"{self.page.url}: dialog {dialog.message}")
        dialog.dismiss()

    def open(self, url: str) -> None:
        """Open a URL, which must be a page."""
        response = self.page.goto(url, wait_until="load")
        assert response
        assert response.ok, f"{url}: {response.status}"

    def links(self) -> list[str]:
        """Return the targets of the links of the page, as they are written."""
        targets: list[str] = self.page.eval_on_selector_all(
            "a[href]", "links => links.map(a => a.getAttribute('href'))"
        )
        return targets


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Open tabs of a width in pixels; they are closed after the test."""
    contexts: list[BrowserContext] = []

    def open_one(width: int = 1280) -> Tab:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}))
        return Tab(contexts[-1].new_page())

    yield open_one
    for context in contexts:
        context.close()
