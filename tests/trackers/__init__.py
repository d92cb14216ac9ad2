"""Trackers as forces keep them, made by scripts, and files that only look like trackers."""
