"""Pages of the main job: fetch, form, operation, redirect."""
