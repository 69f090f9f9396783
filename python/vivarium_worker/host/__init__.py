"""What Python may ask of its host: tools, variables, models; the session context is its face."""
