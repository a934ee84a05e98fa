"""One module a group of commands; each declares its options and the function that runs."""
