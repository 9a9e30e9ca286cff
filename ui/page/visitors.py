"""What the page remembers about a browser: its conversation and its person's settings. Kept in the data folder."""

import secrets
from collections import OrderedDict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import JSON, Column, MetaData, String, Table, create_engine, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from graph.given.preferences import Preferences

VISITORS = "visitors.sqlite"
_REMEMBERED = 1024  # browsers of which nothing can be kept
DateOrder = Literal["DMY", "MDY", "YMD"]

_tables = MetaData()
_visitors = Table(
    "visitors",
    _tables,
    Column("browser", String(32), primary_key=True),
    Column("visitor", JSON, nullable=False),
)


class Visitor(BaseModel):
    """One browser's person. Zones are IANA names; the chosen one goes before the browser's own."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    thread: str
    browser_zone: str | None = None
    chosen_zone: str | None = None
    browser_date_order: DateOrder = "DMY"
    chosen_date_order: DateOrder | None = None
    default_event_type: str | None = None

    @property
    def preferences(self) -> Preferences:
        """The settings a turn is run with."""
        return Preferences(
            zone=self.chosen_zone or self.browser_zone,
            date_order=self.chosen_date_order or self.browser_date_order,
            default_event_type=self.default_event_type,
        )


def a_thread() -> str:
    """The id of a new conversation: 128 random bits, so that nobody finds one by guessing."""
    return secrets.token_hex(16)


class Visitors:
    """The visitors table of one data folder. Calls take a millisecond and block: call them from a worker thread.

    What cannot be kept, because the disk is full or the file held by somebody, is remembered for this life.
    """

    def __init__(self, folder: Path) -> None:
        """Raises SQLAlchemyError or OSError when the file cannot be opened."""
        file = folder / VISITORS
        file.touch(mode=0o600)
        self._engine = create_engine(f"sqlite:///{file}")
        self._unkept: OrderedDict[str, Visitor] = OrderedDict()
        _tables.create_all(self._engine)

    def get(self, browser: str) -> Visitor:
        """The visitor as last kept; a new one, with a new conversation, when there is none."""
        if (unkept := self._unkept.get(browser)) is not None:
            return unkept
        try:
            return self._read(browser) or self._add(browser)
        except SQLAlchemyError:
            return self._remember(browser, Visitor(thread=a_thread()))

    def keep(self, browser: str, visitor: Visitor) -> Visitor:
        """Remember the visitor as given."""
        values = {"visitor": visitor.model_dump(mode="json")}
        add = insert(_visitors).values(browser=browser, **values)
        try:
            with self._engine.begin() as connection:
                connection.execute(add.on_conflict_do_update(index_elements=["browser"], set_=values))
            self._unkept.pop(browser, None)
        except SQLAlchemyError:
            self._remember(browser, visitor)
        return visitor

    def change(self, browser: str, **changes: str | None) -> Visitor:
        """Keep the visitor with these fields changed; a value that does not fit raises pydantic's ValidationError."""
        return self.keep(browser, Visitor.model_validate({**self.get(browser).model_dump(), **changes}))

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def _remember(self, browser: str, visitor: Visitor) -> Visitor:
        self._unkept[browser] = visitor
        self._unkept.move_to_end(browser)
        if len(self._unkept) > _REMEMBERED:
            self._unkept.popitem(last=False)
        return visitor

    def _read(self, browser: str) -> Visitor | None:
        """A row of an older release that no longer fits is as good as none."""
        with self._engine.begin() as connection:
            row = connection.execute(select(_visitors.c.visitor).where(_visitors.c.browser == browser)).scalar()
        try:
            return Visitor.model_validate(row)
        except ValidationError:
            return None

    def _add(self, browser: str) -> Visitor:
        """Two tabs may open at once: the first one's conversation is everybody's."""
        new = Visitor(thread=a_thread())
        add = insert(_visitors).values(browser=browser, visitor=new.model_dump(mode="json"))
        with self._engine.begin() as connection:
            connection.execute(add.on_conflict_do_nothing())
        return self._read(browser) or self.keep(browser, new)
