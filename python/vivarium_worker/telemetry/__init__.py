"""What a worker tells beside its answers: events, spans and traces, log records."""
