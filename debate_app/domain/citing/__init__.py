"""The sources of a debate as other programs take them: CSL-JSON and BibTeX."""
