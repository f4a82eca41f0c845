"""A mapping that cannot be changed, can be hashed and pickled, and prints the same way every time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")


class FrozenMap(Mapping[str, V], Generic[V]):
    """Names to values, in a fixed order.

    Parameters
    ----------
    items
        A mapping or pairs; the order is kept.

    Examples
    --------
    >>> table = FrozenMap({"a": 1, "b": 2})
    >>> table["b"], list(table), table == {"b": 2, "a": 1}
    (2, ['a', 'b'], True)
    >>> table
    FrozenMap({'a': 1, 'b': 2})
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> V:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"
