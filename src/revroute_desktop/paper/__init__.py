"""Paper: documents as PDF, and their pages as pictures. The one place beside the console that knows Qt."""
