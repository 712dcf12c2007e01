"""
The program of a container that runs a Python function: Lambda's runtime interface, over the same channel and with the same messages as
bootstrap.ts (messages.ts). What it answers and writes is what AWS's own runtime does (aws/aws-lambda-python-runtime-interface-client).

Arguments: the folder of the function, its memory in megabytes, the folders that hold the SDK. It is started without this machine's
packages (-I -S): a function that forgot to bring one fails here as it does on AWS.
"""

import ctypes
import importlib.machinery
import json
import logging
import os
import queue
import re
import resource
import signal
import socket
import sys
import threading
import time

HERE = os.path.dirname(__file__)
sys.path.insert(0, HERE)

from lambda_handler_call import context_of, failure_of, load_handler, serialized
from lambda_log import Log
from lambda_sandbox import TASK_ROOT, Sandbox

sys.path.remove(HERE)

RUNTIME_FOLDER = "/var/runtime"
MEMORY_POLL_SECONDS = 0.1
SIGNAL_OF_PARENTS_DEATH = 1

# What Lambda's Python has beside the standard library.
SDK = {"boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3"}

INIT_WARNING = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare cases, a Lambda "
    "runtime update can cause unexpected function behavior. For functions using managed runtimes, runtime updates can be triggered by "
    "a function change, or can be applied automatically. To determine if the runtime has been updated, check the runtime version in "
    "the INIT_START log entry. If this error correlates with a change in the runtime version, you may be able to mitigate this error "
    "by temporarily rolling back to the previous runtime version. For more information, see "
    "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
)


class Channel:
    """The pipe to the emulator, in Node.js's form: one JSON text per line, on the descriptor that a variable names."""

    def __init__(self):
        self.socket = socket.socket(fileno=int(os.environ.pop("NODE_CHANNEL_FD")))
        os.environ.pop("NODE_CHANNEL_SERIALIZATION_MODE", None)
        # Python itself sets it where the machine has not the language of LANG.
        if os.environ.get("LC_CTYPE") == "C.UTF-8":
            del os.environ["LC_CTYPE"]
        os.set_inheritable(self.socket.fileno(), False)
        self.lock = threading.Lock()
        self.received = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, **message):
        with self.lock:
            self.socket.sendall(f"{json.dumps(message)}\n".encode())

    def _read(self):
        with self.socket.makefile("r", encoding="utf8") as lines:
            for line in lines:
                self.received.put(json.loads(line))
        # The emulator has ended, so no invocation will come any more.
        os._exit(0)


class Sdk:
    """Finds the SDK, and nothing else, among the packages of this machine; a function's own comes first."""

    def __init__(self, folders):
        self.folders = folders

    def find_spec(self, name, path=None, target=None):
        if path is not None or name not in SDK:
            return None
        return importlib.machinery.PathFinder.find_spec(name, self.folders)


def peak_memory_bytes():
    """Of this process alone, where the system tells it: the other figure begins with what the emulator had."""
    try:
        with open("/proc/self/status", encoding="utf8") as status:
            return int(re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE)[1]) * 1024
    except (OSError, TypeError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def end_beyond(memory_megabytes):
    """As the kernel of a Lambda sandbox does with what takes more memory than the function has."""
    while peak_memory_bytes() <= memory_megabytes * 1024 * 1024:
        time.sleep(MEMORY_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


def end_with_parent():
    """A handler in a call that never lets go of the interpreter lets no thread see the end of the channel."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)


def main(folder, memory_megabytes, sdk_folders):
    end_with_parent()
    channel = Channel()
    sandbox = Sandbox(folder)
    library = f"/var/lang/lib/python{sys.version_info[0]}.{sys.version_info[1]}"
    names = {folder: TASK_ROOT, HERE: RUNTIME_FOLDER}
    names.update({each: f"{library}/site-packages" for each in sdk_folders})
    names[os.path.dirname(os.__file__)] = library

    def in_lambda(text):
        for real, name in names.items():
            text = text.replace(real, name)
        return text

    log = Log(lambda text: channel.send(type="log", text=in_lambda(text)))
    threading.Thread(target=end_beyond, args=[memory_megabytes], daemon=True).start()
    own_paths = [sandbox.real_path(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.argv[:] = [f"{RUNTIME_FOLDER}/bootstrap.py"]
    sys.path[:] = [folder, *own_paths, *sys.path]
    sys.meta_path.append(Sdk(sdk_folders))
    sandbox.enter()
    runtime_files = {os.path.join(HERE, name) for name in os.listdir(HERE)}

    def report(kind, **members):
        log.end_lines()
        channel.send(type=kind, maxMemoryBytes=peak_memory_bytes(), **members)

    try:
        handler = load_handler(os.environ.get("_HANDLER", ""))
    except Exception as error:
        failure = failure_of(error, "", in_lambda, runtime_files)
        logging.warning(INIT_WARNING)
        log.error(failure)
        report("init-failed", failure=failure)
        sys.exit(1)
    channel.send(type="ready")
    while True:
        message = channel.received.get()
        log.request_id = message["requestId"]
        os.environ["_X_AMZN_TRACE_ID"] = message["traceId"]
        try:
            payload = serialized(handler(json.loads(message["event"]), context_of(message)))
        except Exception as error:
            failure = failure_of(error, log.request_id, in_lambda, runtime_files)
            log.error(failure)
            report("failed", failure=failure)
        else:
            report("result", payload=payload)


if __name__ == "__main__":
    _, task_folder, megabytes, *folders = sys.argv
    main(task_folder, int(megabytes), folders)
