//! What a command prints.

/// Text on both streams and the exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// 0 is success.
    pub exit: i32,
}

impl Output {
    /// Success, with this on standard output.
    pub fn print(text: impl Into<String>) -> Self {
        Self { stdout: text.into(), ..Self::default() }
    }

    /// Failure, with this line on standard error.
    pub fn fail(line: impl AsRef<str>) -> Self {
        Self { stderr: format!("{}\n", line.as_ref()), exit: 1, ..Self::default() }
    }

    /// A line more on standard output.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.stdout.push_str(line.as_ref());
        self.stdout.push('\n');
    }

    /// A line more on standard error.
    pub fn complain(&mut self, line: impl AsRef<str>) {
        self.stderr.push_str(line.as_ref());
        self.stderr.push('\n');
    }

    /// What the server warns of, each once a command. Models rest.NewWarningWriter.
    pub fn warn(&mut self, warnings: &[String]) {
        for warning in warnings {
            let line = format!("Warning: {warning}");
            if !self.stderr.lines().any(|it| it == line) {
                self.complain(line);
            }
        }
    }

    /// A line more on standard error, and failure.
    pub fn error(&mut self, line: impl AsRef<str>) {
        self.complain(line);
        self.exit = 1;
    }

    /// Errors of several objects: more than one are told without the word.
    /// Models cmdutil.MultipleErrors.
    pub fn errors(&mut self, errors: Vec<String>) {
        let several = errors.len() > 1;
        for error in errors {
            self.error(error.strip_prefix("error: ").filter(|_| several).unwrap_or(&error));
        }
    }

    /// The same of what was told one by one.
    pub fn together(mut self) -> Self {
        let failed = |it: &&str| it.starts_with("error: ") || it.starts_with("Error from server");
        if self.stderr.lines().filter(failed).count() > 1 {
            let lines = self.stderr.lines().map(|it| it.strip_prefix("error: ").unwrap_or(it));
            self.stderr = lines.map(|it| format!("{it}\n")).collect();
        }
        self
    }

    /// Everything of another command behind this; its exit code counts.
    pub fn then(&mut self, next: Output) {
        self.stdout.push_str(&next.stdout);
        self.stderr.push_str(&next.stderr);
        self.exit = next.exit;
    }
}

/// The first bytes of a text. Part of a letter at the end is shown as a terminal shows it.
pub fn first_bytes(text: &str, most: usize) -> String {
    let bytes = text.as_bytes();
    String::from_utf8_lossy(bytes.get(..most).unwrap_or(bytes)).into_owned()
}
