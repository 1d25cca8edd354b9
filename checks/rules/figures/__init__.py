"""Rules about figures: bounds, agreement, totals, attributions and labels."""
