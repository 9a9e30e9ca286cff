"""Where Cal.com lives: which base URLs we accept, and how paths are built so that data can never leave its segment."""

import ipaddress
import re
from urllib.parse import quote, urlsplit

from tools.calcom.versions import Resource
from tools.errors import NotFound

_UID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_PREFIX = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*", re.ASCII)
_MORE_THAN_V2 = re.compile(r"/v2(/|$)", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+", re.ASCII)
_LARGEST_ID = 2**31 - 1  # ids beyond 32 bit make the server answer 500


class BadAddress(ValueError):
    """The base URL is not one we send a key to. The message says what to write instead; it never repeats the URL."""


def api_root(base_url: str) -> str:
    """The base URL without a trailing slash or /v2, e.g. https://api.cal.com.

    Raises:
        BadAddress: not https (http is for loopback only), or with user info, query, fragment or an odd path.
    """
    try:
        url = urlsplit(base_url.strip())
        host, _port = url.hostname or "", url.port
    except ValueError as error:
        raise BadAddress("the base URL cannot be read; write it like https://api.cal.com") from error
    if url.scheme not in ("https", "http") or not _HOST.fullmatch(host):
        raise BadAddress("the base URL must look like https://api.cal.com")
    if url.scheme == "http" and not _is_loopback(host):
        raise BadAddress("http is accepted for this machine only (localhost, 127.0.0.1); write https")
    if "@" in url.netloc or "?" in base_url or "#" in base_url:
        raise BadAddress("the base URL must not carry a user name, a password, a query or a fragment")
    if _is_nowhere(host):
        raise BadAddress("the base URL names an address that cannot be a Cal.com server")
    return f"{url.scheme}://{url.netloc}{_prefix(url.path, host)}"


def is_hosted(root: str) -> bool:
    """Whether an api_root is Cal.com's own server, not one that somebody runs."""
    return _is_hosted(urlsplit(root).hostname or "")


def is_on_this_machine(root: str) -> bool:
    """Whether an api_root is a loopback address."""
    return _is_loopback(urlsplit(root).hostname or "")


def path(resource: Resource, *segments: str) -> str:
    """`/v2/bookings/<uid>/cancel`: each segment is encoded on its own, so none can climb or add a query."""
    return "/".join(["/v2", resource.value, *(quote(segment, safe="") for segment in segments)])


def uid_segment(uid: str) -> str:
    """A booking's uid as a path segment. Raises NotFound for a text that no booking can have as its uid."""
    if not _UID.fullmatch(uid):
        raise NotFound("not the form of a booking uid")
    return uid


def id_segment(number: int) -> str:
    """A numeric id as a path segment. Raises NotFound for a number that no resource can have."""
    if not 0 < number <= _LARGEST_ID:
        raise NotFound("not the form of an id")
    return str(int(number))


def _prefix(raw: str, host: str) -> str:
    whole = raw.rstrip("/")
    trimmed = (whole[:-3] if whole.lower().endswith("/v2") else whole).rstrip("/")
    if _MORE_THAN_V2.search(trimmed):
        raise BadAddress("the base URL goes on after /v2; write only the address before it")
    if trimmed.lower().endswith("/v1"):
        why = "API v1 was switched off" if _is_hosted(host) else "this is the address of API v1, and v2 is spoken here"
        raise BadAddress(f"{why}; leave /v1 away")
    if not _PREFIX.fullmatch(trimmed):
        raise BadAddress("the base URL has an odd path; write only the address of the server")
    return trimmed


def _is_hosted(host: str) -> bool:
    return host == "cal.com" or host.endswith(".cal.com")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    address = _literal(host)
    return address is not None and address.is_loopback


def _is_nowhere(host: str) -> bool:
    """Link-local (cloud metadata), multicast and unspecified addresses: no Cal.com, but tempting targets."""
    address = _literal(host)
    return address is not None and (address.is_link_local or address.is_multicast or address.is_unspecified)


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
