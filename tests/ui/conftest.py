"""A page that is served once for all browser tests of a file, and a browser for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.ui.running import Person, Served, a_browser, a_person, served


@pytest.fixture(scope="module")
def page_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as chromium:
        yield chromium


@pytest.fixture
async def person(page_server: Served, browser: Browser) -> Person:
    """Somebody with the page before them."""
    somebody = await a_person(browser)
    await somebody.open(page_server.address)
    return somebody
