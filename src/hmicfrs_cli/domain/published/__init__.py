"""A published report read in: its lines become paragraphs, its paragraphs proposals that a person confirms."""
