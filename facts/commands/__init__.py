"""The commands of the tool for sheets, one module each."""
