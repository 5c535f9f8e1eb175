"""Cases with their answers, for whoever answers for the same law in another language."""
