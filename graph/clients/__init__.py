"""A card as other clients know it: the review they are asked for, what they answer, and what they edit."""
