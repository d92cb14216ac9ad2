"""A force's own tracker: what its columns mean, and each of its rows as a finding or as a refusal."""
