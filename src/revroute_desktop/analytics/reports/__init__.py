"""Reports: a period, or what a payee received, on one page that needs nothing else."""
