"""The railway as the routing of trains reads it."""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.flow import FlowGraph, FlowWork, flow_work
from hinterland.theatre.assemble import Theatre


class Network(NamedTuple):
    """The graph of junctions and lines, room to work in, and the junctions at which trains come in."""

    graph: FlowGraph
    work: FlowWork
    entries: Array
    starts: Array


def network_of(theatre: Theatre) -> Network:
    """Return the network of a theatre, with work arrays of its own."""
    return Network(theatre.graph, flow_work(theatre.graph), theatre.railway.entries.astype(np.int32), theatre.starts)
