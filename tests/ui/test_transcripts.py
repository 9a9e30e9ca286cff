"""What conversations showed is kept whole, goes on where it was, and is erased when it shall be."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from graph.events import Answer, Conversation, Option, Said
from tests.ui.fakes import TOMORROW_2PM, a_card
from ui.page.lines import Line, brought_up_to
from ui.page.transcripts import TRANSCRIPTS, Transcripts, forget_shown


def a_line(text: str) -> Line:
    return Line(by="user", text=text)


def an_answer(text: str) -> Line:
    return Line(by="assistant", answer=Answer(reply=text, said=(text,), card=a_card()))


def test_all_lines_stay_in_their_order_across_a_restart(tmp_path: Path) -> None:
    shown = [line for n in range(30) for line in (a_line(f"number {n}"), an_answer(f"answer {n}"))]
    before = Transcripts(tmp_path)
    for line in shown:
        before.add("t1", line)
    before.add("t2", a_line("elsewhere"))
    before.close()

    assert Transcripts(tmp_path).lines("t1") == tuple(shown)


def test_conversations_are_listed_newest_first_and_a_name_given_by_hand_stays(tmp_path: Path) -> None:
    transcripts = Transcripts(tmp_path)
    for hours, thread in enumerate(("t1", "t2")):
        transcripts.own(thread, "me", TOMORROW_2PM)
        transcripts.touch(thread, f"said in {thread} {'on and on ' * 9}", TOMORROW_2PM + timedelta(hours=hours))
    transcripts.own("t3", "somebody", TOMORROW_2PM)
    transcripts.rename("t1", "  Mine ")
    transcripts.touch("t1", "another", TOMORROW_2PM + timedelta(hours=5))

    listed = transcripts.talks("me")

    assert [talk.title[:10] for talk in listed] == ["Mine", "said in t2"]
    assert len(listed[1].title) == 60


@pytest.mark.parametrize("thread", ["t1", None])
def test_what_is_forgotten_leaves_no_byte_behind(tmp_path: Path, thread: str | None) -> None:
    transcripts = Transcripts(tmp_path)
    for name in ("t1", "t2"):
        transcripts.own(name, "me", TOMORROW_2PM)
        transcripts.add(name, a_line(f"secret of {name}"))
    transcripts.close()

    erased = forget_shown(tmp_path, thread)
    kept = (tmp_path / TRANSCRIPTS).read_bytes()

    assert erased
    assert not forget_shown(tmp_path, "t1")
    assert [f"secret of {name}".encode() in kept for name in ("t1", "t2")] == [False, thread == "t1"]
    assert not forget_shown(tmp_path / "nowhere", None)


def test_conversations_nobody_went_on_with_are_forgotten_after_their_time(tmp_path: Path) -> None:
    transcripts = Transcripts(tmp_path)
    for hours, name in enumerate(("old", "new")):
        transcripts.own(name, "me", TOMORROW_2PM + timedelta(hours=hours))
        transcripts.add(name, a_line("hello"))

    transcripts.forget_before(TOMORROW_2PM + timedelta(minutes=1))

    assert [transcripts.lines(name) for name in ("old", "new")] == [(), (a_line("hello"),)]
    assert [talk.thread for talk in transcripts.talks("me")] == ["new"]


def test_where_nothing_can_be_kept_it_is_remembered_for_this_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcripts = Transcripts(tmp_path)
    transcripts.add("t1", a_line("kept"))

    def full(*_: object) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    with monkeypatch.context() as patch:
        patch.setattr(transcripts._engine, "begin", full)
        transcripts.add("t1", a_line("not kept"))
        transcripts.touch("t1", "title", TOMORROW_2PM)
        meanwhile = transcripts.lines("t1")

    assert meanwhile == (a_line("not kept"),)
    assert transcripts.lines("t1") == (a_line("kept"), a_line("not kept"))


def test_a_turn_that_was_cut_short_is_shown_with_the_end_it_came_to() -> None:
    so_far = Conversation(said=(Said(by="user", text="yes"), Said(by="assistant", text="Booked.")))

    caught_up = brought_up_to((a_line("yes"),), so_far)

    assert [line.reply for line in caught_up] == ["", "Booked."]
    assert brought_up_to(caught_up, so_far) == caught_up


def test_a_conversation_of_an_older_release_is_shown_with_what_is_on_its_table() -> None:
    option = Option(n=1, label="Friday")
    said = (Said(by="user", text="free?"), Said(by="assistant", text="Free:\n1. Friday", words=("Free:",)))

    lines = brought_up_to((), Conversation(said=said, options=(option,)))

    assert lines[-1].answer == Answer(reply="Free:\n1. Friday", said=("Free:",), options=(option,))
