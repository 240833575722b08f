"""The web application of one council: it keeps the plan, collects the quarter's return, and prints the papers.

It stands on the library; nothing below it knows Django (ADR 0014).
"""
