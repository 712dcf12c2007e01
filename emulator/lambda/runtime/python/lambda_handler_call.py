"""A Python handler: how it is found, what it is called with, what becomes of what it returns or raises."""

import decimal
import importlib
import json
import os
import re
import sys
import time
import traceback
import types
import uuid

# The runtimes that escape what is not ASCII in a result.
ASCII_RUNTIMES = {"AWS_Lambda_python3.8", "AWS_Lambda_python3.9", "AWS_Lambda_python3.10", "AWS_Lambda_python3.11"}

CLIENT_MEMBERS = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class Fault(Exception):
    """A failure that the runtime reports itself."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = f"Runtime.{kind}"
        self.trace = list(trace)


class LambdaContext(types.SimpleNamespace):
    pass


def context_of(message):
    """A handler's second argument, of an invocation (messages.ts)."""
    variable = os.environ.get
    deadline = message["deadlineMilliseconds"]
    return LambdaContext(
        aws_request_id=message["requestId"],
        log_group_name=variable("AWS_LAMBDA_LOG_GROUP_NAME"),
        log_stream_name=variable("AWS_LAMBDA_LOG_STREAM_NAME"),
        function_name=variable("AWS_LAMBDA_FUNCTION_NAME"),
        memory_limit_in_mb=variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
        function_version=variable("AWS_LAMBDA_FUNCTION_VERSION"),
        invoked_function_arn=message["invokedFunctionArn"],
        tenant_id=None,
        client_context=client_context(json.loads(message.get("clientContext", "null"))),
        # Of callers with an identity of Cognito's, which the local accounts do not have.
        identity=types.SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None),
        get_remaining_time_in_millis=lambda: max(0, deadline - int(time.time() * 1000)),
        log=lambda text: print(text, end=""),
    )


def client_context(sent):
    if sent is None:
        return None
    client = sent.get("client")
    return types.SimpleNamespace(
        custom=sent.get("custom"),
        env=sent.get("env"),
        client=client and types.SimpleNamespace(**{name: client.get(name) for name in CLIENT_MEMBERS}),
    )


def load_handler(setting):
    """The function that a `Handler` setting names: `<module>.<function>`, the module with dots or slashes."""
    module_name, dot, name = setting.rpartition(".")
    if not dot:
        raise Fault("MalformedHandlerName", f"Bad handler '{setting}': not enough values to unpack (expected 2, got 1)")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("ImportModuleError", f"Unable to import module '{module_name}': {error}") from None
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        raise Fault("UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", trace) from None
    if not hasattr(module, name):
        raise Fault("HandlerNotFound", f"Handler '{name}' missing on module '{module_name}'")
    return getattr(module, name)


def serialized(result):
    """The text of a result. A Decimal is a number with all its digits, for which the standard encoder has no word."""
    if isinstance(result, bytes):
        return result.decode("utf8", "replace")
    mark = uuid.uuid4().hex

    def number(value):
        if isinstance(value, decimal.Decimal):
            return float("nan") if value.is_nan() else f"{mark}{value}"
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")

    try:
        text = json.dumps(result, ensure_ascii=os.environ.get("AWS_EXECUTION_ENV") in ASCII_RUNTIMES, default=number)
    except Exception as error:
        raise Fault("MarshalError", f"Unable to marshal response: {error}") from None
    return re.sub(f'"{mark}([^"]*)"', r"\1", text)


def failure_of(error, request_id, in_lambda, runtime_files):
    """The failure as Lambda's clients get it. Frames of the runtime's own files are left out where the trace begins with them."""
    if isinstance(error, Fault):
        kind, trace = error.kind, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        while frames and frames[0].filename in runtime_files:
            frames = frames[1:]
        kind, trace = type(error).__name__, traceback.format_list(frames)
    return {
        "errorMessage": in_lambda(str(error)),
        "errorType": kind,
        "requestId": request_id,
        "stackTrace": [in_lambda(entry) for entry in trace],
    }
