"""How the schema of a book came to be, step by step."""
