from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, also for files that a module imports."""

    support_js_module_import_aggregation = True
