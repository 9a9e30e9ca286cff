"""Private links to an event type: version 2024-04-15 or none. Source: contract §2."""

from typing import Any

from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, at_least, path_id
from tools.mock_calcom.world.model import EventType, Json, PrivateLink
from tools.mock_calcom.world.timestamps import parse_instant, utc_text


def list_links(call: Call) -> Reply:
    """GET …/private-links."""
    event_type = _own(call)
    links = call.world.tables.private_links.values()
    return success([_shape(call, link) for link in links if link.event_type_id == event_type.id])


def create_link(call: Call) -> Reply:
    """POST …/private-links {expiresAt} or {maxUsageCount}."""
    event_type, body = _own(call), _checked(call.body)
    if not body:
        raise Refusal(400, "Either expiresAt or maxUsageCount must be provided")
    link = PrivateLink(call.world.ids.uid(), event_type.id)
    _apply(link, body)
    call.world.tables.private_links[link.id] = link
    return success(_shape(call, link), status=201)


def patch_link(call: Call) -> Reply:
    """PATCH …/private-links/{linkId}."""
    link, body = _link(call, "Updated link not found"), _checked(call.body)
    _apply(link, body)
    return success(_shape(call, link))


def delete_link(call: Call) -> Reply:
    """DELETE …/private-links/{linkId}."""
    link = _link(call, "Deleted link not found")
    del call.world.tables.private_links[link.id]
    return success({"linkId": link.id, "message": "Private link deleted successfully"})


def _own(call: Call) -> EventType:
    event_type_id = path_id(call.params["id"])
    event_type = call.world.event_types.get(event_type_id)
    if event_type is None or event_type.owner_id != call.host.id:
        raise Refusal(404, f"Event type with id {event_type_id} not found")
    return event_type


def _link(call: Call, missing: str) -> PrivateLink:
    event_type = _own(call)
    link = call.world.tables.private_links.get(call.params["linkId"])
    if link is None or link.event_type_id != event_type.id:
        raise Refusal(404, missing)
    return link


def _checked(given: Any) -> Json:
    body: Json = {
        name: given[name] for name in ("expiresAt", "maxUsageCount") if isinstance(given, dict) and name in given
    }
    if "expiresAt" in body and parse_instant(body["expiresAt"]) is None:
        body["expiresAt"] = None  # what the server's date conversion makes of it
    form = QueryForm(body)
    form.rule("expiresAt", lambda name, value: {} if value else {"isDate": f"{name} must be a Date instance"})
    form.rule("maxUsageCount", at_least(1))
    form.check()
    return body


def _apply(link: PrivateLink, body: Json) -> None:
    if "expiresAt" in body:
        link.expires_at = parse_instant(body["expiresAt"])
    link.max_usage = body.get("maxUsageCount", link.max_usage)


def _shape(call: Call, link: PrivateLink) -> Json:
    used_up = link.max_usage is not None and link.used >= link.max_usage
    expired = link.expires_at is not None and link.expires_at <= call.now
    data: Json = {"linkId": link.id, "eventTypeId": link.event_type_id, "isExpired": used_up or expired,
                  "bookingUrl": f"{call.world.web_app}/d/{link.id}"}  # fmt: skip
    if link.expires_at is not None:
        return data | {"expiresAt": utc_text(link.expires_at)}
    return data | {"maxUsageCount": link.max_usage, "usageCount": link.used}
