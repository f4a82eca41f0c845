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

    __slots__ = ("_hash", "_items")

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._items = dict(items)
        self._hash: int | None = None

    def __getitem__(self, name: str) -> V:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._items.items()))
        return self._hash

    def __reduce__(self) -> tuple[type["FrozenMap[V]"], tuple[dict[str, V]]]:
        # hashes of words differ from one process to the next, so only the items travel
        return type(self), (self._items,)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"
