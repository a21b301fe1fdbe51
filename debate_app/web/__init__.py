"""Plain HTTP: the first HTML of every page with its status, title and cookie, and how long files may be kept."""
