"""Python values and the bytes they travel as."""
