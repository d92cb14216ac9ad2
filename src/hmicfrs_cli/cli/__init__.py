"""Command lines in, exit codes out."""
