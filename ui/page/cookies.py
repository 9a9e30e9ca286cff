"""Who is asking: a random id per browser, minted and signed here, carried in a cookie no script can read."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path


class BrowserCookie:
    """Signs and reads browser ids. The name depends on the secret: two servers on one machine do not clash."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.name = f"calcom_agent_{hashlib.sha256(secret).hexdigest()[:8]}"

    def mint(self) -> str:
        """The cookie value of a browser never seen before: 128 random bits and their signature."""
        browser = secrets.token_hex(16)
        return f"{browser}.{self._signature(browser)}"

    def browser(self, value: str | None) -> str | None:
        """The id in a cookie value; None when there is no value or we did not sign it."""
        browser, _, signature = (value or "").partition(".")
        signed = hmac.compare_digest(signature.encode(), self._signature(browser).encode())
        return browser if browser and signed else None

    def _signature(self, browser: str) -> str:
        return hmac.new(self._secret, browser.encode(), hashlib.sha256).hexdigest()


def cookie_of(folder: Path) -> BrowserCookie:
    """The cookie of this data folder; its secret is made once and kept, so a restart forgets nobody."""
    file = folder / "cookie_secret"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return BrowserCookie(file.read_bytes())
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(secret := secrets.token_bytes(32))
    return BrowserCookie(secret)
