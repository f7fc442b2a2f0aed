"""The plans of the sectors, as they were received: what each holds, and whether it is stale."""
