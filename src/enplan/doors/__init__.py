"""Which ways lead in? Each door carries: it asks who is there, opens the case, makes one call and shows the answer."""
