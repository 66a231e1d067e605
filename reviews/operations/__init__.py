"""The verbs of the main job, one module a noun: referrals, scoping, considerations, decisions, reviews, reports."""
