"""Search the bytes that are to be published for any name of the register.

The scan trusts nothing that made the file: it unpacks every part and reads every string.
"""

from lscb.publishing.leakscan.hits import Hit, Unreadable
from lscb.publishing.leakscan.scan import scan_bytes, scan_file

__all__ = ["Hit", "Unreadable", "scan_bytes", "scan_file"]
