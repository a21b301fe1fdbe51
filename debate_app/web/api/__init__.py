"""What programs read here: JSON, CSV and the OpenAPI document that describes both. Nothing is changed through it."""
