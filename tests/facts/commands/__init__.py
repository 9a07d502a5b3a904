"""Tests of the commands of the tool for sheets."""
