"""Groups as compiled code sees them: a table of words that say where each array of a group lies.

A group is a NamedTuple of arrays and numbers: a state, the land, parameters, the forcing of a day. Numba
takes such a tuple apart on every call, which costs more than what most kernels do. A kernel that the day calls is
handed one address for each group instead, that of its `Table`, and reads from there just what it names.
"""

from typing import Any, NamedTuple
from zlib import crc32

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, lower_getattr_generic, models, register_model, unbox
from numba.np.arrayobj import populate_array

from hinterland.core.once import once

WORD = ir.IntType(64)


class Group(types.Type):  # type: ignore[misc]
    """The compiled type of a group: its class, and where in its table each field begins."""

    def __init__(self, owner: str, fields: tuple[tuple[str, Any, int], ...]) -> None:
        """Name it by its class and a short sum of its fields, for the name is part of every symbol."""
        self.fields = {name: (kind, first) for name, kind, first in fields}
        super().__init__(f"{owner}#{crc32(repr(fields).encode()):08x}")


class Table(NamedTuple):
    """The words of a group and their address; it keeps alive what they point to."""

    group: Any
    type: Group
    words: np.ndarray[Any, Any]
    address: int


@once()
def _type_of(cls: Any, kinds: tuple[Any, ...]) -> Group:
    """Return the type of a group whose fields are of these kinds."""
    first, fields = 0, []
    for name, kind in zip(cls._fields, kinds, strict=True):
        field: Any = {int: types.int64, float: types.float64}.get(kind)
        if field is None:
            dtype, rank, readonly = kind
            field = types.Array(numba.from_dtype(dtype), rank, "C", readonly=readonly)
        fields.append((name, field, first))
        first += 1 + getattr(field, "ndim", 0)
    return Group(f"{cls.__module__}.{cls.__qualname__}", tuple(fields))


def table_of(group: Any) -> Table:
    """Return the table of a group.

    Raises `TypeError` where a field is neither a number nor an array that lies in one piece.
    """
    kinds: list[Any] = []
    words: list[int] = []
    numbers: dict[int, float] = {}
    for name, value in zip(group._fields, group, strict=True):
        if isinstance(value, np.ndarray):
            flags = value.flags
            if not flags.c_contiguous:
                raise TypeError(f"{type(group).__name__}.{name} does not lie in one piece")
            kinds.append((value.dtype, value.ndim, not flags.writeable))
            words += (value.ctypes.data, *value.shape)
        elif isinstance(value, float):
            kinds.append(float)
            numbers[len(words)] = value
            words.append(0)
        elif isinstance(value, (int, np.integer)):
            kinds.append(int)
            words.append(int(value))
        else:
            raise TypeError(f"{type(group).__name__}.{name} is {type(value).__name__}: neither number nor array")
    made = np.array(words, np.int64)
    for n, value in numbers.items():
        made.view(np.float64)[n] = value
    cls: Any = type(group)
    return Table(group, _type_of(cls, tuple(kinds)), made, made.ctypes.data)


@register_model(Group)
class _Model(models.PrimitiveModel):  # type: ignore[misc]
    """In compiled code a group is the address of its table."""

    def __init__(self, manager: Any, group: Group) -> None:
        super().__init__(manager, group, WORD.as_pointer())


@unbox(Group)
def _enter(group: Group, address: Any, c: Any) -> NativeValue:
    """Take the address of a table from the whole number that Python hands over."""
    return NativeValue(c.builder.bitcast(c.pyapi.long_as_voidptr(address), WORD.as_pointer()))


@infer_getattr
class _Fields(AttributeTemplate):  # type: ignore[misc]
    key = Group

    def generic_resolve(self, group: Group, name: str) -> Any:  # type: ignore[override]
        """Return the type of a field."""
        return group.fields[name][0] if name in group.fields else None


@lower_getattr_generic(Group)
def _read(context: Any, builder: Any, group: Group, table: Any, name: str) -> Any:
    """Read a field from the table."""
    field, first = group.fields[name]

    def word(n: int, kind: Any = WORD) -> Any:
        spot = builder.bitcast(builder.gep(table, [WORD(n)]), kind.as_pointer())
        value = builder.load(spot)
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    if not isinstance(field, types.Array):
        return word(first, context.get_value_type(field))
    made = context.make_array(field)(context, builder)
    size = context.get_abi_sizeof(context.get_data_type(field.dtype))
    shape = [word(first + 1 + k) for k in range(field.ndim)]
    strides = [WORD(size)]
    for along in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], along))
    data = word(first, context.get_data_type(field.dtype).as_pointer())
    populate_array(made, data, shape, strides, size, None)
    return made._getvalue()
