"""The board's documents with their versions, and when each is reviewed."""
