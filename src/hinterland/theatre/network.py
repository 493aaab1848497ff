"""The railway as the routing of trains reads it."""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.flow import FlowGraph, FlowWork, flow_work
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.bridges import Spans


class Network(NamedTuple):
    """The graph of junctions and lines, room to work in, and the junctions at which trains come in."""

    graph: FlowGraph
    work: FlowWork
    entries: Array
    starts: Array
    at: Array
    """J, the cell in which a junction lies."""
    spans: Spans


def network_of(theatre: Theatre) -> Network:
    """Return the network of a theatre, with work arrays of its own."""
    return Network(
        theatre.graph,
        flow_work(theatre.graph),
        theatre.railway.entries.astype(np.int32),
        theatre.starts,
        theatre.junction_cell,
        theatre.bridges.spans,
    )
