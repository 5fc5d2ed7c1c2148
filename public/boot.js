// The theme that the learner chose, set before the first paint. Absent means: as the system says.
(() => {
  try {
    const chosen = localStorage.getItem("service-lab.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is forbidden here: the system's theme it is.
  }
})();
