"""The railway as the routing of trains reads it."""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.flow import FlowGraph, FlowWork, flow_graph, flow_work
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.bridges import Spans
from hinterland.theatre.railway import Railway


class Network(NamedTuple):
    """The graph of junctions and lines, room to work in, and the junctions at which trains come in."""

    graph: FlowGraph
    ways: FlowGraph
    """The same with the yards of junctions, through which trains are routed."""
    work: FlowWork
    entries: Array
    starts: Array
    at: Array
    """J, the cell in which a junction lies."""
    spans: Spans


def ways_of(railway: Railway) -> FlowGraph:
    """Return the graph through which trains are routed, yards with it."""
    junctions, ends = len(railway.junction), (railway.line_a, railway.line_b)
    return flow_graph(junctions, *ends, railway.length, railway.yards, railway.yard_length)


def network_of(theatre: Theatre) -> Network:
    """Return the network of a theatre, with work arrays of its own."""
    ways = ways_of(theatre.railway)
    return Network(
        theatre.graph,
        ways,
        flow_work(ways),
        theatre.railway.entries.astype(np.int32),
        theatre.starts,
        theatre.junction_cell,
        theatre.bridges.spans,
    )
