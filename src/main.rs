//! `ibid` at the command line: the exit code and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ibid::run(std::env::args_os(), &mut ibid::World::real()).into()
}
