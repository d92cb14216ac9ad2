"""Results turned into text or bytes for people and for other programs."""
