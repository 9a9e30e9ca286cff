"""Pure checks of one recorded conversation: findings, and the verdict they come to."""
