"""Time understanding: words to exact meanings and back."""
