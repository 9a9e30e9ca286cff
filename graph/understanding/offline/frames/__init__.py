"""Wishes that the shape of a sentence tells: "add … to …", "… did not show up"; and what stands in their places."""
