import logging
import re

SECRET_ADDRESS = re.compile(r"(/calendar/)[^/\s.]+")


class WithoutSecrets(logging.Filter):
    """A calendar's address opens it, so that no log may hold one, right or stopped."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = SECRET_ADDRESS.sub(r"\1…", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
