/* A button that prints, where there is a script to do it; also in what htmx puts in later. */
const show = (root) => {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
};

show(document);
document.addEventListener("htmx:load", (event) => show(event.target));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
