//! `mediatrix-relay`: everything is in the library.

fn main() -> std::process::ExitCode {
    relay::main()
}
