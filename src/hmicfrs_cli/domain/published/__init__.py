"""A published report read in: lines become paragraphs, and those proposals that a person confirms."""
