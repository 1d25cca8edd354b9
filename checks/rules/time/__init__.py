"""Rules about time: dates, orders, lags, and what is still in force."""
