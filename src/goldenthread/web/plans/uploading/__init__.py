"""Starting a plan from a paper: upload it, see what was understood beside the source, settle the rest, confirm."""
