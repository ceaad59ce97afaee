class CacheRouter:
    """Rate limits count outside the request's transaction."""

    def db_for_read(self, model, **hints):
        return "autocommit" if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"
