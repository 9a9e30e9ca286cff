"""Cal.com's envelope around every success, and its two variations: a series where one was asked for, and a page."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, field_validator

from tools.calcom.models import Booking, Pagination

T = TypeVar("T")


class Success(BaseModel, Generic[T]):
    """{status: "success", data}."""

    status: Literal["success"]
    data: T


class First(Success[T], Generic[T]):
    """One thing, also where a series answers with all of its occurrences: the first stands for it."""

    @field_validator("data", mode="before")
    @classmethod
    def _first(cls, value: Any) -> Any:
        return value[0] if isinstance(value, list) and value else value


class Page(Success[tuple[Booking, ...]]):
    """A list with its place among all pages."""

    pagination: Pagination
