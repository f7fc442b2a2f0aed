"""What is Én plan? One plan instead of many, for a person or a family with several sector plans."""
