"""Pages of publication: for those who prepare, check and approve, and for the public."""
