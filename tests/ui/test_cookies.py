"""A browser is who its signed cookie says it is."""

import stat
from pathlib import Path

from ui.page.cookies import BrowserCookie, cookie_of


def test_a_minted_cookie_names_its_browser() -> None:
    cookie = BrowserCookie(b"secret")

    value = cookie.mint()

    assert cookie.browser(value) == value.split(".")[0]
    assert len(value.split(".")[0]) == 32  # 128 bits


def test_two_browsers_get_two_ids() -> None:
    cookie = BrowserCookie(b"secret")

    assert cookie.mint() != cookie.mint()


def test_an_id_signed_by_nobody_or_by_another_server_is_nobody() -> None:
    cookie, other = BrowserCookie(b"secret"), BrowserCookie(b"another")
    browser = cookie.mint().split(".")[0]

    strangers = [None, "", ".", browser, f"{browser}.", f"{browser}.{'0' * 64}", other.mint(), f".{'é' * 8}"]

    assert [cookie.browser(value) for value in strangers] == [None] * len(strangers)


def test_a_restart_knows_its_browsers_again(tmp_path: Path) -> None:
    value = cookie_of(tmp_path).mint()

    assert cookie_of(tmp_path).browser(value) is not None


def test_the_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    cookie_of(tmp_path)

    assert stat.S_IMODE((tmp_path / "cookie_secret").stat().st_mode) == 0o600


def test_servers_with_different_secrets_use_different_cookies() -> None:
    assert BrowserCookie(b"one").name != BrowserCookie(b"two").name
