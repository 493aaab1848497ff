"""One run of an ensemble with what it costs, in a module of its own so that workers can import it."""

import os
import resource
import time
from pathlib import Path

from hinterland.study.ensembles.ensemble import Job, figures


def weighed(job: Job) -> tuple[int, float, float]:
    """Play a run, and return by which process, in how many CPU seconds, and how many MB that process then holds."""
    began = time.process_time()
    figures(job)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return os.getpid(), time.process_time() - began, held
