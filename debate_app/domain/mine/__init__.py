"""What is one person's own across all questions: votes, texts, what they asked moderators, all that is kept."""
