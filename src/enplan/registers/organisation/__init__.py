"""Who works where? The municipality, its departments and the professionals, and the authorities beside it."""
