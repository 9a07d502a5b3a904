"""The API as files: every address with its suffix, for a server of static files."""
