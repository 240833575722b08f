"""Changing a plan in bulk by a workbook: download, change, upload, see the differences, save."""
