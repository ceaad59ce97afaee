from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: with Django's 100 MiB on eight, a storm of sign-ins starves saves."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
