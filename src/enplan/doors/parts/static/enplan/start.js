// Starts the design system; every page works without it.
document.addEventListener("DOMContentLoaded", () => window.DKFDS && window.DKFDS.init());
