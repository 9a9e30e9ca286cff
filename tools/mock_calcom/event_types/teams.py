"""Teams, mostly read-only: membership, their event types, round robin and collective ones to book."""

from tools.mock_calcom.event_types.event_type_input import apply, checked
from tools.mock_calcom.event_types.event_type_shapes import team_shape
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import path_id
from tools.mock_calcom.world.model import EventType, Json, Team
from tools.mock_calcom.world.world import FIRST_EVENT_TYPE_ID, World


def list_teams(call: Call) -> Reply:
    """GET /v2/teams: those one is a member of."""
    return success([shape(team) for team in call.world.tables.teams.values() if call.host.id in team.member_ids])


def get_team(call: Call) -> Reply:
    """GET /v2/teams/{id}; 403 for strangers and for teams that are not there."""
    return success(shape(_membership(call)))


def list_team_event_types(call: Call) -> Reply:
    """GET /v2/teams/{id}/event-types[?eventSlug=]: public."""
    team_id, slug = path_id(call.params["id"]), call.one("eventSlug")
    found = [kind for kind in call.world.event_types.values() if kind.team_id == team_id and not kind.hidden]
    return success([_listed(call.world, kind) for kind in found if slug in (None, kind.slug)])


def get_team_event_type(call: Call) -> Reply:
    """GET /v2/teams/{id}/event-types/{eventTypeId}: for members."""
    team, number = _membership(call), path_id(call.params["eventTypeId"])
    kind = call.world.event_types.get(number)
    if kind is None or kind.team_id != team.id:
        raise Refusal(404, f"Event type with id {number} not found")
    return success(_listed(call.world, kind))


def create_team_event_type(call: Call) -> Reply:
    """POST /v2/teams/{id}/event-types: 201; a managed one comes with a child for every member."""
    team = _membership(call)
    kind = add_team_event_type(call.world, team, call.host.id, call.body)
    if kind.settings["schedulingType"] != "managed":
        return success(team_shape(call.world, kind), status=201)
    children = [_child(call.world, kind, member, call.body) for member in team.member_ids]
    return success([team_shape(call.world, each) for each in (kind, *children)], status=201)


def add_team_event_type(world: World, team: Team, owner_id: int, given: Json) -> EventType:
    """Validates and stores a type of a team; its hosts are those named, or every member."""
    body = checked(given, creating=True)
    everyone = bool(body.get("assignAllTeamMembers"))
    hosts = team.member_ids if everyone else [host.get("userId") for host in body.get("hosts") or []]
    if any(host not in team.member_ids for host in hosts):
        raise Refusal(400, f"Invalid hosts: every host must be a member of the team with id={team.id}.")
    kind = _new(world, owner_id, body)
    kind.team_id, kind.host_ids = team.id, list(hosts)
    scheduling = body.get("schedulingType")
    kind.settings |= {
        "schedulingType": scheduling if scheduling in ("roundRobin", "managed") else "collective",
        "assignAllTeamMembers": everyone,
    }
    return kind


def organization_guard(call: Call) -> Reply:
    """Organisation paths: a personal key manages none."""
    organization = call.params["orgId"]
    raise Refusal(
        403, f"IsOrgGuard - provided organization id={organization} does not represent any existing organization."
    )


def shape(team: Team) -> Json:
    """A team as the API shows it."""
    return {
        "hideBookATeamMember": False, "timeZone": "Europe/London", "weekStart": "Sunday", "id": team.id,
        "parentId": None, "name": team.name, "slug": team.slug, "logoUrl": None, "calVideoLogo": None,
        "appLogo": None, "appIconLogo": None, "bio": None, "hideBranding": False, "isOrganization": False,
        "isPrivate": False, "theme": None, "brandColor": None, "darkBrandColor": None, "bannerUrl": None,
        "timeFormat": None,
    }  # fmt: skip


def _listed(world: World, kind: EventType) -> Json:
    team = world.tables.teams[kind.team_id or 0]
    shown = shape(team)
    names = ("id", "name", "slug", "bannerUrl", "logoUrl", "weekStart", "brandColor", "darkBrandColor", "theme")
    return team_shape(world, kind) | {"team": {name: shown[name] for name in names}}


def _membership(call: Call) -> Team:
    team = call.world.tables.teams.get(path_id(call.params["id"]))
    if team is None or call.host.id not in team.member_ids:
        raise Refusal(403, f"RolesGuard - User is not a member of the team with id={call.params['id']}.")
    return team


def _new(world: World, owner_id: int, body: Json) -> EventType:
    number = world.ids.number("event type", first=FIRST_EVENT_TYPE_ID)
    kind = EventType(number, owner_id, body["title"], body["slug"], body["lengthInMinutes"])
    apply(kind, body)
    world.event_types[kind.id] = kind
    return kind


def _child(world: World, parent: EventType, member_id: int, body: Json) -> EventType:
    child = _new(world, member_id, body)
    child.settings |= {"parentEventTypeId": parent.id}
    return child
