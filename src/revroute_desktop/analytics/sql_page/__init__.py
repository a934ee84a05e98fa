"""The SQL page: questions in SQL over documented views, which can read and nothing else."""
