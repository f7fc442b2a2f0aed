"""What follows when plans are laid side by side? Each theme has its own module of detectors."""
