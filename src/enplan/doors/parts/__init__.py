"""What do all pages share? Who asks and when, errors as pages, components."""
