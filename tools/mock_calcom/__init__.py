"""A mocked Cal.com API v2 on real HTTP: the far side of the demo mode, of every test and of every eval.

It imports nothing else of this project, so that it and our client stay two independent readings of one API.
"""
