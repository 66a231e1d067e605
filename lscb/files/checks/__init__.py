"""What may be uploaded: a short list of kinds whose extension, declared type and content agree, and that hold nothing
that runs, hides, or grows. Every refusal is a sentence that says what to do instead."""

from lscb.files.checks.whole import Checked, check_upload

__all__ = ["Checked", "check_upload"]
