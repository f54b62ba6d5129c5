"""The long proofs: promises of the product tried thousands of times, each with planted defects that it must find.

`python3 run.py prove [NAME]` runs them in full; `tests/proofs` runs a sample of each with every test run.
"""
