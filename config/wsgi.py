import atexit
import gc
import os
from contextlib import ExitStack

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.postgres import Server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if settings.EMBEDDED_DATABASE:
    # Under a server that manage.py did not start, nobody else keeps the database up.
    held = ExitStack()
    held.enter_context(Server(settings.DATA_DIR).use())
    atexit.register(held.close)
application = get_wsgi_application()

# What is loaded by now stays for good: the collector need not look through it again, which took as long as
# a page now and then. Requests leave few cycles behind, so it may look less often.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
