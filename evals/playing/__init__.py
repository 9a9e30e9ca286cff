"""Plays conversations through the same door as the page and writes down what happened."""
