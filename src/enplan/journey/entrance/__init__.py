"""How does somebody ask for one plan, and who is offered one? One entrance (én indgang): every request gets a receipt,
a day by which it is answered, and a reasoned answer (S-67, S-68)."""
