"""Files in, a dictionary out: what the commands and the publication gate call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lscb.core.errors import BadInput
from lscb.publishing.anonymiser.pipeline import anonymise
from lscb.publishing.anonymiser.register import RegisterEntry, RegisterError, read_register


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, line ends as they are; raises BadInput."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"The file {path} cannot be read: {error.strerror or 'it is not there'}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The file {path} is not text in UTF-8.") from error


def read_register_file(path: str | Path) -> tuple[RegisterEntry, ...]:
    """The register in a JSON file; raises BadInput."""
    try:
        return read_register(json.loads(read_text(path)))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"The file {path} is not JSON.") from error
    except RegisterError as error:
        raise BadInput(str(error)) from error


def run_anonymise(register_path: str | Path, text_path: str | Path) -> dict[str, Any]:
    """Anonymise one file; raises BadInput with a sentence.

    Offsets count code points of the file's text as decoded, line ends included.
    """
    register = read_register_file(register_path)
    result = anonymise(read_text(text_path), register)
    return {"text": result.text, "replacements": result.replacements, "doubtful": result.doubtful}
