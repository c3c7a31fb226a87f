"""Ledgers in and out: a workbook's bytes become rows of facts with messages, and rows become a workbook again.

`read` (reading.py) and `write_xlsx`, `write_csv` (writer.py) are what the floors above call.
"""
