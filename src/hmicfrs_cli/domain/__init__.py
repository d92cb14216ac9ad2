"""What the register means: pure, with no file, git, clock or terminal."""
