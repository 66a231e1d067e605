"""The registers that a board keeps, all of one shape; what makes each of them different is told in kinds.py."""
