"""Which points of a graph wait for each other in a circle?"""

from collections.abc import Iterator, Mapping, Sequence


def circles(to: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Each strongly connected part of two or more, and each point that leads to itself; sorted.

    Tarjan's way in one walk, without recursion: a chain of plans may be longer than Python's stack.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in sorted(to):
        if root in order:
            continue
        walk: list[tuple[str, Iterator[str]]] = []
        _enter(root, to, order, low, path, on_path, walk)
        while walk:
            name, rest = walk[-1]
            target = next(rest, None)
            if target is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[name])
                if low[name] == order[name]:
                    found += _leave(name, to, path, on_path)
            elif target not in order:
                _enter(target, to, order, low, path, on_path, walk)
            elif target in on_path:
                low[name] = min(low[name], order[target])
    return sorted(found)


def _enter(
    name: str,
    to: Mapping[str, Sequence[str]],
    order: dict[str, int],
    low: dict[str, int],
    path: list[str],
    on_path: set[str],
    walk: list[tuple[str, Iterator[str]]],
) -> None:
    order[name] = low[name] = len(order)
    path.append(name)
    on_path.add(name)
    walk.append((name, iter(to.get(name, ()))))


def _leave(name: str, to: Mapping[str, Sequence[str]], path: list[str], on_path: set[str]) -> Iterator[tuple[str, ...]]:
    part: list[str] = []
    while not part or part[-1] != name:
        part.append(path.pop())
    on_path.difference_update(part)
    if len(part) > 1 or name in to.get(name, ()):
        yield tuple(sorted(part))
