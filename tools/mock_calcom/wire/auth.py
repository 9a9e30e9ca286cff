"""Who is calling: keys, tokens, guards. Every text is Cal.com's. Source: contract §1, §8."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.world.model import ApiKey, User
from tools.mock_calcom.world.world import World

NO_METHOD = (
    "ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' header or OAuth client "
    "credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers"
)
NO_PERMISSION = (
    "PermissionsGuard - no authentication provided. Provide either authorization bearer token containing managed user "
    "access token or oAuth client id in 'x-cal-client-id' header."
)
ONLY_CLIENT_ID = (
    "ApiAuthStrategy - Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth "
    "bearer token as 'Authentication' header"
)


class Access(Enum):
    """Who may enter a route."""

    PUBLIC = "anyone, but bad credentials are refused"
    LAX = "anyone; only an unknown cal_ key is refused"
    KEY = "401 without credentials"
    PERMISSION = "403 without credentials"
    PUBLIC_UID = "anyone who knows the uid (a knob can ask for a key)"


@dataclass(frozen=True)
class Caller:
    """The credentials of a request: a key, a token, or nothing."""

    token: str | None
    key: ApiKey | None
    address: str
    client_id: str | None = None
    client_secret: str | None = None

    @property
    def is_token(self) -> bool:
        """Counted with the larger limit of tokens and OAuth clients."""
        return self.key is None and (self.token is not None or self.client_id is not None)

    @property
    def tracker(self) -> str:
        """What the throttle counts by: keys apart, tokens and OAuth clients apart, everyone else by address."""
        if self.token is None and self.client_id is not None:
            return f"client {self.client_id}"
        return f"address {self.address}" if self.token is None else f"token {self.token}"


def identify(world: World, headers: Mapping[str, str], address: str) -> Caller:
    """Reads the credentials. Raises Refusal 401 for an unknown `cal_` key, as the throttle does before any guard."""
    header = headers.get("authorization")
    token = None if header is None else header.removeprefix("Bearer ").strip()
    key = world.keys.get(token) if token else None
    if token is not None and token.startswith("cal_") and key is None:
        raise _unauthorised(world, "CustomThrottlerGuard - Invalid API Key")
    return Caller(token, key, address, headers.get("x-cal-client-id"), headers.get("x-cal-secret-key"))


def admit(world: World, caller: Caller, access: Access) -> User | None:
    """The user behind the call, or None on public routes. Raises Refusal 401 or 403 as the guards do."""
    problem = _problem(world, caller)
    if access is Access.LAX:
        return None if problem or caller.key is None else world.users[caller.key.user_id]
    if problem and _is_refused_on(world, access, caller):
        raise _unauthorised(world, problem)
    if caller.key is not None and problem is None:
        return world.users[caller.key.user_id]
    needs_key = access is Access.PUBLIC_UID and world.knobs.auth_required_on_uid_calls
    if access is Access.KEY or needs_key:
        raise _unauthorised(world, _no_method(caller))
    if access is Access.PERMISSION:
        raise Refusal(403, NO_PERMISSION)
    return None


def _problem(world: World, caller: Caller) -> str | None:
    if caller.token is None:
        return None
    if caller.key is None:
        return "Invalid Access Token."
    if caller.key.expires_at is not None and caller.key.expires_at <= world.now():
        return "ApiAuthStrategy - api key - Your api key is expired"
    return None


def _is_refused_on(world: World, access: Access, caller: Caller) -> bool:
    public = access in (Access.PUBLIC, Access.PUBLIC_UID)
    return not (public and caller.key is None and world.knobs.unknown_token_on_public == 200)


def _no_method(caller: Caller) -> str:
    if caller.client_id and caller.client_secret:
        return f"ApiAuthStrategy - oAuth client - Client with ID {caller.client_id} not found"
    return ONLY_CLIENT_ID if caller.client_id else NO_METHOD


def _unauthorised(world: World, text: str) -> Refusal:
    if not world.knobs.guard_prefixes:
        text = text.removeprefix("ApiAuthStrategy - ").removeprefix("CustomThrottlerGuard - ")
    return Refusal(401, text)
