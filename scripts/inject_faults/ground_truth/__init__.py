"""The truth about an invented country, and the claims that report it without a mistake."""
