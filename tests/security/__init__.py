"""Attacks that must fail: each test stands for a hole that was looked for, and some for one that was found."""
