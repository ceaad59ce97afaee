import logging
import re

SECRET_ADDRESS = re.compile(r"(/(?:calendar|shared)/)[^/\s.]+")


class WithoutSecrets(logging.Filter):
    """The address of a calendar or a shared view opens it: no log may hold one, right or stopped."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = SECRET_ADDRESS.sub(r"\1…", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
