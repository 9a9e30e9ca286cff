"""Which base URLs are taken, and that no text can leave its place in a path."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calcom.far_side import KEY, a_client, far_side, success
from tools.calcom.address import BadAddress, api_root, id_segment, path, uid_segment
from tools.calcom.versions import Resource
from tools.errors import NotFound, SchedulingError


@pytest.mark.parametrize(
    ("given_url", "root"),
    [
        ("https://api.cal.com", "https://api.cal.com"),
        ("https://api.cal.com/", "https://api.cal.com"),
        ("https://api.cal.com/v2", "https://api.cal.com"),
        ("https://api.cal.com/v2/", "https://api.cal.com"),
        ("  https://api.cal.com/v2  ", "https://api.cal.com"),
        ("https://cal.example.test:8443", "https://cal.example.test:8443"),
        ("https://cal.example.test/api/v2", "https://cal.example.test/api"),
        ("https://cal.example.test/api/V2//", "https://cal.example.test/api"),
        ("https://192.168.1.20", "https://192.168.1.20"),
        ("http://127.0.0.1:5555", "http://127.0.0.1:5555"),
        ("http://localhost:5555/v2", "http://localhost:5555"),
        ("http://[::1]:5555", "http://[::1]:5555"),
    ],
)
def test_an_address_is_taken_with_or_without_the_version(given_url: str, root: str) -> None:
    assert api_root(given_url) == root


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.cal.com",
        "ftp://api.cal.com",
        "file:///etc/passwd",
        "https://",
        "http://api.cal.com",
        "http://10.0.0.1",
        "http://127.0.0.1.example.test",
        "http://localhost.example.test",
        "https://user:secret@api.cal.com",
        "https://user@api.cal.com",
        "https://@api.cal.com",
        "https://api.cal.com?x=1",
        "https://api.cal.com/?",
        "https://api.cal.com#top",
        "https://api.cal.com/v1",
        "https://api.cal.com/V1/",
        "https://api.cal.com/v2/v2",
        "https://api.cal.com/v2/bookings",
        "https://cal.example.test/api/v2/event-types/",
        "https://api.cal.com/../v2",
        "https://api.cal.com/a b",
        "https://api.cal.com:99999",
        "https://api.cal.com:port",
        "https://[::1",
        "https://169.254.169.254",
        "https://0.0.0.0",
        "https://[fe80::1]",
        "https://api.cal.com\\@evil.example",
        "https://api.cal.com%2f@evil.example",
        "javascript:alert(1)",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        api_root(url)


def test_a_refused_address_is_not_repeated_for_it_may_hold_a_password() -> None:
    with pytest.raises(BadAddress) as refused:
        api_root("https://hana:secret@cal.example.test")

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "uid", ["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a b", "a%2e", "é", "x" * 65, "a\n", "a;b"]
)
def test_a_text_no_booking_can_have_as_uid_is_not_found(uid: str) -> None:
    with pytest.raises(NotFound):
        uid_segment(uid)


@pytest.mark.parametrize("number", [0, -1, 2**31])
def test_a_number_no_resource_can_have_as_id_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        id_segment(number)


@given(st.text())
def test_a_segment_never_adds_to_the_path(text: str) -> None:
    built = path(Resource.BOOKINGS, text, "cancel")

    assert built.startswith("/v2/bookings/")
    assert built.endswith("/cancel")
    assert built.count("/") == 4
    assert not set("?#\\ ") & set(built)


@given(st.text())
async def test_whatever_is_given_as_uid_reaches_no_other_route(text: str) -> None:
    far = far_side(success([]))

    async with a_client(far) as calcom:
        with contextlib.suppress(SchedulingError):
            await calcom.cancel_booking(text, reason="test")

    assert all(request.url.path == f"/v2/bookings/{text}/cancel" for request in far.requests)


async def test_without_a_key_no_authorization_is_sent_and_with_one_it_is_a_bearer() -> None:
    far = far_side(success([]))

    await a_client(far, key=None).event_types()
    await a_client(far).event_types()

    assert "authorization" not in far.requests[0].headers
    assert far.requests[1].headers["authorization"] == f"Bearer {KEY}"
