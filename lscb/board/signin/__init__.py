"""Signing in and out: what allauth does, plus an e-mailed code, plus the trail.

It stands on this floor because it tells the trail and the outbox; the session's own facts are lscb.people.signin.
"""
