"""A set-up that works is called so; a broken one is told what is wrong and what to do, and nothing secret."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from tests.calcom.far_side import QUICK, enveloped, fresh, html, router_404, success
from tests.tools.calendar import NOW, Fault, Line
from tools.calcom.versions import VERSIONS, Resource
from tools.diagnosis import Check, SetUp, diagnose, works
from tools.errors import ModelUnavailable, NotUnderstood
from tools.mock_calcom.samples import KEY, empty_world, sample_world
from tools.mock_calcom.world.world import World


def a_setup(folder: Path, **changes: Any) -> SetUp:
    setup = SetUp(
        base_url="https://cal.example.test", api_key=SecretStr(KEY), data_folder=folder / "home", timeouts=QUICK
    )
    return replace(setup, **changes)


def a_line(world: World | None = None) -> Line:
    return Line(world or sample_world(lambda: NOW))


def always(reply: httpx.Response | Exception) -> httpx.MockTransport:
    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    return httpx.MockTransport(answer)


async def examine(
    setup: SetUp, way: httpx.AsyncBaseTransport | None = None, try_model: Callable[[str], Any] | None = None
) -> dict[str, Check]:
    checks = await diagnose(setup, now=lambda: NOW, try_model=try_model, transport=way or a_line())
    return {check.id: check for check in checks}


def failed(checks: dict[str, Check]) -> list[str]:
    return [check.id for check in checks.values() if check.status == "fail"]


async def test_a_good_setup_works_and_says_whose_it_is(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path))

    assert failed(checks) == []
    assert works(list(checks.values()))
    assert "Clara Berger" in checks["key"].detail
    assert "Europe/Berlin" in checks["schedule"].detail
    assert "Intro call (15 min, intro)" in checks["event_types"].detail
    assert "hidden" in checks["event_types"].detail


async def test_every_resource_is_probed_with_our_version_and_the_others(tmp_path: Path) -> None:
    line = a_line()

    checks = await examine(a_setup(tmp_path), line)

    for resource in ("me", "event_types", "slots", "bookings", "schedules"):
        assert checks[f"version_{resource}"].status == "ok"
    assert "2024-09-04 knows no such route" in checks["version_bookings"].detail
    assert "2024-09-04 (ours) answers as expected" in checks["version_slots"].detail


async def test_an_examination_writes_nothing(tmp_path: Path) -> None:
    line = a_line()

    await examine(a_setup(tmp_path), line)

    assert line.posts == []
    assert not (tmp_path / "home").exists()


async def test_without_a_key_it_is_demo_mode_and_works_without_a_network(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path, api_key=None), always(httpx.ConnectError("no network")))

    assert works(list(checks.values()))
    assert checks["calcom"].status == "skip"
    assert "demo mode" in checks["environment"].detail


# --- broken set-ups --------------------------------------------------------------------------------------------------


async def test_no_connection(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path), always(httpx.ConnectError("refused")))

    assert failed(checks) == ["reachable"]
    assert "CALCOM_BASE_URL" in checks["reachable"].fix


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://cal.example.test", "https"),
        ("https://api.cal.com/v1", "v1"),
        ("https://me:pw@cal.example.test", "user"),
    ],
)
async def test_an_address_we_send_no_key_to(tmp_path: Path, url: str, word: str) -> None:
    checks = await examine(a_setup(tmp_path, base_url=url))

    assert failed(checks) == ["address"]
    assert word in checks["address"].detail
    assert "pw" not in repr(checks)


async def test_a_web_page_in_place_of_the_api(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path), always(html(200, "Welcome")))

    assert failed(checks) == ["reachable"]
    assert "not Cal.com's API" in checks["reachable"].detail


async def test_an_address_that_sends_us_elsewhere(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path), always(httpx.Response(301, headers={"location": "https://x.test"})))

    assert failed(checks) == ["reachable"]
    assert "redirects" in checks["reachable"].detail


@pytest.mark.parametrize("reply", [httpx.Response(503), html(502), httpx.ReadTimeout("slow")])
async def test_a_server_in_trouble(tmp_path: Path, reply: httpx.Response | Exception) -> None:
    checks = await examine(a_setup(tmp_path), always(reply))

    assert failed(checks) == ["reachable"]


async def test_a_key_nobody_knows(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path, api_key=SecretStr("cal_live_unknown0123456789")))

    assert failed(checks) == ["key"]
    assert "CALCOM_API_KEY" in checks["key"].fix
    assert "cal_live_unknown0123456789" not in repr(checks)


@pytest.mark.parametrize(
    ("url", "status"),
    [("https://cal.example.test", "fail"), ("http://127.0.0.1:9", "skip"), ("http://[::1]:9", "skip")],
)
async def test_a_clock_that_is_wrong_unless_the_server_is_on_this_machine(
    tmp_path: Path, url: str, status: str
) -> None:
    line = a_line()

    async def dated(request: httpx.Request) -> httpx.Response:
        answer = await line.handle_async_request(request)
        answer.headers["date"] = f"{NOW + timedelta(minutes=17):%a, %d %b %Y %H:%M:%S} GMT"
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

    checks = await examine(a_setup(tmp_path, base_url=url), httpx.MockTransport(dated))

    assert checks["clock"].status == status
    assert checks["clock"].detail.startswith("17 minutes")


async def test_an_account_without_event_types(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path), a_line(empty_world(lambda: NOW)))

    assert failed(checks) == ["event_types"]
    assert checks["version_slots"].status == "skip"


async def test_a_server_that_moved_on_to_another_version(tmp_path: Path) -> None:
    line = a_line()

    async def newer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v2/bookings":
            # What it called 2024-08-13 is now called 2024-09-04.
            if request.headers["cal-api-version"] != "2024-09-04":
                return router_404("/v2/bookings")
            request.headers["cal-api-version"] = "2024-08-13"
        answer = await line.handle_async_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

    checks = await examine(a_setup(tmp_path), httpx.MockTransport(newer))

    assert failed(checks) == ["version_bookings"]
    assert "wants 2024-09-04" in checks["version_bookings"].fix


async def test_too_many_calls(tmp_path: Path) -> None:
    limited = enveloped(429, "ThrottlerException", "Too many requests.")
    limited.headers["retry-after"] = "40"

    checks = await examine(a_setup(tmp_path), always(limited))

    assert failed(checks) == ["key"]
    assert "40 seconds" in checks["key"].fix


async def test_an_account_in_another_shape(tmp_path: Path) -> None:
    checks = await examine(a_setup(tmp_path), always(success({"unexpected": True})))

    assert failed(checks) == ["key"]
    assert "another form" in checks["key"].detail
    assert "CALCOM_BASE_URL" in checks["key"].fix


# --- one part alone, another version, another address ---------------------------------------------------------------


class Spoilt(httpx.AsyncBaseTransport):
    """A line on which the paths of one part end in something else."""

    def __init__(self, part: str, fault: Fault, *, keeps: str = "never") -> None:
        self.line, self.part, self.fault, self.keeps = a_line(), f"/v2/{part}", fault, keeps

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.startswith(self.part) or request.headers["cal-api-version"] == self.keeps:
            return await self.line.handle_async_request(request)
        if isinstance(self.fault, Exception):
            raise self.fault
        return fresh(self.fault)


PARTS = {"me": "key", "event-types": "version_event_types", "bookings": "version_bookings",
         "slots": "version_slots", "schedules": "version_schedules"}  # fmt: skip


FAULTS = (
    html(502),
    html(404),
    html(200, "Log in"),
    router_404("/v2/x"),
    enveloped(403, "ForbiddenException", "Forbidden"),
    httpx.Response(302, headers={"location": "https://login.example.test"}),
    httpx.ReadTimeout("slow"),
    success("nonsense"),
)


def cells() -> list[Any]:
    """Every part x fault; one in five stays in every run."""
    return [
        pytest.param(part, fault, marks=() if (i + j) % 5 == 0 else pytest.mark.slow)
        for (i, part), (j, fault) in product(enumerate(PARTS), enumerate(FAULTS))
    ]


@pytest.mark.parametrize(("part", "fault"), cells())
async def test_a_part_that_fails_is_named_and_the_others_are_examined(
    tmp_path: Path, part: str, fault: httpx.Response | Exception
) -> None:
    checks = await examine(a_setup(tmp_path), Spoilt(part, fault))

    assert PARTS[part] in failed(checks) or (part == "event-types" and "event_types" in failed(checks))
    others = {f"version_{other.replace('-', '_')}" for other in PARTS if other != part}
    assert {checks[other].status for other in others} <= {"ok", "skip"}
    assert all(check.fix for check in checks.values() if check.status == "fail")


@pytest.mark.parametrize("part", ["event-types", "bookings", "schedules"])
async def test_what_to_set_for_a_server_that_wants_another_version_is_said_and_works(tmp_path: Path, part: str) -> None:
    resource = Resource(part)
    setting = f"CALCOM_API_VERSION_{resource.name}"
    strange = Renamed(resource, "2024-09-04")

    told = await examine(a_setup(tmp_path), strange)
    mended = await examine(a_setup(tmp_path, versions={resource: "2024-09-04"}), strange)
    wrong = await examine(a_setup(tmp_path, versions={resource: "2024-04-15"}))

    assert f"set {setting}=2024-09-04" in told[f"version_{resource.name.lower()}"].fix
    assert failed(mended) == []
    assert "2024-09-04 (as set) answers as expected" in mended[f"version_{resource.name.lower()}"].detail
    assert f"unset {setting}" in wrong[f"version_{resource.name.lower()}"].fix


class Renamed(httpx.AsyncBaseTransport):
    """A server that calls our version of one resource otherwise, and knows no route under any other."""

    def __init__(self, resource: Resource, version: str) -> None:
        self.line, self.resource, self.version = a_line(), resource, version

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith(f"/v2/{self.resource}"):
            if request.headers["cal-api-version"] != self.version:
                return router_404(request.url.path)
            request.headers["cal-api-version"] = VERSIONS[self.resource]
        return await self.line.handle_async_request(request)


@pytest.mark.parametrize("reply", [router_404("/v2/me"), html(404, "This page could not be found")])
async def test_a_server_without_the_api_is_told_as_a_wrong_address(tmp_path: Path, reply: httpx.Response) -> None:
    checks = await examine(a_setup(tmp_path), always(reply))

    assert failed(checks) == ["reachable"]
    assert "CALCOM_BASE_URL" in checks["reachable"].fix


@pytest.mark.parametrize(
    ("url", "is_hosted"),
    [
        ("https://api.cal.com", True),
        ("https://api.cal.com/v2/", True),
        ("https://cal.example.test", False),
        ("https://notcal.com", False),
        ("https://cal.com.example.test/api/v2", False),
        ("https://cal.example.test/api/v2/", False),
    ],
)
async def test_only_of_cal_coms_own_server_it_is_said_that_v1_is_switched_off(
    tmp_path: Path, url: str, is_hosted: bool
) -> None:
    line = a_line()

    async def without_prefix(request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(raw_path=request.url.raw_path.removeprefix(b"/api"))
        return await line.handle_async_request(request)

    good = await examine(a_setup(tmp_path, base_url=url), httpx.MockTransport(without_prefix))
    of_v1 = await examine(a_setup(tmp_path, base_url=url.rstrip("/").removesuffix("/v2") + "/v1"))

    assert failed(good) == []
    assert ("switched off" in good["address"].detail) is is_hosted
    assert ("switched off" in of_v1["address"].detail) is is_hosted
    assert "leave /v1 away" in of_v1["address"].detail


async def test_a_name_that_is_nearly_ours_is_hinted_at_unless_ours_is_set(tmp_path: Path) -> None:
    variables = {"CALCOM_API_KEY": True, "CALCOM_BASE_URL": False, "OPENAI_API_KEY": False}
    others = frozenset({"CALCOM_APIKEY", "CALCOM_URL", "OPENAI_KEY", "PATH", "CALCOM_API_KEY"})

    checks = await diagnose(a_setup(tmp_path, variables=variables, others=others), now=lambda: NOW, transport=a_line())

    hints = [(check.detail, check.fix) for check in checks if check.id == "variables"]
    assert [told.partition(" ")[0] for told, _ in hints] == ["CALCOM_URL", "OPENAI_KEY"]
    assert [fix.rpartition(" ")[2] for _, fix in hints] == ["CALCOM_BASE_URL.", "OPENAI_API_KEY."]
    assert works(checks)


# --- data folder and model -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o755, 0o777, 0o750, 0o500, 0o400])
async def test_a_folder_that_the_start_closes_itself_stands_in_nobodys_way(tmp_path: Path, mode: int) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(mode)

    checks = await examine(a_setup(tmp_path))

    assert failed(checks) == []
    assert f"{mode:04o} now" in checks["data_folder"].detail
    assert home.stat().st_mode & 0o777 == mode  # an examination changes nothing
    home.chmod(0o700)


async def test_an_open_folder_of_somebody_else_cannot_be_closed_by_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home").chmod(0o777)
    monkeypatch.setattr("os.geteuid", lambda: (tmp_path / "home").stat().st_uid + 1)

    checks = await examine(a_setup(tmp_path))

    assert failed(checks) == ["data_folder"]
    assert "CALCOM_AGENT_HOME" in checks["data_folder"].fix


async def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    assert failed(await examine(a_setup(tmp_path))) == ["data_folder"]
    assert failed(await examine(a_setup(tmp_path, data_folder=tmp_path / "home" / "below"))) == ["data_folder"]


async def test_a_private_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o700)

    assert failed(await examine(a_setup(tmp_path))) == []


async def test_a_model_that_answers_is_named_with_the_method_that_works(tmp_path: Path) -> None:
    async def only_json_mode(method: str) -> None:
        if method != "json_mode":
            raise NotUnderstood("no tools here")

    checks = await examine(a_setup(tmp_path, model="tiny-1"), try_model=only_json_mode)

    assert checks["model"].status == "ok"
    assert "tiny-1 answers by json_mode" in checks["model"].detail
    assert "OPENAI_METHOD=json_mode" in checks["model"].fix


async def test_a_model_that_does_not_answer_fails_with_a_way_out(tmp_path: Path) -> None:
    async def dead(method: str) -> None:
        raise ModelUnavailable("nobody there")

    checks = await examine(a_setup(tmp_path, model="tiny-1"), try_model=dead)

    assert failed(checks) == ["model"]
    assert "unset the key" in checks["model"].fix


async def test_every_failing_line_says_what_to_do_and_no_line_tells_the_key(tmp_path: Path) -> None:
    ways: list[httpx.AsyncBaseTransport] = [
        always(reply) for reply in (httpx.ConnectError("x"), html(200), httpx.Response(500), success(None))
    ]

    for way in ways:
        for check in (await examine(a_setup(tmp_path), way)).values():
            assert check.status != "fail" or check.fix
            assert KEY not in repr(check)


def damaged(folder: Path) -> None:
    (folder / "conversations.sqlite").write_text("something else altogether")


def in_the_way(folder: Path) -> None:
    (folder / "operations.sqlite").mkdir()


def held(folder: Path) -> None:
    other = sqlite3.connect(folder / "operations.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    HELD.append(other)


HELD: list[sqlite3.Connection] = []  # open as long as the tests run


@pytest.mark.parametrize(
    ("trouble", "told"), [(damaged, "damaged"), (in_the_way, "opened"), (held, "another program holds it")]
)
async def test_a_store_that_the_start_needs_is_tried(
    tmp_path: Path, trouble: Callable[[Path], None], told: str
) -> None:
    setup = a_setup(tmp_path)
    setup.data_folder.mkdir(mode=0o700)
    trouble(setup.data_folder)
    there = sorted(path.name for path in setup.data_folder.iterdir())

    checks = await examine(setup)

    assert failed(checks) == ["stores"]
    assert told in checks["stores"].detail
    assert checks["stores"].fix
    assert sorted(path.name for path in setup.data_folder.iterdir()) == there


async def test_a_disk_without_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = a_setup(tmp_path)
    setup.data_folder.mkdir(mode=0o700)
    monkeypatch.setattr("tools.stores.ROOM", shutil.disk_usage(tmp_path).total * 2)

    assert failed(await examine(setup)) == ["stores"]


@pytest.mark.parametrize("url", ["postgresql+psycopg://nobody:secret@127.0.0.1:1/none", "nonsense", "oracle://x"])
async def test_a_journal_elsewhere_that_cannot_be_used_is_said_without_its_password(tmp_path: Path, url: str) -> None:
    checks = await examine(a_setup(tmp_path, journal=url))

    assert failed(checks) == ["stores"]
    assert "CALCOM_AGENT_JOURNAL" in checks["stores"].detail
    assert "secret" not in str(checks)
