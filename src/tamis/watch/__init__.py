"""The book of customers: kept, and screened again when a list or a customer changes."""
