"""The verbs of publication, one noun a file."""
