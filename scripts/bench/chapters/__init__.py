"""What a report tells, in chapters. All of it is drawn from one course of events, so it agrees.

Everything begins before 1990, acts from 1990 to 2017, and ends from 2018 on; reports are of 2021.
"""
