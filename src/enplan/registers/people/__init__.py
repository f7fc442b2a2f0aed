"""Who are the people, and how are they related? Persons, custody and other relations, what each can manage."""
