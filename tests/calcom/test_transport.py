"""What comes over the wire is bounded: size, compression, redirects; and what we log of it is nothing."""

import gzip
import logging
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest

from tests.calcom.far_side import KEY, a_client, booking_json, far_side, me_json, success
from tools.errors import SchedulingError, UnexpectedAnswer, Unreachable


class Stream(httpx.AsyncByteStream):
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks = chunks
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            self.taken += len(chunk)
            yield chunk


def streamed(chunks: Iterable[bytes], **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=named, stream=Stream(chunks))


async def test_a_compressed_answer_is_read_in_pieces() -> None:
    packed = gzip.compress(success(me_json()).content)
    pieces = [packed[:10], packed[10:30], packed[30:]]

    me = await a_client(far_side(lambda _: streamed(pieces, content_encoding="gzip"))).me()

    assert me.name == "Hana Host"


async def test_a_small_answer_that_unpacks_to_50_megabytes_is_left_alone() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    far = far_side(lambda _: streamed([bomb], content_encoding="gzip"))

    with pytest.raises(UnexpectedAnswer, match="more than"):
        await a_client(far).me()

    assert len(far.requests) == 1


async def test_an_endless_answer_is_left_after_two_megabytes() -> None:
    stream = Stream(b"x" * 100_000 for _ in iter(int, 1))
    far = far_side(lambda _: httpx.Response(200, stream=stream))

    with pytest.raises(UnexpectedAnswer, match="more than"):
        await a_client(far).me()

    assert stream.taken <= 2_100_000


async def test_a_cut_off_compressed_answer_is_no_answer() -> None:
    packed = gzip.compress(success(me_json()).content)[:-12]

    with pytest.raises(Unreachable):
        await a_client(far_side(lambda _: streamed([packed], content_encoding="gzip"))).me()


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
async def test_an_encoding_we_did_not_ask_for_is_not_read(encoding: str) -> None:
    with pytest.raises(UnexpectedAnswer):
        await a_client(far_side(lambda _: streamed([b"x"], content_encoding=encoding))).me()


async def test_what_claims_to_be_compressed_and_is_not_is_no_answer() -> None:
    with pytest.raises(Unreachable):
        await a_client(far_side(lambda _: streamed([b"plain"], content_encoding="gzip"))).me()


async def test_nothing_is_logged_of_addresses_keys_and_names(caplog: pytest.LogCaptureFixture) -> None:
    far = far_side(success(booking_json()), httpx.ReadTimeout("slow"))
    calcom = a_client(far)

    with caplog.at_level(logging.DEBUG):
        await calcom.booking("uidAAAAAAAAAAAAAAAAAA1")
        with pytest.raises(SchedulingError):
            await calcom.cancel_booking("uidAAAAAAAAAAAAAAAAAA1", reason="Ana is ill")

    for secret in (KEY, "ana@example.test", "uidAAAAAAAAAAAAAAAAAA1", "Ana"):
        assert secret not in caplog.text
    assert "outcome unknown" in caplog.text


async def test_the_key_is_in_no_representation_of_the_client() -> None:
    calcom = a_client(far_side(success(me_json())))

    assert KEY not in repr(calcom)
    assert KEY not in repr(vars(calcom))
