"""Bundles to be spoilt: a container is taken apart, changed, and put together again."""

from gaozhi.source.container import Container, ContainerWriter


def rewrite(path, change, sign=None):
    """Write a bundle anew, its digests right, after a change to what it says and to its parts."""
    container = Container(path)
    about = dict(container.about)
    parts = {name: container.part(name) for name in container._parts}
    change(about, parts)
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        for name, data in parts.items():
            writer.add(name, data)
        writer.finish(about, sign)
