"""What only shows after a long time: ``make soak`` runs every part."""
