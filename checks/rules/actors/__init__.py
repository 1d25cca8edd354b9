"""Rules about actors: who acts when, with whom, as a part of what."""
