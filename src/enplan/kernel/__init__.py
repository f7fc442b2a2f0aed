"""Which words does every part share? This package imports nothing else of ours."""
