"""The paper at the end: a round's reports assembled from the record, previewed, downloaded, and frozen (docs/papers.md)."""
