"""What has the authority decided, and how does one complain? One decision over all measures that need one, composed by rule."""
