// SPDX-License-Identifier: Apache-2.0
//! How the programs tell what they found: `PASS name` or `FAIL name: what` for each check, and exit code 0 or 1.

mod server;

pub use server::with_server;

use std::fmt::Debug;
use std::process::ExitCode;

/// Passed, or what was wrong.
pub type Outcome = Result<(), String>;

/// One thing to check, and its name on the console.
pub type Check = (&'static str, fn() -> Outcome);

/// Runs the checks in order. All of them, whatever the others found.
pub fn run(checks: &[Check]) -> ExitCode {
    let failed = checks.iter().filter(|(name, check)| !passes(name, check())).count();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn passes(name: &str, outcome: Outcome) -> bool {
    match &outcome {
        Ok(()) => println!("PASS {name}"),
        Err(what) => println!("FAIL {name}: {what}"),
    }
    outcome.is_ok()
}

/// Fails with these words unless the condition holds.
pub fn ensure(condition: bool, what: impl Into<String>) -> Outcome {
    if condition { Ok(()) } else { Err(what.into()) }
}

/// Fails unless what was got is what was wanted.
pub fn same<T: PartialEq + Debug>(what: &str, got: T, wanted: T) -> Outcome {
    ensure(got == wanted, format!("{what}: got {got:?}, wanted {wanted:?}"))
}

/// Puts the words `what` before any error, so that `?` tells which step failed.
pub trait Context<T> {
    /// The value, or the step and its error.
    fn doing(self, what: &str) -> Result<T, String>;
}

impl<T, E: Debug> Context<T> for Result<T, E> {
    fn doing(self, what: &str) -> Result<T, String> {
        self.map_err(|error| format!("{what}: {error:?}"))
    }
}
