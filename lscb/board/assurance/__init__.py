"""Reports that the board expects: scheduled, asked for, or before it meets; received, checked, and what came of them."""
