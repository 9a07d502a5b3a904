"""The API as static files: each URL of the API with the suffix of its format."""
