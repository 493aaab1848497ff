"""The WebAssembly module of a schedule: its kernels linked, optimised for a generic processor, and kept in the cache.

One module serves every scenario and every resolution: it depends on the source of the kernels and on the types of what
they are handed. To lower all kernels takes some minutes, so that the module is kept beside the compiled kernels.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import llvmlite
import llvmlite.binding as llvm
import numba

from hinterland.core import cache
from hinterland.core.fault import Fault
from hinterland.web import wasm
from hinterland.web.driver import DAY, RECORD, SETTLE, Call, driver
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
KEPT = (DAY, SETTLE, RECORD, "fmod")
ELEMENTARY = ("pow", "exp", "exp2", "log", "log10")
"""Functions of the C library that are still missing from the kernels themselves."""
EFFORT = 3


def build(calls: Sequence[Call], settle: Call, record: Call, slots: Sequence[str]) -> wasm.Module:
    """Return the module of a day; it is built where the cache has none of this source.

    Raises `Fault` where a kernel needs what a page does not have, such as memory of its own.
    """
    kept = _place(calls, settle, record, slots)
    if kept is not None and kept.is_file():
        made = kept.read_bytes()
    else:
        made = _object(calls, settle, record, slots)
        if kept is not None:
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=kept.parent, suffix=cache.PART, delete=False) as part:
                part.write(made)
            Path(part.name).replace(kept)
    module = wasm.module_of(made, (DAY, SETTLE, RECORD))
    if lacking := [name for name in module.imports if name not in ELEMENTARY]:
        told = f"the kernels call {', '.join(lacking)}, which a page does not have"
        raise Fault(None, 0, told, "make no array in a kernel, and raise nothing: declare room for it in State")
    return module


def _place(calls: Sequence[Call], settle: Call, record: Call, slots: Sequence[str]) -> Path | None:
    """Return where the object of these kernels is kept, None where the user has no folder for that."""
    root = cache.place()
    if root is None:
        return None
    sources = {Path(__import__(one.entry.module, fromlist="_").__file__) for one in (*calls, settle, record)}
    sources |= {Path(__file__).with_name(f"{name}.py") for name in ("lowering", "driver", "module", "remainder")}
    text = [cache.CORE, numba.__version__, llvmlite.__version__, repr([(c.name, c.on, c.slots) for c in calls])]
    text += [repr([one.entry.types for one in (*calls, settle, record)]), repr(list(slots))]
    digest = hashlib.sha256("\n".join(text).encode())
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return root / "web" / f"{digest.hexdigest()[:24]}.o"


def _object(calls: Sequence[Call], settle: Call, record: Call, slots: Sequence[str]) -> bytes:
    """Return the kernels and the day that calls them as one object of WebAssembly."""
    entries = list(dict.fromkeys([*(one.entry for one in (*calls, settle, record)), REMAINDER]))
    done, texts = lower(entries)
    lowered: dict[Entry, Lowered] = dict(zip(entries, done, strict=True))
    machine = _machine()
    texts += [driver(calls, settle, record, lowered, slots), FMOD.format(symbol=lowered[REMAINDER].symbol)]
    whole = llvm.parse_assembly(_retargeted("", machine))
    for text in texts:
        whole.link_in(llvm.parse_assembly(_retargeted(text, machine)))
    for function in whole.functions:
        if not function.is_declaration and function.name not in KEPT:
            function.linkage = "internal"
    for constant in whole.global_variables:
        if not constant.is_declaration:
            constant.linkage = "internal"
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
    named = r'^target (triple|datalayout) = .*$'
    head = f'target triple = "{TRIPLE}"\ntarget datalayout = "{machine.target_data}"\n'
    return head + re.sub(named, "", text, flags=re.MULTILINE)
