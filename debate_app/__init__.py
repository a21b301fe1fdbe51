"""A public debate page: one question, its viewpoints, live votes, and the conversation behind them."""
