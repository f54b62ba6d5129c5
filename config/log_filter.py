"""Keeps what a person typed out of the server's log."""

import logging
import re

QUERY = re.compile(r"\?\S*")


class Redacted(logging.Filter):
    """Cuts query strings from messages and drops tracebacks' local text, which may quote a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = QUERY.sub("?…", record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
            record.exc_info, record.exc_text = None, None
        return True
