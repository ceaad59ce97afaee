from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The files we serve from installed packages, one by one: a package's whole folder would be collected too.
PACKAGE_FILES = {
    "bootstrap/css/bootstrap.min.css": ("bootstrap", "css/bootstrap.min.css"),
    "django_htmx/htmx-2.min.js": ("django_htmx", "static/django_htmx/htmx-2.min.js"),
}

WITHOUT_COMMENTS = {".css": cssmin, ".js": jsmin}
PACKAGE_FOLDERS = {path.partition("/")[0] for path in PACKAGE_FILES}


def package_file(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {package} is not installed.")
    return Path(next(iter(spec.submodule_search_locations))) / name


class PackageFileFinder(BaseFinder):
    def find(self, path, find_all=False, **kwargs):
        found = str(package_file(*PACKAGE_FILES[path])) if path in PACKAGE_FILES else []
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns):
        for path, (package, name) in PACKAGE_FILES.items():
            file = package_file(package, name)
            storage = FileSystemStorage(location=file.parent)
            storage.prefix = str(Path(path).parent)
            yield file.name, storage


def without_source_maps(patterns):
    """Packages name source maps that we do not serve; a strict manifest would refuse to start for them."""
    return tuple(
        (files, tuple(p for p in rules if "sourceMappingURL" not in str(p))) for files, rules in patterns
    )


class StaticStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    patterns = without_source_maps(CompressedManifestStaticFilesStorage.patterns)

    def _save(self, name, content):
        """Our stylesheets and scripts without their comments; a package's stay as they are, to the byte."""
        shortened = WITHOUT_COMMENTS.get(Path(name).suffix)
        if shortened and name.partition("/")[0] not in PACKAGE_FOLDERS:
            content.seek(0)
            content = ContentFile(shortened(content.read().decode()).encode())
        return super()._save(name, content)
