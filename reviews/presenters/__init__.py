"""What the pages show; templates decide nothing."""
