import os
import selectors
import signal
import stat

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
    """gunicorn's worker with threads, that stops sooner, and not without its starter.

    gunicorn would spend the whole graceful timeout on browsers that only keep a connection open; and would
    go on for ever, holding the port, after a kill -9 of `manage.py serve`, which holds the other end of its
    standard input.
    """

    def run(self):
        if stat.S_ISFIFO(os.fstat(0).st_mode):
            self.poller.register(0, selectors.EVENT_READ, self.starter_is_gone)
        super().run()

    def starter_is_gone(self, standard_input):
        self.poller.unregister(standard_input)
        os.kill(self.ppid, signal.SIGTERM)

    def handle_exit(self, sig, frame):
        for connection in (*self.keepalived_conns, *self.pending_conns):
            connection.timeout = 0  # closed in the round that this signal wakes
        super().handle_exit(sig, frame)
