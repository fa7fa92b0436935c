// SPDX-License-Identifier: Apache-2.0
//! Prints its arguments and its environment. `exit=N` among the arguments makes N the exit code.

use std::process::ExitCode;
use std::{env, io::Write};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for (n, argument) in env::args().enumerate() {
        println!("argument {n}: {argument}");
        if let Some(number) = argument.strip_prefix("exit=") {
            match number.parse::<u8>() {
                Ok(number) => code = number.into(),
                Err(_) => println!("exit={number}: not a number from 0 to 255"),
            }
        }
    }
    for (name, value) in env::vars() {
        println!("environment {name}: {value}");
    }
    let _ = writeln!(std::io::stderr(), "standard error works too");
    code
}
