/* A slider's number moves with it; the server does the arithmetic. */
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-weights] input[type=range]")) return;
  const shown = document.querySelector(`output[for="${event.target.id}"]`);
  if (shown) shown.textContent = event.target.value;
});
