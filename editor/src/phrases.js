// CodeMirror's own English phrases that a learner can meet in this editor. The page hands in their
// translations (`options.phrases`); a phrase without one stays English.
export const PHRASES = [
  "Control character",
  "Diagnostics",
  "No diagnostics",
  "close",
  "Completions",
  "No field here",
  "Selection deleted",
];
