"""Every node and every edge, on one screen."""

from langgraph.graph import END, START, StateGraph

from graph import routes
from graph.arranging.drawing import telling_its_card
from graph.executing.collecting import collecting
from graph.given.context import Context
from graph.known.state import Input, Output, State
from graph.nodes.check_slots import check_slots
from graph.nodes.confirm import confirm
from graph.nodes.execute import execute
from graph.nodes.find_booking import find_booking
from graph.nodes.list_bookings import list_bookings
from graph.nodes.parse_intent import parse_intent
from graph.nodes.resolve_event_type import resolve_event_type
from graph.nodes.respond import respond


def build() -> StateGraph[State, Context, Input, Output]:
    """The graph, not yet compiled: the page gives it a checkpointer, LangGraph's server brings its own."""
    graph = StateGraph(State, context_schema=Context, input_schema=Input, output_schema=Output)
    graph.add_node("parse_intent", parse_intent)
    graph.add_node("resolve_event_type", resolve_event_type)
    graph.add_node("find_booking", telling_its_card(collecting(find_booking)))
    graph.add_node("check_slots", telling_its_card(collecting(check_slots)))
    graph.add_node("list_bookings", list_bookings)
    graph.add_node("confirm", confirm)
    graph.add_node("execute", execute)
    graph.add_node("respond", telling_its_card(respond))

    graph.add_edge(START, "parse_intent")
    graph.add_conditional_edges("parse_intent", routes.after_parse_intent)
    graph.add_conditional_edges("resolve_event_type", routes.after_resolve_event_type)
    graph.add_conditional_edges("find_booking", routes.after_find_booking)
    graph.add_conditional_edges("check_slots", routes.after_check_slots)
    graph.add_edge("list_bookings", "respond")
    graph.add_conditional_edges("confirm", routes.after_confirm)
    graph.add_conditional_edges("execute", routes.after_execute)
    graph.add_conditional_edges("respond", routes.after_respond, ["confirm", "parse_intent", END])
    return graph
