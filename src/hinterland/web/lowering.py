"""The kernels as LLVM code that no processor has been chosen for yet.

Numba lowers a kernel to LLVM code, optimises that for the machine on which it runs, and forgets it. Here it stops after
the first step. What it makes is right for any processor with addresses of whole bytes: sizes of structures are worked
out only when the code is optimised. A process of its own does this, for its numba can compile nothing that
runs.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from numba.core import cgutils, codegen
from numba.core.registry import cpu_target
from numba.core.runtime import rtsys

from hinterland.core.fault import Fault
from hinterland.core.user_cache import PLACE

PACKAGES = Path(__file__).parents[2]
"""The folder in which this package lies."""
WRAPPERS = ("wrapper", "cfunc_wrapper")
"""Names of numba's modules through which Python enters a kernel."""


class Entry(NamedTuple):
    """A function to be lowered: the module and the name that it has there, and the types of its arguments."""

    module: str
    name: str
    types: tuple[Any, ...]


class Lowered(NamedTuple):
    """A function as LLVM code: its symbol, the type that it returns, and those of its arguments."""

    symbol: str
    returns: str
    takes: tuple[str, ...]


class _Kept(codegen.JITCodeLibrary):  # type: ignore[misc]
    """A library of numba that keeps its code as it was lowered, and makes no machine code of it."""

    texts: list[str] = []
    has_dynamic_globals = True
    """What numba must not keep in its cache says so."""

    def add_ir_module(self, ir_module: Any) -> None:
        """Keep a module of LLVM code, unless it is there for Python."""
        if ir_module.name not in WRAPPERS:
            self.texts.append(cgutils.normalize_ir_text(str(ir_module)))

    def add_linking_library(self, library: Any) -> None:
        """Do nothing: all that is lowered is linked once, at the end."""

    def finalize(self) -> None:
        """Do nothing more than to say that it is finished."""
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Return an address that nobody calls."""
        return 1


class _Lowering(codegen.JITCPUCodegen):  # type: ignore[misc]
    """Numba's way to code, with libraries that keep it."""

    _library_class = _Kept

    def set_env(self, env_name: str, env: Any) -> None:
        """Do nothing: the environment is for errors that Python raises."""


def lower(entries: Sequence[Entry]) -> tuple[list[Lowered], list[str]]:
    """Lower functions in a process of its own; return them, and the modules of LLVM code of all that they call.

    Raises `Fault` where that process fails.
    """
    order = pickle.dumps(list(entries))
    with TemporaryDirectory() as empty:
        paths = os.pathsep.join((str(PACKAGES), *sys.path))
        surroundings = os.environ | {PLACE: empty, "PYTHONPATH": paths}
        command = [sys.executable, "-c", "from hinterland.web.lowering import main; main()"]
        done = subprocess.run(command, input=order, capture_output=True, check=False, env=surroundings)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no word of why"]
        raise Fault(None, 0, f"the kernels could not be lowered: {lines[-1]}", "see whether `hinterland run` works")
    made: tuple[list[Lowered], list[str]] = pickle.loads(done.stdout)
    return made


def lower_here(entries: Sequence[Entry]) -> tuple[list[Lowered], list[str]]:
    """Lower functions in this process, in which no kernel can be run afterwards."""
    context = cpu_target.target_context
    rtsys.initialize(context)
    context._internal_codegen = _Lowering("hinterland.web")
    done = []
    for entry in entries:
        __import__(entry.module)
        found = attrgetter(entry.name)(sys.modules[entry.module])
        dispatcher = getattr(found, "compiled", found)
        dispatcher.compile(entry.types)
        made = dispatcher.overloads[entry.types]
        kind = context.call_conv.get_function_type(made.fndesc.restype, made.fndesc.argtypes)
        returns = kind.args[0].pointee
        done.append(Lowered(made.fndesc.llvm_func_name, str(returns), tuple(str(one) for one in kind.args[2:])))
    return done, _Kept.texts


def main() -> None:
    """Read what is to be lowered, and write what comes of it."""
    sys.stdout.buffer.write(pickle.dumps(lower_here(pickle.load(sys.stdin.buffer))))
