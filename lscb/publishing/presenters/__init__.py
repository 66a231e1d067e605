"""What the pages of publication show; no queries beyond what is named in each function."""
