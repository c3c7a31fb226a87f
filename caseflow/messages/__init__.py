"""Makers of messages: what is said to one person, as mail and as a robot's text."""
