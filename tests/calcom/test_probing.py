"""Which API answers under a version is told from the shape of its answer."""

import httpx
import pytest

from tests.calcom.far_side import QUICK, bare, event_type_json, far_side, html, router_404, success
from tools.calcom.probing import Reading, probe
from tools.calcom.transport import Transport
from tools.calcom.versions import Resource


@pytest.mark.parametrize(
    ("reply", "reading"),
    [
        (success([event_type_json()]), Reading.RIGHT),
        (success([]), Reading.RIGHT),
        (success({"eventTypeGroups": []}), Reading.OTHER),
        (html(200), Reading.OTHER),
        (router_404("/v2/event-types"), Reading.NO_ROUTE),
        (bare(404, "no such thing"), Reading.REFUSED),
        (bare(401, "Invalid API Key"), Reading.REFUSED),
        (bare(500, "Internal server error"), Reading.SILENT),
        (httpx.Response(302, headers={"location": "/"}), Reading.SILENT),
        (httpx.ConnectError("refused"), Reading.SILENT),
        (httpx.ReadTimeout("slow"), Reading.SILENT),
        (httpx.Response(200, content=b"x" * 2_000_001), Reading.SILENT),
    ],
)
async def test_an_answer_is_read_for_what_it_is(reply: httpx.Response | Exception, reading: Reading) -> None:
    far = far_side(reply)
    transport = Transport("https://cal.example.test", None, timeouts=QUICK, transport=httpx.MockTransport(far))

    found = await probe(transport, Resource.EVENT_TYPES, "2024-06-11", {}, total=1)

    assert found is reading
    assert far.requests[0].headers["cal-api-version"] == "2024-06-11"
