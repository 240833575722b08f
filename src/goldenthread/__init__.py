"""Golden Thread: the performance reports of UK councils, read, judged, checked and written again."""
