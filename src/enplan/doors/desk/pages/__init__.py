"""Which pages does the desk have? One module per step; each lists its `urlpatterns`."""
