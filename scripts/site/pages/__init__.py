"""Pages: what each of them shows, ready for its template, which computes nothing."""
