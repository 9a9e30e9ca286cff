"""Everything about bookings."""
