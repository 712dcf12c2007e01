"""What a Python function writes: `print`, `logging` and the runtime's own errors, each in Lambda's text or JSON form."""

import io
import json
import logging
import os
import re
import sys
import time
import traceback

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "FATAL")
TIME = "%Y-%m-%dT%H:%M:%S"
TEXT_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"


class Log:
    """
    Takes the place of stdout, stderr and the root logger's handlers. `write` takes one entry of the log, which may have several
    lines; `request_id` is that of the invocation that runs.
    """

    def __init__(self, write):
        self.write = write
        self.request_id = None
        self.is_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
        self.streams = [LineStream(number, write) for number in (1, 2)]
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(each, encoding="utf8", errors="backslashreplace", write_through=True) for each in self.streams
        )
        logging.Formatter.converter = time.gmtime
        handler = EntryHandler(self)
        handler.setFormatter(JsonFormatter() if self.is_json else logging.Formatter(TEXT_FORMAT, TIME))
        logging.getLogger().addHandler(handler)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper().replace("TRACE", "DEBUG")
        if level in LEVELS:
            logging.getLogger().setLevel(level)

    def end_lines(self):
        for stream in self.streams:
            stream.end_line()

    def error(self, failure):
        if self.is_json:
            now = time.strftime(f"{TIME}Z", time.gmtime())
            return self.write(json.dumps({"timestamp": now, "log_level": "ERROR", **failure}, ensure_ascii=False))
        message = f": {failure['errorMessage']}" if failure["errorMessage"] else ""
        # The spaces are others, as AWS's runtime has them, so that a log viewer keeps the indentation.
        indented = [
            re.sub("^ +", lambda spaces: "\u00a0" * len(spaces[0]), line)
            for entry in failure["stackTrace"]
            for line in entry.splitlines()
        ]
        return self.write("\n".join([f"[ERROR] {failure['errorType']}{message}", "Traceback (most recent call last):", *indented]))


class LineStream(io.RawIOBase):
    """A stream whose lines go through the channel, which keeps their order with that of the result."""

    def __init__(self, descriptor, write):
        self.descriptor = descriptor
        self.write_line = write
        self.rest = b""

    def writable(self):
        return True

    def fileno(self):
        return self.descriptor

    def write(self, data):
        *lines, self.rest = (self.rest + bytes(data)).split(b"\n")
        for line in lines:
            self.write_line(line.decode("utf8", "replace"))
        return len(data)

    def end_line(self):
        if self.rest:
            self.write(b"\n")


class EntryHandler(logging.Handler):
    def __init__(self, log):
        super().__init__()
        self.log = log

    def emit(self, record):
        record.aws_request_id = self.log.request_id or ""
        self.log.write(self.format(record))


class JsonFormatter(logging.Formatter):
    OWN = {*vars(logging.makeLogRecord({})), "aws_request_id"}

    def format(self, record):
        kind, value, trace = record.exc_info or (None, None, None)
        members = {
            "timestamp": self.formatTime(record, f"{TIME}Z"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": kind and traceback.format_tb(trace),
            "errorType": kind and kind.__name__,
            "errorMessage": kind and str(value),
            "requestId": record.aws_request_id,
            "location": kind and f"{record.pathname}:{record.funcName}:{record.lineno}",
        }
        others = {name: value for name, value in vars(record).items() if name not in self.OWN}
        return json.dumps({name: value for name, value in {**others, **members}.items() if value is not None}, ensure_ascii=False)
