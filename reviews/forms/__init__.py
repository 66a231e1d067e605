"""Forms of the main job: shape and wording only; rules live in operations."""
