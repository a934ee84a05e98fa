"""Documents for paper and screen: what a report says, apart from how a page or a file shows it."""
