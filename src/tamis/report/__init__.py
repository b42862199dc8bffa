"""Report: pages, plots and drawings made of records. A page is one file that needs nothing beside it."""
