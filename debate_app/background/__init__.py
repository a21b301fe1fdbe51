"""What this process does by itself, beside what people ask of it: it translates texts, and looks at sources."""
