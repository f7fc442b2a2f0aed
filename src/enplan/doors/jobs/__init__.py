"""Which door does the clock come in by? Work that is due without anybody asking, done case by case."""
