"""How is one installation put together and started? Settings, addresses, server."""
