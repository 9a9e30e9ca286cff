"""When a host can be met: schedules, busy times, slots and reservations."""
