"""Requests let go together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def at_once(requests):
    """Each on a thread and a connection of its own."""
    barrier = Barrier(len(requests))

    def run(request):
        try:
            barrier.wait()
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(run, requests))
