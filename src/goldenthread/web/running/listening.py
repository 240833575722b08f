"""The address that people open: taken before anything is started, so that one which is in use is known at once."""

from __future__ import annotations

import errno
import socket

from goldenthread.files import NotPossible

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free. NotPossible where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise NotPossible(f"“{host}” is no address of this machine. Name another one with --host.") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise NotPossible(_sentence(error, host, port)) from error
    return listening


def address_of(listening: socket.socket) -> str:
    """What people type into their browser on this machine."""
    host, port = listening.getsockname()[:2]
    if host in ("127.0.0.1", "0.0.0.0", "::"):  # noqa: S104 - compared, not bound to
        host = "localhost" if host != "127.0.0.1" else host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _sentence(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is taken by another program. Stop that, or name another port with --port."
        case errno.EACCES | errno.EPERM:
            return f"This account may not use port {port}. Name one above 1023 with --port."
        case _:
            return f"“{host}” is no address of this machine. Name another one with --host."
