"""Project package and shared kernel; see docs/DEVELOPERS.md for the map of the house."""

from lscb.celery import app as celery_app

__all__ = ("celery_app",)
