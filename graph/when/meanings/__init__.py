"""From trees to meanings: which days, which hours, in which zone."""
