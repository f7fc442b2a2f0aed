"""What does a browser test begin with? Pages that are served, a told world, and a browser for each person."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.doors.browser.way import follow
from tests.doors.browser.world import Told, copy, drop, inside, served, tell

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser; where none is installed, the tests say so instead of failing."""
    for item in items:
        if "tests/doors/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed: apt-get install chromium"))


@dataclass
class Visitors:
    """Browsers in which people sit, and what went wrong in them."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, *, width: int = 1280, scripts: bool = True, dark: bool = False) -> Page:
        """A page of a browser nobody has signed in with."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def enter(self, name: str, *, width: int = 1280, scripts: bool = True, dark: bool = False) -> Page:
        """A page in which this person has signed in, by choosing themselves in the demo's list."""
        page = self.open(width=width, scripts=scripts, dark=dark)
        page.goto("/log-ind/")
        follow(page.get_by_role("button", name=name))
        return page

    def _said(self, message: ConsoleMessage) -> None:
        # A page that answers 4xx is told of on the console too; the tests look at those pages themselves.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def leave(self) -> None:
        """Close every browser window; nothing may have been complained of."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()
        said, self.complaints[:] = list(self.complaints), []
        assert said == []


@pytest.fixture(scope="session")
def db(django_db_setup: None) -> None:
    """The name says that a database is needed; these tests never stand in a transaction of it, only in copies."""


@pytest.fixture(scope="session")
def plain(db: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database with every table, and nobody in them.

    It is copied before any browser runs: within a browser's loop Django keeps connections of its own, and nothing can
    be copied from a database to which another is open.
    """
    source = connection.settings_dict["NAME"]
    name = f"{source}_plain"
    with django_db_blocker.unblock():
        copy(source, name)
    yield name
    with django_db_blocker.unblock():
        drop(name)


@pytest.fixture(scope="session")
def told(plain: str, django_db_blocker: Any) -> Iterator[Told]:
    """The three stories stand in a database; the tests work in copies of it."""
    name = f"{plain}_told"
    with django_db_blocker.unblock():
        copy(plain, name)
        with inside(name):
            cases = tell()
    yield Told(name, cases)
    with django_db_blocker.unblock():
        drop(name)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    # Playwright keeps a loop running in this thread; Django must be told that nobody waits in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def address(told: Told, django_db_blocker: Any) -> Iterator[str]:
    """Where the pages of a copy of the told world are served, for all tests of a module."""
    name = f"{told.name}_module"
    with django_db_blocker.unblock():
        copy(told.name, name)
        with inside(name), served() as url:
            yield url
        drop(name)


@pytest.fixture
def visitors(chromium: Browser, address: str) -> Iterator[Visitors]:
    """Browsers for people; none of them may have complained at the end."""
    found = Visitors(chromium, address)
    yield found
    found.leave()
