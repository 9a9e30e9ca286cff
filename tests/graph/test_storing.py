"""What a checkpoint holds: plain data, no names of ours; State gives every type back."""

import logging
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import ormsgpack
import pytest
from langchain_core.messages import AIMessage
from langgraph.checkpoint.serde.jsonplus import EXT_PYDANTIC_V2, JsonPlusSerializer
from pydantic import AwareDatetime, BaseModel, JsonValue

from graph.known.request import BookingSeen, Request
from graph.known.saying import Aside, Ask, Asked, Passing
from graph.known.state import Offer, State
from graph.known.wanted import Piece, Wanted
from graph.opening.storing import PlainData
from graph.understanding.dialogue import FieldSeen, Need
from graph.understanding.schema import Scope
from tests.graph.talk import TUESDAY, Talk
from tools.calcom.models import BookingStatus

PLAIN = (str, int, bool, float, type(None), date, datetime, AwareDatetime, time, JsonValue)
OLGA = BookingSeen(uid="u1", title="Intro", status=BookingStatus.PENDING, start=TUESDAY, end=TUESDAY)
PIECE = Piece(zone="Europe/Berlin", first=date(2026, 11, 25), clock=time(16), after=TUESDAY)
KNOWN = State(
    messages=[AIMessage("Hello!", id="1")],
    request=Request(action="book", wanted=Wanted(words="then", pieces=(PIECE,)), answers={"topic": "Hiring"}),
    options=(Offer(n=1, label="one", start=TUESDAY, booking=OLGA, scope=Scope.ALL),),
    said=Passing(
        aside=Aside.GREETING,
        over=Asked(ask=Ask(needs=(Need.FIELD,), fields=(FieldSeen(slug="topic", label="Topic"),))),
    ),
)


def kept(values: Any) -> Any:
    """Through a checkpoint and back."""
    serializer = PlainData()
    return serializer.loads_typed(serializer.dumps_typed(values))


def as_channels(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in State.model_fields}


def named(module: str, name: str, held: dict[str, Any]) -> tuple[str, bytes]:
    """A model as 0.1 kept it: its module's path, its class's name, its data."""
    tup = (module, name, held, "model_validate_json")
    return "msgpack", ormsgpack.packb(ormsgpack.Ext(EXT_PYDANTIC_V2, ormsgpack.packb(tup)))


def parts_of(hint: Any) -> Iterator[Any]:
    """The types that an annotation is made of; a union without a tag is one: plain data cannot tell its members."""
    origin = get_origin(hint)
    if origin is Annotated:
        whole, *about = get_args(hint)
        is_told_apart = any(getattr(one, "discriminator", None) for one in about)
        for part in get_args(whole) if is_told_apart else (whole,):
            yield from parts_of(part)
    elif origin in (Union, types.UnionType):
        others = [one for one in get_args(hint) if one is not type(None)]
        yield from parts_of(others[0]) if len(others) == 1 else (hint,)
    elif origin is Literal or hint is Ellipsis:
        return
    elif origin in (tuple, list, dict):
        for one in get_args(hint):
            yield from parts_of(one)
    else:
        yield hint


def fields_without_a_plain_form(model: type[BaseModel], seen: set[type]) -> Iterator[str]:
    """Fields, anywhere below a model, whose values plain data could not give back."""
    seen.add(model)
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name not in model.model_fields or (model is State and name == "messages"):
            continue
        field = model.model_fields[name]
        if field.alias or field.exclude:
            yield f"{model.__name__}.{name}"
        for part in parts_of(hint):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from fields_without_a_plain_form(part, seen) if part not in seen else ()
            elif part not in PLAIN and not (isinstance(part, type) and issubclass(part, Enum)):
                yield f"{model.__name__}.{name}"


def test_every_type_that_state_is_made_of_has_a_plain_form() -> None:
    seen: set[type] = set()

    assert list(fields_without_a_plain_form(State, seen)) == []
    assert {Request, Offer, Wanted, Piece, BookingSeen, FieldSeen} < seen


def test_a_type_without_a_plain_form_is_noticed() -> None:
    class Odd(BaseModel):
        either: Offer | Ask
        anything: Any
        whole: tuple[Offer, ...] = ()

    assert list(fields_without_a_plain_form(Odd, set())) == ["Odd.either", "Odd.anything"]


def test_what_a_conversation_knows_comes_back_as_it_was() -> None:
    back = kept(as_channels(KNOWN))

    assert State.model_validate(back) == KNOWN
    assert isinstance(back["messages"][0], AIMessage)


def test_what_is_kept_names_no_module_of_ours() -> None:
    _, data = PlainData().dumps_typed(as_channels(KNOWN))

    assert b"Hiring" in data
    assert b"graph." not in data
    assert b"tools." not in data


async def test_after_a_talk_no_checkpoint_and_no_pending_write_names_a_module_of_ours() -> None:
    talk = Talk()
    await talk.say("what do I have tomorrow?")
    await talk.say("cancel my call with Olga")
    await talk.say("yes")
    await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com")

    everything = repr((dict(talk.saver.storage), talk.saver.blobs, dict(talk.saver.writes)))
    assert "zed@example.com" in everything
    assert "graph.known.state" not in everything
    assert "tools.calcom" not in everything


def test_something_of_ours_that_is_no_model_cannot_be_kept() -> None:
    @dataclass
    class Loose:
        n: int

    Loose.__module__ = "graph.loose"

    with pytest.raises(TypeError, match="Loose has no plain form"):
        PlainData().dumps_typed({"request": Loose(1)})


@pytest.mark.parametrize(
    "serializer",
    [PlainData(), JsonPlusSerializer(allowed_msgpack_modules=None), JsonPlusSerializer(allowed_msgpack_modules=True)],
    ids=["ours", "of LangGraph's server, strict", "of LangGraph's server, not strict"],
)
def test_a_model_whose_module_is_no_longer_there_arrives_all_the_same(serializer: JsonPlusSerializer) -> None:
    old = named("graph.where_it_was", "WhatItWasCalled", {"n": 1, "label": "one", "scope": "all"})

    state = State.model_validate({"options": [serializer.loads_typed(old)]})

    assert state.options == (Offer(n=1, label="one", scope=Scope.ALL),)


def test_another_class_that_took_an_old_ones_place_is_not_built(caplog: pytest.LogCaptureFixture) -> None:
    old = named("graph.known.state", "Ask", {"n": 1, "label": "one"})

    with caplog.at_level(logging.WARNING):
        read = PlainData().loads_typed(old)

    assert State.model_validate({"options": [read]}).options == (Offer(n=1, label="one"),)
    assert caplog.records == []


def test_nothing_that_a_checkpoint_names_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "harmful.py").write_text(f"open({str(tmp_path / 'harm')!r}, 'w')\nclass Thing: ...\n")
    monkeypatch.syspath_prepend(tmp_path)

    assert PlainData().loads_typed(named("harmful", "Thing", {"n": 1})) == {"n": 1}
    assert not (tmp_path / "harm").exists()
