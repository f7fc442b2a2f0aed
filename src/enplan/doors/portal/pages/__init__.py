"""Which pages does the portal have? One module per step; each lists its `urlpatterns`."""
