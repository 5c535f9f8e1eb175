"""Bundles of the small sound folder, keys to sign them, and bundles to be spoilt."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

import gaozhi
from gaozhi.source.container import Container, ContainerWriter
from tests.places import BASE


def built(path, folder=BASE, **more):
    """Write a bundle of a folder alone, and return its path."""
    gaozhi.build_bundle(folder, path, bundled=False, **more)
    return path


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


def key_pair(folder, name="key", *, curve=None, password=None) -> tuple[Path, Path]:
    """Write a private key and its public key, and return their files."""
    key = ed25519.Ed25519PrivateKey.generate() if curve is None else ec.generate_private_key(curve)
    locked = (
        serialization.NoEncryption()
        if password is None
        else serialization.BestAvailableEncryption(password)
    )
    private, public = folder / f"{name}.pem", folder / f"{name}.pub"
    pem = serialization.Encoding.PEM
    private.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, locked))
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    public.write_bytes(key.public_key().public_bytes(pem, info))
    return private, public
