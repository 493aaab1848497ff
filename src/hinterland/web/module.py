"""The WebAssembly module of a schedule: its kernels linked, optimised for a generic processor, and kept in the cache.

One module serves every scenario and every resolution: it depends on the source of the kernels and on the types of what
they are handed. To lower all kernels takes some minutes, so that the module is kept beside the compiled kernels. That
of the schedule of the package lies in a wheel already (`shipping.py`).
"""

import hashlib
import importlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import llvmlite
import llvmlite.binding as llvm
import numba

from hinterland.core import cache
from hinterland.core.fault import Fault
from hinterland.web import wasm
from hinterland.web.driver import Function, driver
from hinterland.web.lowering import Entry, Lowered, lower

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+mutable-globals,+sign-ext,+nontrapping-fptoint"
"""Parts of WebAssembly that came after its first edition; every browser since 2021 has them."""
REMAINDER = Entry("hinterland.web.remainder", "remainder", (numba.float64, numba.float64))
FMOD = """
declare i32 @"{symbol}"(ptr, ptr, double, double)
define double @fmod(double %x, double %y) {{
  %result = alloca double
  %trouble = alloca ptr
  %status = call i32 @"{symbol}"(ptr %result, ptr %trouble, double %x, double %y)
  %made = load double, ptr %result
  ret double %made
}}
"""
"""The remainder of a division under the name by which LLVM calls it, though no code names it."""
REMAINDER_BY_NAME = "fmod"
EFFORT = 3
BUILT = Path(__file__).with_name("built")
"""The folder of the object that a wheel ships."""


def build(functions: Sequence[Function], slots: Sequence[str]) -> wasm.Module:
    """Return a module with these functions; it is built where neither the package nor the cache has it.

    Raises `Fault` where a kernel needs what a page does not have, such as memory of its own.
    """
    module = wasm.module_of(object_of(functions, slots), [one.name for one in functions])
    if module.imports:
        message = f"the kernels call {', '.join(module.imports)}, which a page does not have"
        remedy = "make no array in a kernel, raise nothing, and take functions of core/elementary.py"
        raise Fault(None, 0, message, remedy)
    return module


def object_of(functions: Sequence[Function], slots: Sequence[str]) -> bytes:
    """Return the functions and all that they call as one object of WebAssembly, built only where it must be."""
    key = key_of(functions, slots)
    found = at_hand(key)
    if found is not None:
        return found
    made, place = _object(functions, slots), _place(key)
    if place is not None:
        cache.keep(place, cache.label_of(key, _sources(functions), made), made)
    return made


def at_hand(key: str) -> bytes | None:
    """Return the object of a key where the package or the cache has it, else None."""
    shipped, place = shipped_as(key), _place(key)
    if shipped.is_file():
        return shipped.read_bytes()
    try:
        return None if place is None else cache.read(place, key)
    except OSError:
        return None


def shipped_as(key: str) -> Path:
    """Return where a package has the object of a key, if it ships it: a file named otherwise is of another source."""
    return BUILT / f"{key[:24]}.o"


def _place(key: str) -> Path | None:
    """Return where the cache has the object of a key, None where the user has no folder for that."""
    folder = cache.folder_of(Path(__file__))
    tools = f"{numba.__version__}-{llvmlite.__version__}"
    return None if folder is None else folder / f"module.{tools}.{key[:24]}{cache.ENDING}"


def _entries(functions: Sequence[Function]) -> list[Entry]:
    """Return every function that is called, each once, and the remainder."""
    return list(dict.fromkeys([*(call.entry for one in functions for call in one.calls), REMAINDER]))


def _sources(functions: Sequence[Function]) -> list[Path]:
    """Return the source files of the functions that are called, and of what makes a module of them."""
    for one in _entries(functions):
        importlib.import_module(one.module)
    sources = {Path(str(sys.modules[one.module].__file__)) for one in _entries(functions)}
    return sorted(sources | {Path(__file__).with_name(f"{name}.py") for name in ("lowering", "driver", "module")})


def key_of(functions: Sequence[Function], slots: Sequence[str]) -> str:
    """Return a sum of all that the code of a module depends on besides numba and LLVM, which change no result."""
    entries, sources = _entries(functions), _sources(functions)
    text = [cache.CORE, repr(functions), repr(list(slots))]
    text += [repr([[getattr(kind, "fields", kind) for kind in one.types] for one in entries])]
    text += [repr(cache.constants(vars(sys.modules[name]))) for name in sorted({one.module for one in entries})]
    digest = hashlib.sha256("\n".join(text).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _object(functions: Sequence[Function], slots: Sequence[str]) -> bytes:
    """Return the functions and all that they call as one object of WebAssembly."""
    entries = _entries(functions)
    done, texts = lower(entries)
    lowered: dict[Entry, Lowered] = dict(zip(entries, done, strict=True))
    machine = _machine()
    texts += [driver(functions, lowered, slots), FMOD.format(symbol=lowered[REMAINDER].symbol)]
    whole = llvm.parse_assembly(_retargeted("", machine))
    for text in texts:
        whole.link_in(llvm.parse_assembly(_retargeted(text, machine)))
    kept = {REMAINDER_BY_NAME, *(one.name for one in functions)}
    for one in (*whole.functions, *whole.global_variables):
        if not one.is_declaration and one.name not in kept:
            one.linkage = "internal"
    tuning = llvm.create_pipeline_tuning_options(speed_level=EFFORT)
    tuning.loop_vectorization = tuning.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, tuning)
    builder.getModulePassManager().run(whole, builder)
    made: bytes = machine.emit_object(whole)
    return made


def _machine() -> llvm.TargetMachine:
    """Return the generic processor for which a module is made."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(TRIPLE)
    return target.create_target_machine(
        cpu="generic", features=FEATURES, opt=EFFORT, reloc="static", codemodel="default"
    )


def _retargeted(text: str, machine: llvm.TargetMachine) -> str:
    """Return LLVM code for another processor than that of numba: nothing in it depends on the one it named."""
    named = r"^target (triple|datalayout) = .*$"
    head = f'target triple = "{TRIPLE}"\ntarget datalayout = "{machine.target_data}"\n'
    return head + re.sub(named, "", text, flags=re.MULTILINE)
