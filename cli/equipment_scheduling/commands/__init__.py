"""One module per command group; each offers `register(app)`. What several of them need is in `shared`."""
