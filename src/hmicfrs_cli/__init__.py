"""hmi: a police force's register of HMICFRS inspections and recommendations."""

__version__ = "0.1.0"
