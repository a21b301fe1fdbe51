"""What others find of a debate: search engines, chats, feed readers."""
