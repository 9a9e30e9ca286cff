"""What the scenarios reach: kinds by fault and zone, and the ways through the graph that none of them takes."""

from collections import Counter
from collections.abc import Iterator

from evals.checks.record import Run
from evals.playing.session import Session
from graph.build import build

_START, _END = "__start__", "__end__"
Edge = tuple[str, str]


def told(session: Session) -> str:
    """All of it, for a terminal or a report."""
    lines = ["kind × fault"]
    lines += _matrix((one.kind, fault.do) for one in session.played for fault in one.run.scenario.faults)
    lines += ["kind × zone (other than Europe/Berlin)"]
    lines += _matrix((one.kind, one.run.zone) for one in session.played if one.run.zone != "Europe/Berlin")
    never = sorted(possible_edges() - taken_edges(one.run for one in session.played))
    lines.append("edges never taken: " + (", ".join(f"{a} -> {b}" for a, b in never) or "none"))
    return "\n".join(lines)


def taken_edges(runs: Iterator[Run]) -> set[Edge]:
    """Steps from node to node, within turns and over the interrupt."""
    taken: set[Edge] = set()
    for run in runs:
        for turn in run.played:
            if not turn.nodes:
                continue
            if turn.nodes[0] != "confirm":  # that one goes on from the interrupt
                taken.add((_START, turn.nodes[0]))
            taken |= set(zip(turn.nodes, turn.nodes[1:], strict=False))
            if turn.card is None:
                taken.add((turn.nodes[-1], _END))
    return taken


def possible_edges() -> set[Edge]:
    """Every edge of the graph."""
    return {(edge.source, edge.target) for edge in build().compile().get_graph().edges}


def _matrix(pairs: Iterator[tuple[str, str]]) -> list[str]:
    counts = Counter(pairs)
    rows = sorted({kind for kind, _ in counts})
    return [
        f"  {kind:<14}" + "  ".join(f"{what} {n}" for (row, what), n in sorted(counts.items()) if row == kind)
        for kind in rows
    ]
