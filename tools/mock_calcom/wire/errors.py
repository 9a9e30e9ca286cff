"""Cal.com's two error bodies: form A of the API layer, form B ("bare") of the booking core."""

from typing import Any

_NAMES = {
    400: ("BadRequestException", "Bad Request"),
    401: ("UnauthorizedException", "Unauthorized"),
    403: ("ForbiddenException", "Forbidden"),
    404: ("NotFoundException", "Not Found"),
    409: ("ConflictException", "Conflict"),
    422: ("UnprocessableEntityException", "Unprocessable Entity"),
}
_NO_DETAILS = ("BAD_REQUEST", "TRPCError", "INTERNAL_SERVER_ERROR")


class Refusal(Exception):
    """A refusal in form A; `code` defaults to the status's exception class, `details` to the thrown text's."""

    def __init__(self, status: int, message: str, *, code: str | None = None, details: object = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code or _NAMES[status][0]
        self._details = details

    def body(self, path: str, timestamp: str) -> dict[str, Any]:
        """The JSON body; `path` carries the query string, `timestamp` milliseconds and Z."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self._details is not None:
            error["details"] = self._details
        elif self.code not in _NO_DETAILS:
            error["details"] = {"message": self.message, "error": _NAMES[self.status][1], "statusCode": self.status}
        return {"status": "error", "timestamp": timestamp, "path": path, "error": error}


class BareRefusal(Exception):
    """A refusal in form B: `{"statusCode", "message"}` and nothing else."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def body(self, path: str, timestamp: str) -> dict[str, Any]:
        """The JSON body; form B knows neither path nor time."""
        return {"statusCode": self.status, "message": self.message}


def router_404(method: str, path: str) -> Refusal:
    """Wrong version or path: `Cannot GET /v2/…?query`."""
    return Refusal(404, f"Cannot {method} {path}")


def core_bad_request(message: str) -> Refusal:
    """What the deeper layer of a booking refuses: code BAD_REQUEST, `path - reason, `, no details."""
    return Refusal(400, message, code="BAD_REQUEST")


def server_fault() -> Refusal:
    """What a bad id runs into."""
    return Refusal(500, "There was an error, please try again later.", code="INTERNAL_SERVER_ERROR")


def query_form(errors: list[dict[str, Any]]) -> Refusal:
    """Global validation: `Bad Request Exception` with one entry per property."""
    return Refusal(400, "Bad Request Exception", details={"errors": errors})
