"""What one sees: components named for it, made of plain elements and the classes of ``assets/``."""
