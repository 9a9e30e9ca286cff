"""Scripted faults: what they leave stored, what goes over the wire, and what never fired."""

import gzip
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import a_body, a_client, a_type, a_world, as_owner, plain
from tools.mock_calcom.server import MockServer

CREATE = "POST /v2/bookings"
START = "2031-05-06T09:00:00Z"


async def _book(fault: str, **params: Any) -> tuple[int, httpx.Response | Exception]:
    """Books once over real HTTP with one fault scripted: the number of bookings stored, and what came back."""
    world = a_world()
    kind = a_type(world)
    world.faults.script(CREATE, fault, **params)
    async with MockServer(world) as server, httpx.AsyncClient(base_url=server.base_url, timeout=5) as client:
        try:
            answer: httpx.Response | Exception = await client.post(
                "/v2/bookings", headers=plain(), json=a_body(kind, START)
            )
        except httpx.HTTPError as error:
            answer = error
    assert world.faults.unfired() == []
    return len(world.bookings), answer


@pytest.mark.parametrize("fault", ["refuse", "drop_before_commit"])
async def test_a_connection_dropped_before_the_commit_stores_nothing(fault: str) -> None:
    stored, answer = await _book(fault)

    assert stored == 0
    assert isinstance(answer, httpx.RemoteProtocolError | httpx.ReadError)


async def test_a_connection_dropped_after_the_commit_leaves_the_booking_stored() -> None:
    stored, answer = await _book("commit_then_drop")

    assert stored == 1
    assert isinstance(answer, httpx.RemoteProtocolError | httpx.ReadError)


async def test_half_a_body_breaks_off_after_the_commit() -> None:
    stored, answer = await _book("commit_then_half_body")

    assert stored == 1
    assert isinstance(answer, httpx.RemoteProtocolError | httpx.ReadError)


@pytest.mark.parametrize("code", [500, 502])
async def test_an_error_after_the_commit_hides_that_it_was_stored(code: int) -> None:
    stored, answer = await _book(f"commit_then_{code}")

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == code
    assert answer.headers["content-type"].startswith("text/html" if code == 502 else "application/json")


@pytest.mark.parametrize("fault", ["hang", "commit_then_hang"])
async def test_silence_ends_in_a_closed_connection(fault: str) -> None:
    stored, answer = await _book(fault, s=0.05)

    assert stored == (1 if fault == "commit_then_hang" else 0)
    assert isinstance(answer, httpx.RemoteProtocolError | httpx.ReadError)


@pytest.mark.parametrize("envelope", ["A", "B", "html"])
async def test_any_status_can_be_scripted_in_any_envelope(envelope: str) -> None:
    stored, answer = await _book("status", code=503, envelope=envelope, message="busy", headers={"Retry-After": "3"})

    assert stored == 0
    assert isinstance(answer, httpx.Response)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    if envelope != "html":
        body = answer.json()
        assert (body["error"] if envelope == "A" else body)["message"] == "busy"


async def test_a_redirect_names_where_to() -> None:
    stored, answer = await _book("redirect", to="http://127.0.0.1:1/elsewhere")

    assert stored == 0
    assert isinstance(answer, httpx.Response)
    assert (answer.status_code, answer.headers["location"]) == (307, "http://127.0.0.1:1/elsewhere")


async def test_bad_json_is_not_json() -> None:
    stored, answer = await _book("bad_json")

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    with pytest.raises(ValueError):
        answer.json()


async def test_fields_can_be_added_and_taken_away() -> None:
    _, answer = await _book("extra_or_missing_fields", add={"surprise": 1}, remove=["uid"])

    assert isinstance(answer, httpx.Response)
    assert answer.json()["data"]["surprise"] == 1
    assert "uid" not in answer.json()["data"]


async def test_a_wrong_echo_differs_from_what_was_stored() -> None:
    stored, answer = await _book("wrong_echo", set={"start": "2031-05-07T09:00:00.000Z"})

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    assert answer.json()["data"]["start"] == "2031-05-07T09:00:00.000Z"


async def test_a_drip_arrives_whole_but_in_single_bytes() -> None:
    stored, answer = await _book("drip", bytes_per_s=50_000)

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 201


async def test_a_huge_body_can_be_small_on_the_wire() -> None:
    _, answer = await _book("huge", bytes=3_000_000, gzip=True)

    assert isinstance(answer, httpx.Response)
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 100_000
    assert len(answer.content) > 3_000_000
    assert len(gzip.compress(answer.content)) < 100_000


async def test_the_date_header_follows_the_world_and_can_be_skewed() -> None:
    world = a_world()
    world.faults.script("GET /v2/me", "date_skew", s=3600)
    client = a_client(world)

    skewed = await client.get("/v2/me", headers=as_owner())
    honest = await client.get("/v2/me", headers=as_owner())

    assert honest.headers["date"] == "Mon, 05 May 2031 08:00:00 GMT"
    assert skewed.headers["date"] == "Mon, 05 May 2031 09:00:00 GMT"


async def test_in_process_a_drop_looks_like_a_drop() -> None:
    world = a_world()
    kind = a_type(world)
    world.faults.script(CREATE, "commit_then_drop")

    with pytest.raises(httpx.RemoteProtocolError):
        await a_client(world).post("/v2/bookings", headers=plain(), json=a_body(kind, START))

    assert len(world.bookings) == 1


async def test_faults_fire_in_order_skip_some_and_are_asked_for_when_unfired() -> None:
    client = a_client(a_world())
    await client.post("/_mock/faults", json=[
        {"route": "/v2/me", "kind": "status", "code": 503, "skip": 1},
        {"route": "*", "kind": "status", "code": 500, "times": 5},
        {"route": CREATE, "kind": "commit_then_drop"},
    ])  # fmt: skip

    codes = [(await client.get("/v2/me", headers=as_owner())).status_code for _ in range(3)]

    left = (await client.get("/_mock/faults")).json()["unfired"]
    assert codes == [500, 503, 500]
    assert [(fault["kind"], fault["fired"]) for fault in left] == [("status", 2), ("commit_then_drop", 0)]


async def test_the_journal_names_the_fault_and_what_was_committed() -> None:
    world = a_world()
    kind = a_type(world)
    world.faults.script(CREATE, "commit_then_500")

    await a_client(world).post("/v2/bookings", headers=plain(), json=a_body(kind, START))

    request = world.journal.entries[-1]
    effects = [world.journal.entries[n - 1] for n in request["effects"]]
    assert (request["rule"], request["status"], request["fault"]) == (CREATE, 201, "commit_then_500")
    assert [(effect["kind"], effect["what"]) for effect in effects] == [
        ("booking", "created"), ("mail", "created"), ("mail", "created"), ("webhook", "BOOKING_CREATED"),
    ]  # fmt: skip


async def test_an_unknown_fault_is_refused_by_the_control_route() -> None:
    answer = await a_client(a_world()).post("/_mock/faults", json={"route": "*", "kind": "gremlin"})

    assert answer.status_code == 400
    assert "gremlin" in answer.json()["error"]


async def test_a_delay_only_takes_time() -> None:
    stored, answer = await _book("delay", s=0.01)

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 201


async def test_a_gateway_that_delivers_twice_gives_the_second_answer() -> None:
    stored, answer = await _book("deliver_twice")

    assert stored == 1
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 400  # the first one's time is taken: by the first one
