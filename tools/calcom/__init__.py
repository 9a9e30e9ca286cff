"""A client of Cal.com's API v2: one method per endpoint, no opinions, nothing known of graphs or chats."""
