"""Rules about polls: shares, samples, populations and trends."""
