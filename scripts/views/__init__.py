"""Views: wide tables that are derived from the claims for a release, and never edited."""
