"""The page at `/`, and the mock as a command of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import BOOKINGS, SLOTS, a_client, as_owner, plain, standing
from tools.mock_calcom.app import create_app
from tools.mock_calcom.page import week_of
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.seeding import plant
from tools.mock_calcom.server import MockServer, run_mock
from tools.mock_calcom.speed import page_ms, slots_ms

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def _command(*arguments: str) -> Iterator[dict[str, Any]]:
    """Runs the mock in a process of its own; gives the first line it prints."""
    code = f"from tools.mock_calcom.server import run_mock; run_mock({', '.join(arguments)})"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


async def test_the_page_shows_itself_without_foreign_assets() -> None:
    answer = await a_client().get("/")

    assert answer.status_code == 200
    assert "http://" not in answer.text
    assert "https://" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_the_week_shows_the_bookings_of_the_host_in_the_hosts_zone() -> None:
    week = (await a_client().get("/_mock/week")).json()

    tuesday = week["days"][1]
    assert (week["host"], week["zone"], week["now"]) == (
        "Clara Berger", "Europe/Berlin", "Monday, 05 May 2031, 10:00",
    )  # fmt: skip
    assert [day["today"] for day in week["days"]] == [True] + [False] * 6
    assert tuesday["bookings"][0] == {
        "start": "10:00", "end": "10:30", "title": "30 minute meeting between Clara Berger and John Smith",
        "status": "accepted",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first"), [("2031-05-09", "Mon 05 May"), ("2031-05-10", "Sat 10 May"), ("2031-05-11", "Sun 11 May")]
)
def test_at_a_weekend_the_week_begins_with_today(day: str, first: str) -> None:
    world = sample_world(lambda: datetime.fromisoformat(f"{day}T12:00:00+02:00"))

    assert week_of(world)["days"][0]["name"] == first


def test_other_weeks_can_be_looked_at() -> None:
    world = sample_world(standing())

    assert week_of(world, -1)["days"][0]["name"] == "Mon 28 Apr"
    assert week_of(world, 1)["days"][0]["name"] == "Mon 12 May"


async def test_without_control_there_is_neither_page_nor_control_route() -> None:
    transport = httpx.ASGITransport(create_app(sample_world(standing()), control=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
        codes = [(await client.get(path)).status_code for path in ("/", "/_mock/state", "/_mock/journal")]

    assert codes == [404, 404, 404]


def test_the_command_says_where_it_listens_and_answers_there() -> None:
    with _command("now='2031-05-05T08:00:00'", "rate_limit=7") as line:
        answer = httpx.get(f"{line['base_url']}/v2/me", headers=as_owner(key=line["key"]))

    assert set(line) == {"base_url", "key", "control"}
    assert (line["key"], line["control"]) == (KEY, "/_mock")
    assert answer.json()["data"]["name"] == "Clara Berger"
    assert answer.headers["X-RateLimit-Limit-Default"] == "7"
    assert answer.headers["Date"].startswith("Mon, 05 May 2031 08:00")


def test_the_recorded_world_names_its_users_keys(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"rate_limit": 3}), encoding="utf-8")

    with _command("world='recorded'", "release='2025-12'", f"seed=__import__('pathlib').Path({str(seed)!r})") as line:
        names = {
            name: httpx.get(f"{line['base_url']}/v2/me", headers=as_owner(key=key)).json().get("data", {}).get("id")
            for name, key in line["keys"].items()
        }

    assert names == {"bob": 10, "eve": 11, "lia": 12, "nos": 13, "tom": 14, "expired": None}


@pytest.mark.parametrize("wrong", [{"world": "moon"}, {"release": "2019"}, {"now": "soon"}])
def test_wrong_options_are_refused_before_anything_listens(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        run_mock(**wrong)


def test_a_taken_port_is_an_os_error() -> None:
    with MockServer(sample_world(standing())) as first, pytest.raises(OSError, match="in use"):
        MockServer(sample_world(standing()), first.port).__enter__()


async def test_a_taken_port_is_an_os_error_in_a_running_loop_too() -> None:
    async with MockServer(sample_world(standing())) as first:
        with pytest.raises(OSError, match="in use"):
            await MockServer(sample_world(standing()), first.port).__aenter__()


@pytest.mark.parametrize("seed", [{"edits": [{"table": "users"}]}, {"bookings": [{"start": "soon"}]}, {"users": [{}]}])
def test_a_seed_that_does_not_fit_is_a_value_error(seed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="seed"):
        plant(sample_world(standing()), seed)


def test_a_saved_world_of_another_shape_is_a_value_error(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    path.write_text("[]", encoding="utf-8")

    with pytest.raises(ValueError, match="JSON object"):
        sample_world(standing()).load_from(path)


def test_the_bench_has_something_to_call() -> None:
    assert len(slots_ms(bookings=20, rounds=2)) == 2
    assert len(page_ms(bookings=20, take=5, rounds=2)) == 2


async def test_every_event_type_of_the_sample_has_free_slots_in_the_coming_week() -> None:
    client = a_client()
    types = sample_world(standing()).event_types
    answers = [
        await client.get(f"/v2/slots?eventTypeId={number}&start=2031-05-06&end=2031-05-12", headers=plain(SLOTS))
        for number in types
    ]

    assert all(sum(map(len, answer.json()["data"].values())) >= 15 for answer in answers)


async def test_the_samples_workshop_asks_for_its_topic() -> None:
    body = {"eventTypeId": 105, "start": "2031-05-13T12:00:00Z",
            "attendee": {"name": "Ann", "email": "ann@example.com", "timeZone": "Europe/Rome"}}  # fmt: skip

    answer = await a_client().post("/v2/bookings", headers=plain(BOOKINGS), json=body)

    assert "Missing required booking field response: topic" in answer.json()["error"]["message"]
