"""Query value x listed value -> agreement: names token by token, everything else attribute by attribute."""
