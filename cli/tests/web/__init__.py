"""Tests of pages; a package, so that its fixtures have a name beside those of all tests."""
