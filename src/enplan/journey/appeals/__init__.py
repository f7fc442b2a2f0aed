"""What becomes of a complaint over a no to one plan? The same clock, second look and way on as other complaints."""
