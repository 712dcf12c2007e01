"""Starts `moto_server` for one run of the tests: loads it once, and every further server is a fork of what was loaded.

Loading moto takes most of a start, and its copy of AWS's managed policies is parsed for every account. A fork has the same code and
memory of its own: no server ever sees what another one was told. It serves for as long as the connection that asked for it is open.

usage: python3 forked_moto.py <file for the port> <process id of the run>
A client connects to the port on 127.0.0.1, sends the arguments of `moto_server` as one line, and reads what the server prints.
"""

import functools
import gc
import logging
import os
import signal
import socket
import sys
import threading

from moto import backends, server
from moto.backends import get_backend
from moto.core import responses
from moto.core.utils import get_service_model
from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import create_backend_app

# What every deployment asks for. Others are loaded by the fork that is asked for them, as by any moto.
MODELLED = ["iam", "sts", "lambda", "logs", "s3"]
SERVICES = ["moto_api", *MODELLED]
# Those of the tests' links: their AWS managed policies, which a backend makes when its account is first named.
ACCOUNTS = ["111111111111", "222222222222"]
POLL_SECONDS = 0.5


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        return True
    except ProcessLookupError:
        return False


def leave_group() -> None:
    """What has started this may be ended with its process group, long before the run is."""
    if os.fork() != 0:
        os._exit(0)
    os.setsid()


def become_server(connection: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line = b""
    while not line.endswith(b"\n"):
        received = connection.recv(4096)
        if received == b"":
            return
        line += received
    for descriptor in (1, 2):
        os.dup2(connection.fileno(), descriptor)

    def end_with_connection() -> None:
        while connection.recv(4096) != b"":
            pass
        os._exit(0)

    threading.Thread(target=end_with_connection, daemon=True).start()
    # Else every server would give the same ids.
    mock_random.seed()
    server.main(line.decode().split())


def main(port_file: str, run: int) -> None:
    leave_group()
    # Read from the disk for every request: a third of what moto does.
    backends.list_of_moto_modules = functools.cache(lambda list_modules=backends.list_of_moto_modules: tuple(list_modules()))
    # A line for every request, which takes another third and which nobody reads; errors are told.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # Looked up for every request by going through a class of hundreds of them.
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
    server.create_backend_app = functools.cache(create_backend_app)
    for service in SERVICES:
        server.create_backend_app(service)
    # What answers are written by, read when one is first written: a quarter of a second.
    for service in MODELLED:
        get_service_model(service)
    for account in ACCOUNTS:
        get_backend("iam")[account]["aws"]
    # What the collector never looks at, no fork has to copy.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(POLL_SECONDS)
    with open(f"{port_file}.new", "w") as file:
        file.write(f"{listener.getsockname()[1]}\n")
    os.rename(f"{port_file}.new", port_file)
    while is_running(run):
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            listener.close()
            connection.settimeout(None)
            try:
                become_server(connection)
            finally:
                os._exit(1)
        connection.close()


main(sys.argv[1], int(sys.argv[2]))
