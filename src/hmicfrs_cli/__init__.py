"""hmi: a police force's register of HMICFRS inspections and recommendations."""
