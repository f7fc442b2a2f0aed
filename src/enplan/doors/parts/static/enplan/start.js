// Starts the design system; every page works without it.
document.addEventListener("DOMContentLoaded", () => window.DKFDS && window.DKFDS.init());
// A double click sends once. Two seconds later the form may go again: perhaps the line was lost, and the server knows.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 2000);
});
// What is written and not saved is not left by mistake: the browser asks first.
document.addEventListener("input", (event) => { if (event.target.form) event.target.form.dataset.written = "1"; });
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-keep][data-written]")].some((form) => !form.dataset.sent)) event.preventDefault();
});
